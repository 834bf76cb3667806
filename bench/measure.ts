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

/** Asks for these in turn, over and over; each connection begins somewhere else, so that no two ask for the same at once. */
export async function readOver(url: string, calls: readonly Call[], { seconds, connections }: Terms): Promise<Speed> {
  const requests = calls.map((call) => ({
    path: new URL(url).pathname.replace(/\/$/, '') + call.path,
    headers: headers(call),
  }))
  let begun = 0
  const setupClient = (client: autocannon.Client) => {
    const from = Math.floor((requests.length * begun) / connections) % requests.length
    begun += 1
    client.setRequests([...requests.slice(from), ...requests.slice(0, from)].map((one) => ({ ...one })))
  }
  return speedOf(await autocannon({ url, connections, duration: seconds, requests, setupClient }))
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

const sent = { action: 'submit', reason: null }
/** Sends each of these once; what is sent is not sent again. */
export async function sendEach(url: string, sends: readonly (Call & { version: number })[], connections: number) {
  const base = new URL(url).pathname.replace(/\/$/, '')
  const left = [...sends]
  const waits: number[] = []
  const stamps: number[] = []
  const options: autocannon.Options = {
    url,
    connections: Math.min(connections, sends.length),
    amount: sends.length,
    sampleInt: 20,
    requests: [
      {
        method: 'POST',
        setupRequest: (request) => {
          const send = left.shift()
          if (!send) throw new Error('More requests than files')
          const { path, version } = send
          return {
            ...request,
            path: base + path,
            headers: { ...headers(send), 'content-type': 'application/json' },
            body: JSON.stringify({ ...sent, version }),
          }
        },
      },
    ],
  }
  const { non2xx, errors } = await new Promise<autocannon.Result>((resolve, reject) => {
    const running = autocannon(options, (error: unknown, result) =>
      error instanceof Error ? reject(error) : resolve(result),
    )
    running.on('start', () => stamps.push(performance.now()))
    running.on('response', (_client, _status, _bytes, wait) => {
      waits.push(wait)
      stamps.push(performance.now())
    })
  })
  return { waits, milliseconds: (stamps.at(-1) ?? 0) - (stamps[0] ?? 0), failed: non2xx + errors }
}
