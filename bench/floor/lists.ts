import { z } from 'zod'
import { read, type Floor } from './floor.ts'

const at = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
const mark = (unit: string, prefix = '') =>
  `json_build_object('id', ${unit}.${prefix === 'assessor_' ? 'assessor_unit_id' : prefix === 'unit_' ? 'unit_id' : 'id'},
    'code', ${unit}.${prefix}code, 'name', ${unit}.${prefix}name, 'type', ${unit}.${prefix}type)`

/** Files of a body in a campaign, as many as a page has and one more. */
const worklist = `
select s.id, u.id as "campaignUnitId", s.status, s.round, s.answered, s.line_count as lines, s.version,
  ${at('s.status_since')} as "statusSince", s.recognised_level as "recognisedLevel",
  json_build_object('id', c.id, 'title', c.title, 'schoolYear', c.school_year, 'closedAt', ${at('c.closed_at')}) as campaign,
  ${mark('u', 'unit_')} as unit, ${mark('u', 'assessor_')} as assessor,
  json_build_object('id', i.id, 'code', i.code, 'version', i.version, 'title', i.title, 'sample', i.sample,
    'verified', i.verified_on is not null) as set
from submissions s
  join campaign_units u on u.id = s.campaign_unit_id
  join campaigns c on c.id = u.campaign_id
  join indicator_sets i on i.id = u.indicator_set_id
where u.assessor_unit_id = $1 and u.campaign_id = $2
order by u.unit_name collate vi, s.id limit 51`

/** Units below one whose name has two words, with or without accents, with the names of those above them. */
const units = `
with first as materialized (
  select * from units where search like unaccented($1) and search like unaccented($2) and closed_on is null
  order by name, id limit 21)
select unit.id, unit.code, unit.name, unit.type, unit.ownership, ${mark('parent')} as parent, unit.version
from first unit join units parent on parent.id = unit.parent_id
order by unit.name, unit.id`

/** Published results of units whose name has two words, the newest first; found before anything is put together of them. */
const results = `
with first as materialized (
  select * from public_results where search like unaccented($1) and search like unaccented($2)
  order by published_at desc, submission_id desc limit 21)
select r.submission_id as id, ${mark('r', 'unit_')} as unit, json_build_object('id', r.body_unit_id, 'code', r.body_code,
    'name', r.body_name, 'type', r.body_type) as "managingBody", ${mark('p')} as province,
  r.school_year as "schoolYear", r.level, r.level_name as "levelName", i.title as "setTitle", i.sample,
  r.certificate_number as "certificateNumber", ${at('r.published_at')} as "publishedAt"
from first r
  join indicator_sets i on i.id = r.indicator_set_id
  join units p on p.id = r.province_unit_id
order by r.published_at desc, r.submission_id desc`

const shown = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })), nextCursor: z.string().nullable() })

/** A list read anew; what is judged of each row is known beforehand, and where the next page begins. */
const list =
  (name: string, statement: string, valuesOf: (query: URLSearchParams) => unknown[]): Floor =>
  (known) => {
    const lists = new Map(
      [...known].map(([path, body]) => {
        const { items, nextCursor } = shown.parse(body)
        return [path, { items: new Map(items.map((item) => [item.id, item])), nextCursor }] as const
      }),
    )
    return async (pool, path) => {
      const query = new URL(path, 'http://floor').searchParams
      const rows = await read<{ id: string }>(pool, name, statement, valuesOf(query))
      const before = lists.get(path)
      if (!before) return null
      // Which of them stands first is a judgement, too: what is pressing.
      const found = new Map(rows.map((row) => [row.id, row]))
      return {
        items: [...before.items].map(([id, item]) => ({ ...item, ...found.get(id) })),
        nextCursor: before.nextCursor,
      }
    }
  }
const words = (query: URLSearchParams) => (query.get('q') ?? '').split(' ').map((word) => `%${word}%`)

export const worklistFloor = list('worklist', worklist, (query) => [
  query.get('assessorUnitId'),
  query.get('campaignId'),
])
export const unitsFloor = list('units', units, words)
export const resultsFloor = list('results', results, words)
