import { emptyAnswer } from '@thuoc/shared'
import autocannon from 'autocannon'
import { z } from 'zod'

export type Call = { path: string; token: string }
/** A line that is saved over and over; its version goes up with each save. */
export type Slot = Call & { version: number; maximum: number }
/** Replies a second, and how long the slowest hundredth waited, in milliseconds. */
export type Speed = { rate: number; p99: number; failed: number }
export type Terms = { seconds: number; connections: number }

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

const headers = ({ token }: Call) => (token === '' ? {} : { authorization: `Bearer ${token}` })
const speedOf = ({ requests, latency, non2xx, errors }: autocannon.Result): Speed => ({
  rate: requests.average,
  p99: latency.p99,
  failed: non2xx + errors,
})

/** Asks for these in turn, over and over. */
export async function readOver(url: string, calls: readonly Call[], { seconds, connections }: Terms): Promise<Speed> {
  const requests = calls.map((call) => ({
    path: new URL(url).pathname.replace(/\/$/, '') + call.path,
    headers: headers(call),
  }))
  return speedOf(await autocannon({ url, connections, duration: seconds, requests }))
}

const saved = z.object({ line: z.object({ version: z.int() }) })
/** Saves these lines in turn, each with another score than it has. */
export async function saveOver(url: string, slots: readonly Slot[], { seconds, connections }: Terms): Promise<Speed> {
  const free = slots.map((slot) => ({ ...slot }))
  const base = new URL(url).pathname.replace(/\/$/, '')
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    requests: [
      {
        method: 'PUT',
        setupRequest: (request, context: { slot?: Slot }) => {
          const slot = free.shift()
          if (!slot) throw new Error('More connections than lines')
          context.slot = slot
          const { path, version, maximum } = slot
          const score = version % 2 === 0 ? maximum : Math.max(0, maximum - 0.25)
          const answer = { ...emptyAnswer, score, note: `Lần lưu thứ ${version}` }
          return {
            ...request,
            path: base + path,
            headers: { ...headers(slot), 'content-type': 'application/json' },
            body: JSON.stringify({ version, answer }),
          }
        },
        onResponse: (status, body, context: { slot?: Slot }) => {
          const { slot } = context
          if (slot) free.push(status === 200 ? { ...slot, version: saved.parse(JSON.parse(body)).line.version } : slot)
        },
      },
    ],
  })
  return speedOf(result)
}
