import { createThreads } from '../threads.ts'
import type { Drawing, Drawn } from './drawing.worker.ts'
import { UnreadableTemplate } from './unreadable.ts'

/** Rows of all lists together beyond which a document takes seconds: all certificates of a decision, a long register. */
const many = 100

/** Whether so much is to be drawn that others would wait for it. */
export const isLarge = (values: Readonly<Record<string, unknown>>): boolean => rowsIn(values) > many

const rowsIn = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((sum, row) => sum + 1 + rowsIn(row), 0)
  if (typeof value !== 'object' || value === null) return 0
  return Object.values(value).reduce<number>((sum, one) => sum + rowsIn(one), 0)
}

const inThread = createThreads<Drawn>({
  script: new URL('drawing.worker.ts', import.meta.url),
  // A thousand certificates take a half of it.
  megabytes: 1024,
  milliseconds: 600_000,
  atOnce: 1,
})

/** Draws a large document in a thread, one at a time. @throws UnreadableTemplate, Exhausted */
export async function drawApart(drawing: Drawing): Promise<Buffer> {
  const drawn = await inThread(drawing)
  if ('flaw' in drawn) throw new UnreadableTemplate(drawn.flaw, drawn.thing)
  return Buffer.from(drawn.file.buffer, drawn.file.byteOffset, drawn.file.byteLength)
}
