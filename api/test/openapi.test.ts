import { validate } from '@scalar/openapi-parser'
import { problems } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { testApi } from './harness.ts'

const { api } = testApi()

const operation = z.object({
  operationId: z.string(),
  summary: z.string().min(10),
  tags: z.array(z.string()).min(1),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  /** Downloads, which have no endpoint, name their refusals in the responses only. */
  'x-problem-codes': z.array(z.enum(Object.keys(problems))).default([]),
  responses: z.record(
    z.string(),
    z.object({ description: z.string(), content: z.record(z.string(), z.unknown()).optional() }),
  ),
})
const document = z.object({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
})
const fetched = async () => (await fetch(`${api.url}/api/openapi.json`)).text()
const operations = async () =>
  Object.values(document.parse(JSON.parse(await fetched())).paths).flatMap((path) => Object.values(path))

describe('the OpenAPI document', () => {
  it('is valid', async () => {
    expect(await validate(await fetched())).toMatchObject({ valid: true })
  })

  it('gives each operation a name of its own and says who may call it', async () => {
    const names = (await operations()).map(({ operationId }) => operationId)
    expect(names).toEqual([...new Set(names)])
    expect(names.length).toBeGreaterThan(20)
  })

  it('names every refusal of every operation under its status', async () => {
    for (const { operationId, responses, 'x-problem-codes': codes } of await operations())
      for (const code of codes) {
        const { status } = z
          .object({ status: z.int() })
          .parse(Object.entries(problems).find(([name]) => name === code)?.[1])
        expect([operationId, code, responses[status]?.description]).toEqual([
          operationId,
          code,
          expect.stringContaining(`\`${code}\``),
        ])
        expect(Object.keys(responses[status]?.content ?? {})).toEqual(['application/problem+json'])
      }
  })

  it('prints scores as they are on the wire, and no schema that nothing uses', async () => {
    const text = await fetched()
    expect(text).not.toContain('"wire"')
    const { schemas } = document.parse(JSON.parse(text)).components
    for (const name of Object.keys(schemas)) expect(text).toContain(`#/components/schemas/${name}"`)
  })

  it('can be read in a browser without anything from elsewhere', async () => {
    const page = await fetch(`${api.url}/api/docs/`)
    const policy = page.headers.get('content-security-policy')
    expect(page.status).toBe(200)
    expect(policy).toMatch(/script-src 'self' 'sha256-[^']+';/)
    expect(await page.text()).not.toMatch(/https?:\/\//)
    expect((await fetch(`${api.url}/api/docs/js/scalar.js`)).status).toBe(200)
  })
})
