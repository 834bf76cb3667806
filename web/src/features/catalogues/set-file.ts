import { indicatorSetDefinition, type IndicatorSetDefinition } from '@thuoc/shared'
import type { z } from 'zod'

/** The API takes definitions up to this size, in bytes. */
export const largestSetFile = 4 * 1024 * 1024

export type SetFile =
  | { state: 'too-large' }
  | { state: 'not-json' }
  | { state: 'unfit'; json: unknown; issues: z.core.$ZodIssue[] }
  | { state: 'read'; definition: IndicatorSetDefinition }

/** A workbook is read by the server; everything else is taken for JSON and read here. */
export const isWorkbook = ({ name }: Pick<File, 'name'>): boolean => !/\.json$/i.test(name)

/** Reads what people chose, before anything is sent. */
export async function readSetFile(file: Blob): Promise<SetFile> {
  if (file.size > largestSetFile) return { state: 'too-large' }
  const json = parsed(await file.text())
  if (json === undefined) return { state: 'not-json' }
  const checked = indicatorSetDefinition.safeParse(json)
  return checked.success
    ? { state: 'read', definition: checked.data }
    : { state: 'unfit', json, issues: checked.error.issues }
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    return value
  } catch {
    return undefined
  }
}

/** Where in a file something is wrong: the nearest code on the way there, and the way from it. */
export type FilePlace = { code: string | null; keys: PropertyKey[]; value: unknown }

export function placeIn(json: unknown, path: readonly PropertyKey[]): FilePlace {
  let here = json
  let code: string | null = null
  let begin = 0
  for (const [at, key] of path.entries()) {
    here = partOf(here, key)
    const own = partOf(here, 'code')
    // The code itself may be what is wrong: then it stands for its place all the same.
    if (typeof own === 'string' && typeof key === 'number') [code, begin] = [own, at + 1]
  }
  return { code, keys: path.slice(begin), value: here }
}

function partOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}
