import type { z } from 'zod'
import type { Service } from './service.ts'

type Asked = { method?: 'GET' | 'POST' | 'PUT'; path: string; token?: string; body?: unknown }

/** Asks a server of ours, whatever it answers. */
export const ask = ({ url }: Service, { method = 'GET', path, token = '', body }: Asked): Promise<Response> =>
  fetch(url + path, {
    method,
    headers: {
      ...(token !== '' && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })

/** @returns what a server of ours answers. @throws Error where it refuses */
export async function answeredText(ours: Service, asked: Asked): Promise<string> {
  const response = await ask(ours, asked)
  if (!response.ok) throw new Error(`${asked.path}: ${response.status} ${await response.text()}`)
  return response.text()
}
/** The same, parsed. */
export const answered = async <T extends z.ZodType>(ours: Service, asked: Asked, reply: T): Promise<z.output<T>> =>
  reply.parse(JSON.parse(await answeredText(ours, asked)))

/** Does all of these, so many at a time. */
export async function some<T, R>(list: readonly T[], atATime: number, work: (one: T) => Promise<R>): Promise<R[]> {
  const made: R[] = []
  const waiting = [...list.entries()]
  const hand = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) made[next[0]] = await work(next[1])
  }
  await Promise.all(Array.from({ length: atATime }, hand))
  return made
}
