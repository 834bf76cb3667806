import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { answered } from '../client.ts'
import { schoolYears } from '../generator/sizes.ts'
import type { Bench } from '../run.ts'
import { signIn } from '../service.ts'
import type { Amount } from './bulk.ts'

const patience = 600_000
const job = z.object({ id: z.string(), state: z.string(), failure: z.string().nullable(), size: z.number().nullable() })
/** Asks for a file and waits until it is made. @returns its bytes */
export async function exported({ ours }: Bench, token: string, order: Record<string, unknown>): Promise<number> {
  const asked = await answered(ours, { method: 'POST', path: '/exports', token, body: order }, job)
  for (const end = performance.now() + patience; performance.now() < end; await sleep(50)) {
    const now = await answered(ours, { path: `/exports/${asked.id}`, token }, job)
    if (now.state === 'done') return now.size ?? 0
    if (now.state === 'failed') throw new Error(`Not made: ${now.failure}`)
  }
  throw new Error('Not made in time')
}

/** The list of schools with all that is told of each; a third of them are primary schools. */
export function workbook(bench: Bench) {
  return async (amount: Amount) => {
    const token = await signIn(bench.ours, 'p01.leader')
    const some = amount === 'third' ? { unitType: 'primary' } : {}
    const order = { kind: 'report-file', part: 'units', format: 'xlsx', schoolYear: schoolYears.at(-1), ...some }
    const bytes = await exported(bench, token, order)
    return `${Math.round(bytes / 1024)} kB`
  }
}
