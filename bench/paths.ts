import type pg from 'pg'
import { z } from 'zod'
import { searched } from './generator/names.ts'
import { schoolYears } from './generator/sizes.ts'
import type { Call, Slot } from './measure.ts'
import { signIn, type Service } from './service.ts'

export type Read = { floor: 'form' | 'worklist' | 'units' | 'results'; name: string; calls: readonly Call[] }
export type Paths = { reads: readonly Read[]; saves: readonly Slot[] }

/** So many schools and bodies are asked about: more than any connection asks for twice in a moment. */
const many = { schools: 200, bodies: 40 }

/** What is asked for, and by whom: spread over the database by chance that comes out the same at every run. */
export async function choosePaths(client: pg.Client, ours: Service): Promise<Paths> {
  const year = schoolYears.at(-1)
  const { rows: schools } = await client.query<{ id: string; code: string }>(
    `select s.id, lower(u.unit_code) as code from submissions s join campaign_units u on u.id = s.campaign_unit_id
       join campaigns c on c.id = u.campaign_id
     where c.school_year = $1 and s.status = 'drafting' and s.answered between 5 and 28 order by md5(s.id::text) limit $2`,
    [year, many.schools],
  )
  const { rows: bodies } = await client.query<{ id: string; code: string; campaign: string }>(
    `select u.assessor_unit_id as id, lower(u.assessor_code) as code, u.campaign_id as campaign from campaign_units u
       join campaigns c on c.id = u.campaign_id where c.school_year = $1 and u.assessor_type = 'commune-office'
     group by 1, 2, 3 order by md5(u.assessor_unit_id::text) limit $2`,
    [year, many.bodies],
  )
  const heads = await signInAll(ours, schools, 'staff')
  const officers = await signInAll(ours, bodies, 'officer')
  const province = await signIn(ours, 'p01.officer')
  return {
    reads: [
      {
        floor: 'form',
        name: 'open the assessment form',
        calls: schools.map(({ id }, at) => ({ path: `/submissions/${id}/form`, token: heads[at] ?? '' })),
      },
      {
        floor: 'worklist',
        name: 'worklist of a managing body',
        calls: bodies.map(({ id, campaign }, at) => ({
          path: `/submissions?limit=50&assessorUnitId=${id}&campaignId=${campaign}`,
          token: officers[at] ?? '',
        })),
      },
      {
        floor: 'units',
        name: 'search of units without accents',
        calls: searched.map((word) => ({ path: `/units?limit=20&q=${encodeURIComponent(word)}`, token: province })),
      },
      {
        floor: 'results',
        name: 'public search',
        calls: searched.map((word) => ({ path: `/public/results?limit=20&q=${encodeURIComponent(word)}`, token: '' })),
      },
    ],
    saves: await slotsOf(client, schools, heads),
  }
}

async function signInAll(ours: Service, units: readonly { code: string }[], who: string): Promise<string[]> {
  const tokens: string[] = []
  for (const { code } of units) tokens.push(await signIn(ours, `${code}.${who}`))
  return tokens
}

const line = z.object({ code: z.string(), version: z.int(), maximum: z.coerce.number() })
/** Lines that carry points, four a school: each is saved by one connection at a time. */
async function slotsOf(
  client: pg.Client,
  schools: readonly { id: string }[],
  tokens: readonly string[],
): Promise<Slot[]> {
  const slots: Slot[] = []
  for (const [at, { id }] of schools.entries()) {
    const { rows } = await client.query(
      `select criterion_code as code, version, maximum from submission_lines
       where submission_id = $1 and score is not null and count is null and numerator is null order by criterion_code limit 4`,
      [id],
    )
    for (const row of rows) {
      const { code, version, maximum } = line.parse(row)
      slots.push({ path: `/submissions/${id}/lines/${code}`, token: tokens[at] ?? '', version, maximum })
    }
  }
  return slots
}
