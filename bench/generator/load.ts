import pg from 'pg'
import { hashPassword } from '../../api/src/features/identity/passwords.ts'
import { migrate } from '../../api/src/platform/db/migrate.ts'
import { campaignWriter } from './campaigns.ts'
import { randomOf } from './random.ts'
import { makeSets } from './sets.ts'
import { generation, sizes, type SizeName } from './sizes.ts'
import { openSinks, tableNames } from './tables.ts'
import { planProvinces, unitWriter } from './units.ts'

/** Of everybody in the made-up data. */
export const password = 'Minh-hoa-2026'

/**
 * The database of a size: made at the first time, found again afterwards. Rows come in by COPY with triggers off and
 * without foreign keys and indexes; both are put back at the end, so PostgreSQL itself proves that the rows hold together.
 * @returns its address
 */
export async function loaded(server: string, size: SizeName, say: (line: string) => void): Promise<string> {
  const name = `thuoc_bench_${size}`
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href
  if (await isMade(server, name)) return url
  await withClient(server, async (client) => {
    await client.query(`drop database if exists ${name}`)
    await client.query(`create database ${name}`)
  })
  await migrate(url)
  const began = performance.now()
  await withClient(url, async (client) => {
    const random = randomOf(generation)
    const sets = await makeSets(client, random)
    const restore = await bare(client)
    const sinks = await openSinks(url)
    const { into, settle } = sinks
    const unit = unitWriter({ into, random, passwordHash: await hashPassword(password) })
    const campaigns = campaignWriter({ into, random, sets })
    const plans = planProvinces(sizes[size], random)
    for (const plan of plans) {
      await campaigns(unit(plan), settle)
      say(`province ${plan.number} of ${plans.length}`)
    }
    await sinks.end()
    say(`rows are in after ${seconds(began)} s; indexes and foreign keys`)
    for (const statement of restore) await client.query(statement)
    // What triggers keep where rows come in one by one.
    for (const statement of kept) await client.query(statement)
    await client.query('vacuum (analyze)')
    await client.query(`comment on database ${name} is '${mark}'`)
    say(`made in ${seconds(began)} s`)
  })
  return url
}

/** Filled as their migrations fill them: what is read together lies together. */
const kept = [
  'insert into public_results select * from results_made_public order by published_at, submission_id',
  'insert into reported_files select * from files_as_reported order by school_year, province_unit_id, body_unit_id',
  'select fold_report_tallies()',
  'insert into listed_files select * from files_as_listed order by unit_id, due_on, unit_name, submission_id',
  'select fold_file_tallies()',
  'insert into listed_people select * from people_as_listed order by unit_id, full_name, person_id',
  `insert into perhaps_vacant_units select unit.id from units unit where not exists (
     select from memberships held join people person on person.id = held.person_id
     where held.unit_id = unit.id and held.ended_at is null and person.status = 'active') on conflict do nothing`,
  'insert into report_layouts (codes) select distinct codes from report_scores_packed order by 1',
  `insert into report_points select packed.event_id, packed.school_year, packed.side, layout.id, packed.points, packed.met
   from report_scores_packed packed join report_layouts layout on layout.codes = packed.codes
   order by packed.school_year, packed.side, packed.event_id`,
]

const mark = `bench ${generation}`
const seconds = (began: number) => Math.round((performance.now() - began) / 1000)

async function isMade(server: string, name: string): Promise<boolean> {
  return withClient(server, async (client) => {
    const { rows } = await client.query<{ mark: string | null }>(
      `select shobj_description(oid, 'pg_database') as mark from pg_database where datname = $1`,
      [name],
    )
    return rows[0]?.mark === mark
  })
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Takes triggers, foreign keys and indexes off the tables that are loaded. @returns the statements that put them back */
async function bare(client: pg.Client): Promise<string[]> {
  const names = [...tableNames]
  const { rows: keys } = await client.query<{ owner: string; name: string; text: string }>(
    `select conrelid::regclass::text as owner, quote_ident(conname) as name, pg_get_constraintdef(oid) as text
     from pg_constraint where contype = 'f' and conrelid = any ($1::regclass[]) order by 1, 2`,
    [names],
  )
  const { rows: indexes } = await client.query<{ name: string; text: string }>(
    `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as text from pg_index
     where indrelid = any ($1::regclass[]) and not exists (select from pg_constraint where conindid = indexrelid)
     order by 1`,
    [names],
  )
  for (const { owner, name } of keys) await client.query(`alter table ${owner} drop constraint ${name}`)
  for (const { name } of indexes) await client.query(`drop index ${name}`)
  for (const table of names) await client.query(`alter table ${table} disable trigger user`)
  return [
    `set maintenance_work_mem = '256MB'`,
    ...indexes.map(({ text }) => text),
    ...keys.map(({ owner, name, text }) => `alter table ${owner} add constraint ${name} ${text}`),
    ...names.map((table) => `alter table ${table} enable trigger user`),
  ]
}
