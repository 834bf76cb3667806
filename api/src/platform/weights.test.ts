import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import Fastify from 'fastify'
import { describe, expect, it } from 'vitest'
import { createWeights } from './weights.ts'

const asked = (method: string, url: string) => Object.assign(new IncomingMessage(new Socket()), { method, url })

describe('what a call costs', () => {
  it('is what its endpoint says, whatever it is asked about; and one for all others', async () => {
    const weights = createWeights()
    const app = Fastify()
    weights.learn(app)
    await app.register(
      async (api) => {
        api.post('/things/:id/moves', { config: { weight: 6 } }, async () => ({}))
        api.post('/things/:id', async () => ({}))
      },
      { prefix: '/api/v1' },
    )
    await app.ready()
    const costs = [
      ['POST', '/api/v1/things/7f/moves'],
      ['POST', '/api/v1/things/7f/moves?now=1'],
      ['GET', '/api/v1/things/7f/moves'],
      ['POST', '/api/v1/things/7f/moves/9'],
      ['POST', '/api/v1/things/7f/8/moves'],
      ['POST', '/api/v1/things/7f'],
    ] as const
    expect(costs.map(([method, url]) => weights.of(asked(method, url)))).toEqual([6, 6, 1, 1, 1, 1])
  })
})
