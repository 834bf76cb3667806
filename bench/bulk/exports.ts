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

/** A part of the report of a year; a third of the schools are primary schools. */
const reported = (bench: Bench, part: 'units' | 'criteria', schoolYear?: string) => async (amount: Amount) => {
  const token = await signIn(bench.ours, 'p01.leader')
  const some = amount === 'third' ? { unitType: 'primary' } : {}
  const order = { kind: 'report-file', part, format: 'xlsx', schoolYear, ...some }
  const bytes = await exported(bench, token, order)
  return `${Math.round(bytes / 1024)} kB`
}

/** The list of schools with all that is told of each. */
export const workbook = (bench: Bench) => reported(bench, 'units', schoolYears.at(-1))

/** Every criterion of every school, in a sheet for each column of scores; of the year that is over, so that all are filled. */
export const criteriaBook = (bench: Bench) => reported(bench, 'criteria', schoolYears.at(-2))
