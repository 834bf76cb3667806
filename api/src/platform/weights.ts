import type { IncomingMessage } from 'node:http'
import type { FastifyInstance } from 'fastify'

type Heavy = { method: string; path: RegExp; weight: number }

/** What calls cost by their endpoints, known of a request before anything of Fastify has seen it. */
export function createWeights() {
  const heavy: Heavy[] = []
  return {
    /** To be called before there are routes. */
    learn(app: FastifyInstance) {
      app.addHook('onRoute', ({ method, url, config }) => {
        if (config?.weight === undefined) return
        const path = new RegExp(`^${url.replaceAll(/:\w+/g, '[^/?]+')}(?:[?]|$)`)
        for (const one of [method].flat()) heavy.push({ method: one, path, weight: config.weight })
      })
    },
    /** How many ordinary calls it costs. */
    of: ({ method, url = '' }: IncomingMessage): number =>
      heavy.find((one) => one.method === method && one.path.test(url))?.weight ?? 1,
  }
}
