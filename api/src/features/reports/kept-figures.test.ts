import { sql, type SQL } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { dice, pick } from '../../../test/dice.ts'
import { aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { aMilestone } from '../../../test/milestones.ts'
import { aReportedProvince } from '../../../test/report-world.ts'
import { ok } from '../../../test/road.ts'
import { change, move, seen } from '../../../test/unit-changes.ts'
import { foldTallies } from './report-counts.repository.ts'

let clock = new Date()
const tester = testApi({ now: () => clock })
const { api, as } = tester
let made: Awaited<ReturnType<typeof aReportedProvince>>
beforeAll(async () => {
  made = await aReportedProvince(tester, (moment) => (clock = new Date(moment)))
}, 180_000)

const rowsOf = async <Row extends Record<string, unknown>>(query: SQL) => (await api.db.execute<Row>(query)).rows
/** Rows of the one and of the other that are not the same. */
const apart = (one: SQL, other: SQL) => rowsOf(sql`(${one} except ${other}) union all (${other} except ${one})`)
const end = sql`'2030-01-01T00:00:00Z'::timestamptz`
const superiors = sql`(select jsonb_agg(distinct label::uuid order by label::uuid) from unnest(unit.line) label)`

const talliedBy = sql`campaign_id, tier, unit_type, indicator_set_id, self_level, external_level, recognised_level`

/** Days on which something has happened to some files and not yet to others, and the moment of an event itself. */
const days = async () =>
  (
    await rowsOf<{ at: string }>(sql`
      (select at::text from submission_events order by random() limit 3)
      union select (at + interval '1 microsecond')::text from (select at from submission_events order by random() limit 2) one
      union select recorded_at::text from (select recorded_at from recognition_decisions order by random() limit 1) made
      union select ended_at::text from (select ended_at from recognition_endings order by random() limit 1) ended`)
  ).map(({ at }) => sql`${at}::timestamptz`)

/** What is kept, beside every file counted anew from all that ever happened to it, by now and by days gone by. */
async function expectTrue() {
  for (const day of await days())
    expect(
      await apart(
        sql`select to_jsonb(unit) - 'line' || jsonb_build_object('above', ${superiors}) from report_units_at(${day}) unit`,
        sql`select to_jsonb(unit) from report_units_then(${day}) unit`,
      ),
    ).toEqual([])
  expect(
    await apart(
      sql`select to_jsonb(unit) - 'line' || jsonb_build_object('above', ${superiors}) from report_units_at(${end}) unit`,
      sql`select to_jsonb(unit) from reported_units(${end}) unit`,
    ),
  ).toEqual([])
  expect(
    await apart(
      sql`select ${talliedBy}, count(*) from reported_units(${end}) group by 1, 2, 3, 4, 5, 6, 7`,
      sql`select ${talliedBy}, sum(units) from report_tallies group by 1, 2, 3, 4, 5, 6, 7 having sum(units) <> 0`,
    ),
  ).toEqual([])
}
const count = async () =>
  (await rowsOf<{ count: number }>(sql`select count(*)::int as count from reported_units(${end})`))[0]?.count

describe('what is kept of each file', () => {
  it('is what its whole history comes to: corrected, revoked, refused, returned, late, moved, taken out', async () => {
    await expectTrue()
    expect(await count()).toBeGreaterThan(15)
    expect(
      await rowsOf(sql`select status, count(*)::int as count from reported_units(${end}) unit
        where unit.campaign_id = ${made.campaign.id} group by 1 having status in ('published', 'revoked', 'refused') order by 1`),
    ).toEqual(['published', 'refused', 'revoked'].map((status) => ({ status, count: 1 })))
  })

  it('follows files that are handed to another body, and bodies that are merged', async () => {
    const by = await as('province-administrator')
    const { commune, otherCommune, province } = api.world
    await ok(move(by, made.units.found, otherCommune, { effectiveOn: '2026-11-01' }))
    await expectTrue()
    const office = await aUnit(api.db, province, { type: 'district-office' })
    await ok(move(by, made.units.late, office, { effectiveOn: '2026-11-01' }))
    const units = [await seen(by, office)]
    const children = [{ unitId: made.units.late.id, parentId: commune.id }]
    await ok(change(by, { kind: 'close', units, children, effectiveOn: '2026-11-02' }))
    await expectTrue()
    const [late] = await rowsOf<{ body: string }>(sql`select body_unit_id as body from reported_units(${end}) unit
      where unit.unit_id = ${made.units.late.id} and unit.campaign_id = ${made.campaign.id}`)
    expect(late?.body).toBe(commune.id)
  })

  it('follows the last days of the plan, who takes part, and what is set right', async () => {
    const { id } = made.campaign
    const before = await count()
    for (const changed of [
      sql`update campaigns set self_assessment_due = '2026-11-20', external_assessment_due = '2026-11-21' where id = ${id}`,
      sql`update campaigns set closed_at = '2027-05-01T00:00:00Z', closed_by = gen_random_uuid() where id = ${id}`,
      sql`update campaign_units set taken_out_at = '2027-02-04T00:00:00Z' where campaign_id = ${id} and unit_id = ${made.units.idle.id}`,
      sql`update campaign_units set unit_name = 'Trường Đặt Lại Mẫu', assessor_name = 'UBND xã Đặt Lại Mẫu' where campaign_id = ${id}`,
    ]) {
      await api.db.execute(changed)
      await expectTrue()
    }
    expect(await count()).toBe((before ?? 0) - 1)
    await api.db.execute(sql`update campaign_units set taken_out_at = null where campaign_id = ${id}`)
    await aMilestone(api.db, made.campaign, ['self-assessment'], { dueOn: '2026-12-01' })
    await aMilestone(api.db, made.campaign, ['external-assessment'], { tier: 'managing-body', dueOn: '2026-12-05' })
    await expectTrue()
    expect(await count()).toBe((before ?? 0) + 1)
    await api.db.execute(sql`update campaigns set school_year = '2031-2032' where id = ${id}`)
    await expectTrue()
    expect(
      await rowsOf(sql`select distinct points.school_year from report_points points
        join submission_events event on event.id = points.event_id
        join reported_files file on file.submission_id = event.submission_id where file.campaign_id = ${id}`),
    ).toEqual([{ school_year: '2031-2032' }])
    await api.db.execute(sql`update campaigns set school_year = '2026-2027' where id = ${id}`)
  })

  it.each([1, 2, 3])('is right after any history, in whatever order it is written down (%i)', async (seed) => {
    const roll = dice(seed)
    const files = await rowsOf<{ id: string; place: string }>(
      sql`select submission_id as id, campaign_unit_id as place from reported_files order by 1`,
    )
    const bodies = await rowsOf<{ id: string }>(
      sql`select id from units where type in ('commune-office', 'district-office', 'province') order by id`,
    )
    const ways = [
      ['approve', 'awaiting-approval', 'approved'],
      ['submit', 'approved', 'submitted'],
      ['return', 'submitted', 'returned'],
      ['withdraw', 'submitted', 'drafting'],
      ['accept-result', 'result-shown', 'assessed'],
      ['uphold', 'objected', 'assessed'],
      ['remove', 'nominated', 'assessed'],
      ['recognise', 'nominated', 'recognised'],
      ['refuse', 'nominated', 'refused'],
      ['publish', 'recognised', 'published'],
      ['revoke', 'published', 'revoked'],
    ] as const
    /** Events come in with the clock of whoever wrote them: not always in their order. */
    const moment = () => new Date(Date.UTC(2026, 8 + roll(8), 1 + roll(28), roll(24), roll(60))).toISOString()
    const event = (file: string) => {
      const [action, from, to] = pick(roll, ways)
      return sql`(${randomUUID()}, ${file}, ${action}, ${from}, ${to}, 1, ${roll(10_000) / 100}, ${1 + roll(3)},
        ${roll(10_000) / 100}, ${1 + roll(3)}, ${moment()}, 'Người thử', 'Đơn vị thử')`
    }
    const columns = sql`(id, submission_id, action, from_status, to_status, round, self_total, self_level,
      external_total, external_level, at, actor_name, unit_name)`
    for (let turn = 0; turn < 40; turn += 1) {
      const [one, other] = [pick(roll, files), pick(roll, files)]
      const what = roll(10)
      if (what < 7)
        await api.db.execute(sql`insert into submission_events ${columns} values ${event(one.id)}, ${event(other.id)}`)
      else if (what < 9)
        await api.db.execute(sql`update campaign_units set assessor_unit_id = body.id, assessor_code = body.code,
            assessor_name = body.name, assessor_type = body.type, assessor_path = body.path
          from units body where body.id = ${pick(roll, bodies).id} and campaign_units.id in (${one.place}, ${other.place})
            and campaign_units.unit_id <> body.id`)
      else
        await api.db.execute(sql`update campaign_units set taken_out_at =
          case when taken_out_at is null then now() end where id = ${one.place}`)
      if (turn % 8 === 5) await foldTallies(api.db)
      if (turn % 4 === 3) await expectTrue()
    }
    await expectTrue()
  })
})

describe('two at once', () => {
  const anEvent = (file: string, to: string, at: string) => sql`
    insert into submission_events (id, submission_id, action, from_status, to_status, round, at, actor_name, unit_name)
    values (${randomUUID()}, ${file}, 'try', null, ${to}, 1, ${at}, 'Người thử', 'Đơn vị thử')`
  const twoOfOneBody = () =>
    rowsOf<{ id: string; place: string }>(sql`select submission_id as id, campaign_unit_id as place from reported_files
      where not taken_out and body_unit_id = (
        select body_unit_id from reported_files where not taken_out group by 1 order by count(*) desc limit 1)
      order by 1 limit 2`)

  it('files of one body do not wait for each other', async () => {
    const [one, other] = await twoOfOneBody()
    await api.db.transaction(async (first) => {
      await first.execute(anEvent(one?.id ?? '', 'submitted', '2029-01-01T00:00:00Z'))
      await api.db.transaction(async (second) => {
        await second.execute(sql`set local lock_timeout = '2s'`)
        await second.execute(anEvent(other?.id ?? '', 'submitted', '2029-01-01T00:00:00Z'))
      })
    })
    await expectTrue()
    expect(
      await rowsOf(sql`select status from reported_files where submission_id in (${one?.id}, ${other?.id})`),
    ).toEqual([{ status: 'submitted' }, { status: 'submitted' }])
  })

  it('a move and a change of the body of one file both count: the second waits for the first', async () => {
    const [one] = await twoOfOneBody()
    for (const isMoveFirst of [true, false]) {
      const moves = anEvent(
        one?.id ?? '',
        isMoveFirst ? 'accepted' : 'returned',
        `2029-0${isMoveFirst ? 2 : 3}-01T00:00:00Z`,
      )
      const renames = sql`update campaign_units set assessor_name = ${`UBND xã ${String(isMoveFirst)}`} where id = ${one?.place}`
      const [earlier, later] = isMoveFirst ? [moves, renames] : [renames, moves]
      let second: Promise<unknown> = Promise.resolve()
      await api.db.transaction(async (tx) => {
        await tx.execute(earlier)
        second = api.db.execute(later)
        await new Promise((resolve) => setTimeout(resolve, 200))
      })
      await second
      await expectTrue()
      expect(await rowsOf(sql`select status, body_name from reported_files where submission_id = ${one?.id}`)).toEqual([
        { status: isMoveFirst ? 'accepted' : 'returned', body_name: `UBND xã ${String(isMoveFirst)}` },
      ])
    }
  })
})

describe('what is packed of the lines', () => {
  it('says of each line what is on record, and nothing else', async () => {
    const unpacked = sql`
      select points.event_id, line.code as criterion_code,
        nullif(('x' || encode(substr(points.points, line.place::int * 4 - 3, 4), 'hex'))::bit(32)::int, (-2147483648)::int)
          as hundredths,
        case get_byte(points.met, line.place::int - 1) when 1 then true when 0 then false end as met
      from report_points points join report_layouts layout on layout.id = points.layout_id
        cross join lateral unnest(layout.codes) with ordinality line (code, place)`
    expect(
      await apart(
        sql`select event_id, criterion_code, (score * 100)::int as hundredths, met from report_scores`,
        unpacked,
      ),
    ).toEqual([])
    expect((await rowsOf(unpacked)).length).toBeGreaterThan(40)
  })
})
