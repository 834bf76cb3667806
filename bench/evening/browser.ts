import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { z } from 'zod'

export const kinds = [
  'sign in',
  'start page',
  'open the form',
  'save a line',
  'finish, approve, send',
  'other',
] as const
export type Kind = (typeof kinds)[number]
export type Asked = { kind: Kind; method?: 'GET' | 'POST' | 'PUT'; path: string; body?: unknown }
/** What was seen of one call: how long its answer took, and which. */
export type Seen = { kind: Kind; status: number; milliseconds: number; at: number; fault: string }
/** What somebody wanted, with all the times that he was put off: how long until it was answered, or that it never was. */
export type Wish = { kind: Kind; milliseconds: number; isDone: boolean }
export type Diary = { seen: Seen[]; wishes: Wish[] }
type Answer = { status: number; text: string; retryAfter: number | null }

/** Longer than any answer may take; a call that hangs is a fault. */
const patience = 30_000

/** A person’s browser: connections of its own, and the manners of the app. What is refused for now is asked again later. */
export class Browser {
  /** Unused connections are let go of as a browser does; with this limit also by what the server says of it. */
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 6, timeout: 300_000 })
  readonly #address: URL
  readonly #diary: Diary
  readonly #ends: number
  token = ''

  /** @param ends when nobody asks again any more, by `performance.now` */
  constructor(address: string, diary: Diary, ends: number) {
    this.#address = new URL(address)
    this.#diary = diary
    this.#ends = ends
  }

  /** Asks until it is answered; null where it is refused, or time is up before. */
  async ask<T extends z.ZodType>(asked: Asked, reply: T): Promise<z.output<T> | null> {
    const answer = await this.insist(asked)
    return answer.status === 200 ? reply.parse(JSON.parse(answer.text)) : null
  }

  /** As the app does: busy servers are left alone for as long as they ask for, and what was typed is kept. */
  async insist(asked: Asked): Promise<Answer> {
    const begun = performance.now()
    for (;;) {
      const answer = await this.#once(asked)
      const isBusy = answer.status === 503 && answer.retryAfter !== null
      if (!isBusy || performance.now() > this.#ends) {
        this.#diary.wishes.push({ kind: asked.kind, milliseconds: performance.now() - begun, isDone: !isBusy })
        return answer
      }
      await sleep(((answer.retryAfter ?? 0) + Math.random()) * 1000)
    }
  }

  async #once({ kind, method = 'GET', path, body }: Asked): Promise<Answer> {
    const begun = performance.now()
    let fault = ''
    const answer = await this.#send(method, path, body).catch((error: unknown) => {
      fault = error instanceof Error ? error.message : String(error)
      return { status: 0, text: '', retryAfter: null }
    })
    this.#diary.seen.push({ kind, status: answer.status, milliseconds: performance.now() - begun, at: begun, fault })
    return answer
  }

  #send(method: string, path: string, body: unknown): Promise<Answer> {
    const { hostname, port, pathname } = this.#address
    const text = body === undefined ? undefined : JSON.stringify(body)
    const headers = {
      ...(this.token !== '' && { authorization: `Bearer ${this.token}` }),
      ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }),
    }
    return new Promise((resolve, reject) => {
      const call = request({ hostname, port, method, path: pathname + path, headers, agent: this.#agent }, (reply) => {
        const parts: Buffer[] = []
        reply.on('data', (part: Buffer) => parts.push(part))
        reply.on('error', reject)
        reply.on('end', () => {
          const { 'retry-after': after } = reply.headers
          const retryAfter = after === undefined ? null : Number(after)
          resolve({ status: reply.statusCode ?? 0, text: Buffer.concat(parts).toString(), retryAfter })
        })
      })
      call.setTimeout(patience, () => call.destroy(new Error('No answer')))
      call.on('error', reject)
      call.end(text)
    })
  }

  close() {
    this.#agent.destroy()
  }
}
