import { sql, type SQL } from 'drizzle-orm'
import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { dice, pick } from '../../../test/dice.ts'
import { aUnit } from '../../../test/factories.ts'
import { seenAnew, type SeenFile } from '../../../test/seen-files.ts'
import { testApi } from '../../../test/harness.ts'
import { aReportedProvince } from '../../../test/report-world.ts'
import { ok, type Person } from '../../../test/road.ts'
import { change, seen } from '../../../test/unit-changes.ts'
import { foldTallies } from './listed-files.repository.ts'

let clock = new Date()
const tester = testApi({ now: () => clock })
const { api, as } = tester
let made: Awaited<ReturnType<typeof aReportedProvince>>
/** Everybody who sees files by another way. */
let readers: { person: Person; unitId: string }[]
beforeAll(async () => {
  made = await aReportedProvince(tester, (moment) => (clock = new Date(moment)))
  const { commune, otherCommune, district, province, root, school } = api.world
  const by = await as('province-administrator')
  const sources = [await seen(by, made.units.late), await seen(by, made.units.idle)]
  const into = {
    ...{ parentId: otherCommune.id, code: 'HOP-NHAT', name: 'Trường Hợp Nhất Mẫu' },
    ...{ type: 'primary', ownership: 'public' },
  }
  await ok(change(by, { kind: 'merge', sources, into, carry: [], effectiveOn: '2026-11-01' }))
  const [merged] = await rowsOf<typeof school>(sql`select * from units where code = 'HOP-NHAT'`)
  if (!merged) throw new Error('Not merged')
  const member = await as('school-staff', school)
  const places = [
    [await as('province-officer', province), province],
    [await as('managing-body-officer', commune), commune],
    [await as('managing-body-officer', otherCommune), otherCommune],
    [await as('managing-body-officer', district), district],
    [await as('school-head', school), school],
    [await as('school-head', merged), merged],
    [await as('system-administrator', root), root],
    [member, school],
  ] as const
  readers = places.map(([person, unit]) => ({ person, unitId: unit.id }))
  await api.db.execute(sql`insert into campaign_unit_assessors (campaign_unit_id, person_id, duty)
    select id, ${member.person.id}, 'member' from campaign_units
    where unit_id in (${made.units.found.id}, ${made.units.refused.id}, ${school.id}) on conflict do nothing`)
}, 180_000)

const rowsOf = async <Row extends Record<string, unknown>>(query: SQL) => (await api.db.execute<Row>(query)).rows
const apart = (one: SQL, other: SQL) => rowsOf(sql`(${one} except ${other}) union all (${other} except ${one})`)

/** What is kept, beside every file looked at anew. */
async function expectTrue() {
  expect(await apart(sql`select * from listed_files`, sql`select * from files_as_listed`)).toEqual([])
  expect(
    await apart(
      sql`select campaign_id, status, last_day, sum(files)::int from file_tallies group by 1, 2, 3 having sum(files) <> 0`,
      sql`select campaign_id, status, last_day, count(distinct submission_id)::int from files_as_listed
        where not taken_out group by 1, 2, 3`,
    ),
  ).toEqual([])
}

const filesOf = ({ person, unitId }: (typeof readers)[number], condition?: SQL) =>
  seenAnew(api.db, { personId: person.person.id, unitId }, clock, condition)

async function listOf(person: Person, query: string) {
  const items: SeenFile[] = []
  for (let cursor = ''; ;) {
    const page = await ok(person.get(`/submissions?limit=7&${query}${cursor && `&cursor=${cursor}`}`))
    items.push(...page.items)
    if (page.nextCursor === null) return items.map(({ id, status, late }) => ({ id, status, late }))
    cursor = page.nextCursor
  }
}

/** What figures are asked for by. */
const counted = /^((q|campaignId|assessorUnitId|running)=[^&]*&?)*$/

/** Each reader’s list and figures, with a filter, as they come out of everything anew. */
async function expectListsTrue(query = '', condition = sql`true`) {
  for (const reader of readers) {
    const files = await filesOf(reader, condition)
    expect(await listOf(reader.person, query)).toEqual(files)
    if (!counted.test(query)) continue
    const counts = await ok(reader.person.get(`/submissions/counts?${query}`))
    expect(counts).toMatchObject({ total: files.length, late: files.filter(({ late }) => late).length })
    for (const { status, count } of counts.byStatus as { status: string; count: number }[])
      expect([status, count]).toEqual([status, files.filter((file) => file.status === status).length])
    const bodies = await ok(reader.person.get(`/submissions/counts-by-assessor`))
    if (query === '')
      expect(bodies.items.reduce((sum: number, { total }: { total: number }) => sum + total, 0)).toBe(files.length)
  }
}

describe('the list of files', () => {
  it('has for everybody what they see, each once, in its order, with every filter', async () => {
    await expectTrue()
    const { campaign } = made
    const { commune, province } = api.world
    expect((await filesOf(readers[6] ?? never())).length).toBeGreaterThan(20)
    expect((await filesOf(readers[5] ?? never())).length).toBeGreaterThan(1)
    await expectListsTrue()
    await expectListsTrue(`campaignId=${campaign.id}`, sql`campaign_id = ${campaign.id}`)
    await expectListsTrue(`assessorUnitId=${commune.id}`, sql`assessor_unit_id = ${commune.id}`)
    await expectListsTrue(
      `assessorUnitId=${province.id}&running=true`,
      sql`assessor_unit_id = ${province.id} and closed_at is null`,
    )
    await expectListsTrue('late=true', sql`late`)
    await expectListsTrue('late=false&status=drafting,submitted', sql`not late and status in ('drafting', 'submitted')`)
    await expectListsTrue('running=false', sql`closed_at is not null`)
    await expectListsTrue('q=tieu+hoc', sql`unaccented(name) like '%tieu%' and unaccented(name) like '%hoc%'`)
  })

  it.each([1, 2])('is right after any history (%i)', async (seed) => {
    const roll = dice(seed)
    const files = await rowsOf<{ id: string; place: string }>(
      sql`select id, campaign_unit_id as place from submissions order by campaign_unit_id`,
    )
    const bodies = await rowsOf<{ id: string }>(
      sql`select id from units where type in ('commune-office', 'district-office', 'province') order by id`,
    )
    const statuses = ['drafting', 'returned', 'awaiting-approval', 'approved', 'submitted', 'accepted', 'assessing']
    const others = [
      'result-shown',
      'objected',
      'assessed',
      'nominated',
      'recognised',
      'refused',
      'published',
      'revoked',
    ]
    const day = () =>
      roll(4) === 0 ? null : new Date(Date.UTC(2027, roll(4), 1 + roll(28))).toISOString().slice(0, 10)
    for (let turn = 0; turn < 60; turn += 1) {
      const [one, other] = [pick(roll, files), pick(roll, files)]
      const changes = [
        () => sql`update submissions set status = ${pick(roll, [...statuses, ...others])}, return_due = ${day()},
          objection_due = ${day()} where id in (${one.id}, ${other.id})`,
        () => sql`update submissions set return_due = ${day()} where id = ${one.id}`,
        () => sql`update campaign_units set self_due = ${day()}, request_due = ${day()}, external_due = ${day()},
          decision_due = ${day()} where id in (${one.place}, ${other.place})`,
        () => sql`update campaign_units set unit_name = ${`Trường số ${roll(50)} Đổi Tên`} where id = ${one.place}`,
        () => sql`update campaign_units set taken_out_at = case when taken_out_at is null then now() end
          where id = ${one.place}`,
        () => sql`update campaign_units set assessor_unit_id = body.id, assessor_code = body.code,
            assessor_name = body.name, assessor_type = body.type, assessor_path = body.path
          from units body where body.id = ${pick(roll, bodies).id} and campaign_units.id in (${one.place}, ${other.place})
            and campaign_units.unit_id <> body.id`,
        () => sql`update campaigns set self_assessment_due = '2026-11-30'::date + ${roll(90)}::int,
            external_assessment_due = '2027-03-01'::date + ${roll(90)}::int
          where id = ${pick(roll, [made.campaign, made.before]).id}`,
        () => sql`update campaigns set closed_at = case when closed_at is null then '2027-02-02T18:00:00Z'::timestamptz end,
            closed_by = case when closed_at is null then ${randomUUID()} end where id = ${made.before.id}`,
        () => sql`select fold_file_tallies()`,
      ]
      await api.db.execute(pick(roll, changes)())
      if (turn % 5 === 4) await expectTrue()
      if (turn % 20 === 19) await expectListsTrue()
    }
    await foldTallies(api.db)
    await expectTrue()
    await expectListsTrue(
      'status=returned,result-shown,assessed',
      sql`status in ('returned', 'result-shown', 'assessed')`,
    )
  })

  it('has a file as soon as its unit takes part', async () => {
    const before = (await filesOf(readers[0] ?? never())).length
    const unit = await aUnit(api.db, api.world.commune)
    await api.db.execute(sql`
      insert into campaign_units (id, campaign_id, unit_id, indicator_set_id, unit_code, unit_name, unit_type, unit_path,
        assessor_unit_id, assessor_code, assessor_name, assessor_type, assessor_path)
      select gen_random_uuid(), campaign_id, ${unit.id}, indicator_set_id, 'THEM', ${unit.name}, 'primary', ${unit.path}::ltree,
        assessor_unit_id, assessor_code, assessor_name, assessor_type, assessor_path
      from campaign_units where assessor_unit_id = ${api.world.commune.id} limit 1`)
    await api.db.execute(sql`insert into submissions (id, campaign_unit_id, line_count)
      select gen_random_uuid(), id, 1 from campaign_units where unit_code = 'THEM'`)
    await expectTrue()
    expect((await filesOf(readers[0] ?? never())).length).toBe(before + 1)
    await expectListsTrue()
  })
})

describe('two at once', () => {
  const twoFiles = () =>
    rowsOf<{ id: string; place: string; campaign: string }>(sql`select submission_id as id, campaign_unit_id as place,
      campaign_id as campaign from listed_files where unit_id = ${api.world.province.id} and not taken_out order by 1 limit 2`)

  it('files of one campaign do not wait for each other, and both are counted', async () => {
    const [one, other] = await twoFiles()
    await api.db.transaction(async (first) => {
      await first.execute(sql`update submissions set status = 'objected' where id = ${one?.id}`)
      await api.db.transaction(async (second) => {
        await second.execute(sql`set local lock_timeout = '2s'`)
        await second.execute(sql`update submissions set status = 'objected' where id = ${other?.id}`)
      })
    })
    await expectTrue()
  })

  it('a move and a new last day of one file both count: the second waits for the first', async () => {
    const [one] = await twoFiles()
    for (const isMoveFirst of [true, false]) {
      const moves = sql`update submissions set status = ${isMoveFirst ? 'submitted' : 'accepted'} where id = ${one?.id}`
      const days = sql`update campaign_units set external_due = ${isMoveFirst ? '2027-05-05' : '2027-05-06'} where id = ${one?.place}`
      const [earlier, later] = isMoveFirst ? [moves, days] : [days, moves]
      let second: Promise<unknown> = Promise.resolve()
      await api.db.transaction(async (tx) => {
        await tx.execute(earlier)
        second = api.db.execute(later)
        await new Promise((resolve) => setTimeout(resolve, 200))
      })
      await second
      await expectTrue()
    }
  })
})

function never(): never {
  throw new Error('Nobody there')
}
