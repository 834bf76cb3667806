import type { Fields } from '@thuoc/shared'
import { parentPort, workerData } from 'node:worker_threads'
import type { Layout } from './layout.ts'
import { UnreadableTemplate, type TemplateFlaw } from './unreadable.ts'

type Values = Readonly<Record<string, unknown>>
/** What is to be drawn: a template that is filled, or a layout as PDF. */
export type Drawing = { fields: Fields; values: Values } & ({ template: Uint8Array } | { layout: Layout })
/** What the thread says before it ends. */
export type Drawn = { file: Uint8Array } | { flaw: TemplateFlaw; thing: string }

async function draw(given: Drawing): Promise<Buffer> {
  const { fields, values } = given
  if ('layout' in given) return (await import('./pdf.ts')).pdfOf(given.layout, fields, values)
  return (await import('./template.ts')).fill(Buffer.from(given.template), fields, values)
}

const say = (drawn: Drawn) => parentPort?.postMessage(drawn)
try {
  // Ours alone starts this thread.
  say({ file: await draw(workerData as Drawing) })
} catch (error) {
  if (!(error instanceof UnreadableTemplate)) throw error
  say({ flaw: error.flaw, thing: error.thing })
}
