import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { z } from 'zod'
import { schemaOf } from './schema-of.ts'

const asked = z.object({
  params: z.object({ id: z.uuid(), code: z.string() }),
  body: z.object({
    version: z.int(),
    answer: z.object({ met: z.boolean().nullable(), score: z.number().nullable(), note: z.string() }),
  }),
})
const shown = z.looseObject({ line: z.looseObject({ version: z.int(), savedAt: z.string().nullable() }) })

/** Lines and what was saved in them, in tables of their own: no trigger, one index each, nothing that looks at them. */
export const savePreparation = `
drop table if exists bench_lines, bench_log;
create table bench_lines as select submission_id, criterion_code, met, score, note, version, saved_at, saved_by from submission_lines;
alter table bench_lines add primary key (submission_id, criterion_code);
create table bench_log (id bigint generated always as identity primary key, submission_id uuid not null,
  criterion_code text not null, version integer not null, answer jsonb not null, saved_at timestamptz not null, saved_by text);
analyze bench_lines`

/** One line: an update that gives back what stands, and a row of the log, in one transaction. */
export function addSave(app: FastifyInstance, pool: pg.Pool, sample: unknown) {
  const known = shown.parse(sample)
  const schema = { response: { 200: schemaOf([known]) } }
  app.put('/submissions/:id/lines/:code', { schema }, async (request) => {
    const { params, body } = asked.parse({ params: request.params, body: request.body })
    const client = await pool.connect()
    try {
      await client.query('begin')
      const { rows } = await client.query<{ version: number; savedAt: Date; savedBy: string }>({
        name: 'save',
        text: `update bench_lines set met = $3, score = $4, note = $5, version = version + 1, saved_at = now()
          where submission_id = $1 and criterion_code = $2 and version = $6
          returning version, saved_at as "savedAt", saved_by as "savedBy"`,
        values: [params.id, params.code, body.answer.met, body.answer.score, body.answer.note, body.version],
      })
      const [row] = rows
      if (!row) throw Object.assign(new Error('stale'), { statusCode: 409 })
      await client.query({
        name: 'log',
        text: `insert into bench_log (submission_id, criterion_code, version, answer, saved_at, saved_by)
          values ($1, $2, $3, $4, $5, $6)`,
        values: [params.id, params.code, row.version, JSON.stringify(body.answer), row.savedAt, row.savedBy],
      })
      await client.query('commit')
      return { ...known, line: { ...known.line, ...row, savedAt: row.savedAt.toISOString() } }
    } catch (error) {
      await client.query('rollback')
      throw error
    } finally {
      client.release()
    }
  })
}
