import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'
import type { UnitRow } from '../org/index.ts'

const tester = testApi()
const { api, as, client } = tester

const year = '2026-2027'
const teachers = (unit: string, over: object = {}) => ({
  unit,
  schoolYear: year,
  key: 'teachers.total',
  value: 45,
  source: 'CSDL ngành (minh hoạ)',
  measuredAt: '2026-09-30T17:00:00+07:00',
  ...over,
})
const aSchool = () => aUnit(api.db, api.world.commune)
const leader = () => as('managing-body-leader')
const push = (sender: Pick<Person, 'post'>, ...items: object[]) => sender.post('/measurements', { items })
const newest = async ({ id }: UnitRow, schoolYear = year) => {
  const reader = await as('province-leader')
  const { items } = await ok(reader.get(`/measurements?unitId=${id}&schoolYear=${schoolYear}`))
  return items
}
const figures = async (unit: UnitRow): Promise<string[]> =>
  (await newest(unit)).map(({ key, value }: { key: string; value: number | string }) => `${key} ${value}`)

describe('POST /measurements', () => {
  it('records figures of units by official code, in any case, or by id: what, how much, from where, of when', async () => {
    const [one, two] = [await aSchool(), await aSchool()]
    const sender = await leader()
    const sync = { key: 'sector-database.last-sync', value: '30/9/2026', measuredAt: '2026-09-30T10:00:00.123Z' }
    expect(
      await ok(push(sender, teachers(one.code.toLowerCase()), teachers(two.id.toUpperCase()), teachers(one.id, sync))),
    ).toEqual({ recorded: 3, known: 0 })
    expect(await newest(one)).toMatchObject([
      { key: 'sector-database.last-sync', value: '30/9/2026', measuredAt: '2026-09-30T10:00:00.123Z' },
      {
        unitId: one.id,
        schoolYear: year,
        key: 'teachers.total',
        value: 45,
        source: 'CSDL ngành (minh hoạ)',
        measuredAt: '2026-09-30T10:00:00.000Z',
        recordedBy: sender.person.fullName,
      },
    ])
    expect(await figures(two)).toEqual(['teachers.total 45'])
    expect(await newest(one, '2025-2026')).toEqual([])
  })

  it('records nothing twice: the same batch sent again, or a figure twice in one, is known', async () => {
    const school = await aSchool()
    const sender = await leader()
    const batch = [
      teachers(school.code),
      teachers(school.id, { key: 'teachers.trained', value: 40 }),
      // The same moment, written with another offset.
      teachers(school.id, { measuredAt: '2026-09-30T10:00:00Z' }),
    ]
    expect(await ok(push(sender, ...batch))).toEqual({ recorded: 2, known: 1 })
    expect(await ok(push(sender, ...batch, teachers(school.id, { key: 'classes.total' })))).toEqual({
      recorded: 1,
      known: 3,
    })
  })

  it('names every fault of every item and records nothing', async () => {
    const school = await aSchool()
    const sender = await leader()
    await ok(push(sender, teachers(school.code)))
    const tomorrow = new Date(Date.now() + 24 * 3600_000).toISOString()
    const reply = await push(
      sender,
      teachers(school.code, { key: 'classes.total', value: 12 }),
      teachers('KHONG-CO', { measuredAt: tomorrow }),
      teachers(api.world.otherSchool.code),
      teachers(api.world.abroad.school.id),
      teachers(school.code, { value: 46 }),
      teachers(school.code, { key: 'classrooms.total', value: 20 }),
      teachers(school.id, { key: 'classrooms.total', value: '20' }),
      teachers(school.id, { measuredAt: tomorrow }),
    )
    expect(reply).toMatchObject({ status: 400, body: { code: 'measurement.faulty' } })
    expect(reply.body).toMatchObject({
      errors: [
        { path: '/items/1/unit', message: 'unit-unknown', values: { unit: 'KHONG-CO' } },
        { path: '/items/1/measuredAt', message: 'measured-in-future' },
        { path: '/items/2/unit', message: 'unit-unknown', values: { unit: api.world.otherSchool.code } },
        { path: '/items/3/unit', message: 'unit-unknown', values: { unit: api.world.abroad.school.id } },
        { path: '/items/4/value', message: 'value-differs', values: { standing: 45 } },
        { path: '/items/6/value', message: 'value-differs', values: { standing: 20 } },
        { path: '/items/7/measuredAt', message: 'measured-in-future' },
      ],
    })
    expect(await figures(school)).toEqual(['teachers.total 45'])
  })

  it.each([
    ['key', { key: 'Teachers Total' }],
    ['value', { value: 1.5 }],
    ['value', { value: -1 }],
    ['value', { value: '  ' }],
    ['value', { value: 100_000_001 }],
    ['schoolYear', { schoolYear: '2026-2028' }],
    ['measuredAt', { measuredAt: '2026-09-30' }],
    ['measuredAt', { measuredAt: '0000-01-01T00:00:00Z' }],
    ['source', { source: '' }],
  ])('refuses what does not fit by its place: %s %j', async (place, over) => {
    const sender = await leader()
    expect(await push(sender, teachers(api.world.school.code), teachers(api.world.school.code, over))).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', errors: [{ path: `/items/1/${place}` }] },
    })
  })

  it('takes a thousand figures at once and no more', async () => {
    const school = await aSchool()
    const sender = await leader()
    const batch = Array.from({ length: 1001 }, (_, at) => teachers(school.code, { key: `classes.c${at}`, value: at }))
    expect(await push(sender, ...batch)).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
    expect(await ok(push(sender, ...batch.slice(0, 1000)))).toEqual({ recorded: 1000, known: 0 })
  })

  it('of two overlapping batches at once, in any order, each figure is recorded once', async () => {
    const school = await aSchool()
    const sender = await leader()
    const batch = Array.from({ length: 50 }, (_, at) => teachers(school.code, { key: `classes.c${at}`, value: at }))
    const replies = await Promise.all(
      [batch, [...batch].reverse(), batch, [...batch].reverse()].map((items) => ok(push(sender, ...items))),
    )
    expect(replies.reduce((sum, { recorded }) => sum + recorded, 0)).toBe(50)
    expect(replies.every(({ recorded, known }) => recorded + known === 50)).toBe(true)
  })

  it('of two values at once for one moment of one source, one stands and the other is named', async () => {
    const school = await aSchool()
    const sender = await leader()
    const replies = await Promise.all([45, 46].map((value) => push(sender, teachers(school.code, { value }))))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 400])
    expect(replies.find(({ status }) => status === 400)?.body).toMatchObject({
      errors: [{ path: '/items/0/value', message: 'value-differs' }],
    })
    expect(await newest(school)).toHaveLength(1)
  })

  it('is for those who may push figures, each for the own branch', async () => {
    for (const role of ['school-staff', 'managing-body-officer', 'province-officer'] as const)
      expect(await push(await as(role), teachers(api.world.school.code))).toMatchObject({
        status: 403,
        body: { code: 'access.denied' },
      })
    const head = await as('school-head')
    expect(await ok(push(head, teachers(head.unit.code, { key: 'classes.total' })))).toMatchObject({ recorded: 1 })
    expect(await push(head, teachers(api.world.secondSchool.code))).toMatchObject({
      status: 400,
      body: { code: 'measurement.faulty' },
    })
  })

  it('is what a key with this scope does, at its unit and below, and nothing else', async () => {
    const administrator = await as('province-administrator')
    const key = {
      unitId: api.world.otherCommune.id,
      name: 'CSDL ngành',
      scopes: ['measurement.write'],
      expiresOn: '2099-12-31',
    }
    const { secret } = await ok(administrator.post('/api-keys', key))
    const machine = client(secret)
    const { otherSchool, school } = api.world
    expect(await ok(push(machine, teachers(otherSchool.code)))).toEqual({ recorded: 1, known: 0 })
    expect(await newest(otherSchool)).toMatchObject([{ recordedBy: 'CSDL ngành' }])
    expect(await push(machine, teachers(school.code))).toMatchObject({ status: 400 })
    expect(await machine.get(`/measurements?unitId=${otherSchool.id}&schoolYear=${year}`)).toMatchObject({
      status: 403,
    })
  })

  it('adds to the record; what stands there is never changed or taken away', async () => {
    const school = await aSchool()
    await ok(push(await leader(), teachers(school.code)))
    for (const change of [sql`update measurements set figure = 1`, sql`delete from measurements`])
      await expect(api.db.execute(change)).rejects.toThrow()
    expect(await figures(school)).toEqual(['teachers.total 45'])
  })
})

describe('GET /measurements', () => {
  it('shows the newest figure of each key: by when it was measured, then by when it came in', async () => {
    const school = await aSchool()
    const sender = await leader()
    await ok(push(sender, teachers(school.code, { value: 46, measuredAt: '2026-10-31T00:00:00Z' })))
    await ok(push(sender, teachers(school.code, { value: 40, measuredAt: '2026-08-31T00:00:00Z' })))
    await ok(push(sender, teachers(school.code, { key: 'classes.total', value: 12, source: 'Sổ của trường' })))
    await ok(push(sender, teachers(school.code, { key: 'classes.total', value: 13, source: 'Hệ thống quản lý' })))
    expect(await figures(school)).toEqual(['classes.total 13', 'teachers.total 46'])
  })

  it('finds it by the index alone', async () => {
    const { rows } = await api.db.transaction(async (tx) => {
      await tx.execute(sql`set local enable_seqscan = off; set local enable_bitmapscan = off`)
      return tx.execute<{ 'QUERY PLAN': string }>(
        sql`explain select (select id from measurements m where unit_id = ${api.world.school.id} and school_year = ${year}
          and m.key = wanted.key order by measured_at desc, recorded_at desc, id desc limit 1)
          from unnest(array['teachers.total']) wanted (key)`,
      )
    })
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).toContain('Index Only Scan using measurements_newest')
    expect(plan).not.toContain('Sort')
  })

  it('is for the unit itself and those above it; to anyone else there is no such unit', async () => {
    const { school, secondSchool, commune } = api.world
    const path = (unit: UnitRow) => `/measurements?unitId=${unit.id}&schoolYear=${year}`
    for (const reader of [await as('school-staff'), await as('managing-body-officer'), await as('province-leader')])
      await ok(reader.get(path(school)))
    const missing = { status: 404, body: { code: 'unit.not-found' } }
    expect(await (await as('school-head', secondSchool)).get(path(school))).toMatchObject(missing)
    expect(await (await as('school-head')).get(path(commune))).toMatchObject(missing)
    expect(await (await as('province-leader', api.world.abroad.province)).get(path(school))).toMatchObject(missing)
    const unknown = '00000000-0000-7000-8000-00000000dead'
    const head = await as('school-head')
    expect(await head.get(`/measurements?unitId=${unknown}&schoolYear=${year}`)).toMatchObject(missing)
    expect(await head.get(`/measurements?unitId=${school.id}&schoolYear=2026`)).toMatchObject({ status: 400 })
  })
})
