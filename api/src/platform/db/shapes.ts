import type { Queryable } from './queryable.ts'
import { steady, type Statement } from './steady.ts'

/** Which parts a statement has, and how many rows it is for. */
type Shape = { has: (part: string) => boolean; limit: number }

/**
 * A list that is narrowed in many ways has a statement for each shape. The first ones are `steady`; each of those stays in
 * every connection, so those after them are planned each time.
 */
export function byShape<T>(write: (db: Queryable, shape: Shape) => Statement<T>, most = 40) {
  const kept = new Map<string, ReturnType<typeof steady<T>>>()
  return (parts: readonly string[], limit: number): ReturnType<typeof steady<T>> => {
    const key = [...parts, limit].join('.')
    const known = kept.get(key)
    if (known !== undefined) return known
    const shape = { has: (part: string) => parts.includes(part), limit }
    if (kept.size === most) return (db, values) => write(db, shape).prepare('').execute(values)
    const made = steady<T>((db) => write(db, shape))
    kept.set(key, made)
    return made
  }
}
