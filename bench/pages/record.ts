import { appendFileSync } from 'node:fs'
import pg from 'pg'
import { z } from 'zod'

/**
 * Loaded into our server before it starts: writes down each reading statement with its values, as it is sent, into the
 * file that BENCH_STATEMENTS names. The server itself knows nothing of it.
 */
const file = process.env.BENCH_STATEMENTS ?? ''
const asked = z.union([
  z.string().transform((text) => ({ text, values: undefined, name: undefined })),
  z.object({ text: z.string(), values: z.array(z.unknown()).optional(), name: z.string().optional() }),
])
const isFunction = z.custom<(...given: unknown[]) => unknown>((value) => typeof value === 'function')
const query = new Proxy(isFunction.parse(Reflect.get(pg.Client.prototype, 'query')), {
  apply(send, self, given: unknown[]) {
    const { data } = asked.safeParse(given[0])
    const values = data?.values ?? (Array.isArray(given[1]) ? given[1] : [])
    if (data && /^\s*(select|with)\b/i.test(data.text))
      appendFileSync(file, `${JSON.stringify({ text: data.text, values, name: data.name ?? null })}\n`)
    return Reflect.apply(send, self, given)
  },
})
Object.assign(pg.Client.prototype, { query })
