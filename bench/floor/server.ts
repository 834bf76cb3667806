import { readFile } from 'node:fs/promises'
import { fastify } from 'fastify'
import pg from 'pg'
import { z } from 'zod'
import { formFloor } from './form.ts'
import { resultsFloor, unitsFloor, worklistFloor } from './lists.ts'
import { addSave } from './save.ts'
import { addSend } from './send.ts'
import { schemaOf } from './schema-of.ts'

/**
 * The least that any server on this stack has to do for the same bytes: Fastify without plugins, a compiled serialiser
 * and one prepared statement; no rights, no session, nothing judged. Told by a file which replies are asked for.
 */
const floors = { form: formFloor, worklist: worklistFloor, units: unitsFloor, results: resultsFloor }
const routes = {
  form: '/submissions/:id/form',
  worklist: '/submissions',
  units: '/units',
  results: '/public/results',
}
const told = z.object({
  databaseUrl: z.string(),
  reads: z.array(
    z.object({
      floor: z.enum(['form', 'worklist', 'units', 'results']),
      replies: z.array(z.tuple([z.string(), z.unknown()])),
    }),
  ),
  saved: z.unknown(),
  sent: z.unknown(),
})
const [, , file = ''] = process.argv
const { databaseUrl, reads, saved, sent } = told.parse(JSON.parse(await readFile(file, 'utf8')))

const pool = new pg.Pool({ connectionString: databaseUrl, max: 16 })
const app = fastify()
for (const { floor, replies } of reads) {
  const reply = floors[floor](new Map(replies))
  const schema = { response: { 200: schemaOf(replies.map(([, body]) => body)) } }
  app.get(routes[floor], { schema }, async ({ url }, response) => (await reply(pool, url)) ?? response.callNotFound())
}
addSave(app, pool, saved)
addSend(app, pool, sent)
const address = await app.listen({ port: 0, host: '127.0.0.1' })
process.stdout.write(`${JSON.stringify({ port: Number(new URL(address).port) })}\n`)
