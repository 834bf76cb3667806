import { z } from 'zod'
import type { Page } from '@thuoc/shared'
import { Problem } from './problem.ts'

export const defaultLimit = 50
export type PageRequest = { cursor?: string | undefined; limit?: number | undefined }

/** Where the next page begins: the sort key of the last row, opaque to callers. */
export const encodeCursor = (key: unknown) => Buffer.from(JSON.stringify(key)).toString('base64url')

/** The sort key of a cursor, or null for the first page. Refuses what did not come from `encodeCursor`. */
export function decodeCursor<T>(cursor: string | undefined, key: z.ZodType<T>): T | null {
  if (cursor === undefined) return null
  const parsed = key.safeParse(parseJson(Buffer.from(cursor, 'base64url').toString()))
  if (parsed.success) return parsed.data
  throw new Problem('request.invalid', { errors: [{ path: '/cursor', message: 'Not a cursor of this list' }] })
}

/** Sort key of lists in the order of a text, with the id to tell equal texts apart. */
export const textKey = z.tuple([z.string(), z.uuid()])

/**
 * A page from `limit + 1` rows: the row too many says that there is a next page.
 * @param key the sort key of a row, as `decodeCursor` will want it back
 */
export function toPage<Row, Item>(
  rows: readonly Row[],
  { limit = defaultLimit }: PageRequest,
  key: (row: Row) => unknown,
  present: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const nextCursor = rows.length > limit && last !== undefined ? encodeCursor(key(last)) : null
  return { items: shown.map(present), nextCursor }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
