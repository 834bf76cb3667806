import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { z } from 'zod'
import { schemaOf } from './schema-of.ts'

const asked = z.object({
  params: z.object({ id: z.uuid() }),
  body: z.object({ action: z.literal('submit'), version: z.int(), reason: z.string().nullable() }),
})
const shown = z.looseObject({ status: z.string(), version: z.int(), round: z.int(), statusSince: z.string() })

/** Files and their moves, in tables of their own: no trigger, one index each, nothing that looks at them. */
export const sendPreparation = `
drop table if exists bench_files, bench_moves;
create table bench_files as select id, status, status_since, round, version from submissions;
alter table bench_files add primary key (id);
create table bench_moves (id bigint generated always as identity primary key, submission_id uuid not null,
  action text not null, round integer not null, version integer not null, reason text, at timestamptz not null);
analyze bench_files`

/** One move: an update that gives back what stands, and a row of the log, in one transaction. */
export function addSend(app: FastifyInstance, pool: pg.Pool, sample: unknown) {
  const known = shown.parse(sample)
  const schema = { response: { 200: schemaOf([known]) } }
  app.post('/submissions/:id/transitions', { schema }, async (request) => {
    const { params, body } = asked.parse({ params: request.params, body: request.body })
    const client = await pool.connect()
    try {
      await client.query('begin')
      const { rows } = await client.query<{ status: string; version: number; round: number; statusSince: Date }>({
        name: 'send',
        text: `update bench_files set status = 'submitted', status_since = now(), round = round + 1, version = version + 1
          where id = $1 and version = $2 and status = 'approved'
          returning status, version, round, status_since as "statusSince"`,
        values: [params.id, body.version],
      })
      const [row] = rows
      if (!row) throw Object.assign(new Error('stale'), { statusCode: 409 })
      await client.query({
        name: 'move',
        text: `insert into bench_moves (submission_id, action, round, version, reason, at) values ($1, $2, $3, $4, $5, $6)`,
        values: [params.id, body.action, row.round, row.version, body.reason, row.statusSince],
      })
      await client.query('commit')
      return { ...known, ...row, statusSince: row.statusSince.toISOString() }
    } catch (error) {
      await client.query('rollback')
      throw error
    } finally {
      client.release()
    }
  })
}
