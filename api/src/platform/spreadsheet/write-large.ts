import { inThread } from './thread.ts'
import type { WrittenSheet } from './written.ts'

/**
 * `writeSpreadsheet` in a thread of its own: some thousand rows take a second or two, for which nobody else waits.
 * @throws Exhausted
 */
export async function writeLargeSpreadsheet(sheets: readonly WrittenSheet[], { title }: { title: string }) {
  return Buffer.from(await inThread<Uint8Array>('writer.worker.ts', { sheets, title }))
}
