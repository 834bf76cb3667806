import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect } from 'vitest'
import { z } from 'zod'
import { emptyWireAnswer } from './road.ts'
import { pdf } from './sample-files.ts'

const clientCount = 3
const saved = z.object({ line: z.object({ version: z.int(), answer: z.object({ note: z.string() }) }) })

export type Caller = (path: string, init?: RequestInit) => Promise<Response>

/** Calls as one person; the address stays the same over every crash. */
export const caller =
  (address: string, token: string): Caller =>
  (path, init = {}) =>
    fetch(path.startsWith('/api') ? new URL(path, address) : `${address}${path}`, {
      signal: AbortSignal.timeout(20_000),
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
    })
export const json = (method: string, body: object) => ({
  method,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
})
export async function read<T>(reply: Promise<Response>, schema: z.ZodType<T>): Promise<T> {
  const { status, text } = await reply.then(async (one) => ({ status: one.status, text: await one.text() }))
  expect({ status, text }).toMatchObject({ status: 200 })
  return schema.parse(JSON.parse(text))
}
/**
 * People who type without end, each on lines of their own. What was not acknowledged is sent again, as it was, until
 * it is: a save that had been made all the same is told apart from a stranger's.
 */
export function typing(staff: Caller, file: { id: string; campaignUnitId: string }, codes: readonly string[]) {
  const acknowledged = new Map<string, { version: number; note: string }[]>()
  const files = new Map<string, string>()
  let acknowledgedSaves = 0
  let sentAgain = 0
  let on = true
  const stopped = () => !on

  async function save(code: string, version: number, note: string) {
    const body = json('PUT', { version, answer: { ...emptyWireAnswer, note } })
    for (;;) {
      const reply = await staff(`/submissions/${file.id}/lines/${code}`, body).catch(() => null)
      if (reply?.ok) return saved.parse(JSON.parse(await reply.text())).line
      // While the database is away the API says so; it never fails as if the fault were in the request.
      if (reply && reply.status !== 503) throw new Error(`${reply.status} ${await reply.text()}`)
      sentAgain += 1
      await sleep(100)
    }
  }
  async function type(own: string[]) {
    for (let turn = 1; !stopped(); turn++)
      for (const code of own) {
        if (stopped()) return
        const saves = acknowledged.get(code) ?? []
        const note = `${code}, lần ${turn}`
        const line = await save(code, saves.length, note)
        expect(line).toMatchObject({ version: saves.length + 1, answer: { note } })
        acknowledged.set(code, [...saves, { version: line.version, note }])
        acknowledgedSaves += 1
      }
  }
  async function upload() {
    for (let turn = 1; !stopped(); turn++, await sleep(150)) {
      const content = pdf(`Minh chứng ${turn}`)
      const data = new FormData()
      data.append('criterion', '1.1')
      data.append('file', new Blob([Uint8Array.from(content)]), 'minh-chung.pdf')
      const path = `/campaign-units/${file.campaignUnitId}/evidence/files`
      const reply = await staff(path, { method: 'POST', body: data }).catch(() => null)
      if (!reply?.ok) continue
      const { id } = z.object({ id: z.uuid() }).parse(JSON.parse(await reply.text()))
      files.set(id, createHash('sha256').update(content).digest('hex'))
    }
  }
  const own = (at: number) => codes.filter((_, index) => index % clientCount === at)
  const all = Promise.all([...Array.from({ length: clientCount }, (_, at) => type(own(at))), upload()])
  return {
    acknowledged,
    files,
    sentAgain: () => sentAgain,
    /** Until this many more saves have been acknowledged. */
    async further(count: number) {
      const wanted = acknowledgedSaves + count
      while (acknowledgedSaves < wanted) await Promise.race([sleep(5), all])
    },
    async stop() {
      on = false
      await all
    },
  }
}
