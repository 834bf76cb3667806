import { exportOrder, usualChoice } from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import readXlsxFile from 'read-excel-file/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { deliveries, deliveryPath } from '../../../test/deliveries.ts'
import { exportsOf } from '../../../test/exports.ts'
import { aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { pagesOf } from '../../../test/pdf.ts'
import { aRoad, ok, type Person } from '../../../test/road.ts'

let clock = new Date('2026-11-22T10:00:00+07:00')
const tester = testApi({ now: () => clock, sendsMail: true })
const { api, as } = tester
const { milestone, handIn, move } = deliveries(tester)
const { fileOf } = exportsOf(tester, () => clock)

const made = {} as {
  road: Awaited<ReturnType<typeof aRoad>>
  province: Person
  officer: Person
  head: Person
  second: Person
  first: { id: string; code: string }
  over: { id: string; code: string }
}
beforeAll(async () => {
  const road = await aRoad(tester, 'MAU-BANG')
  const first = await milestone(road.campaign, ['plan'], { dueOn: '2026-11-30' })
  const over = await milestone(road.campaign, ['minutes', 'mid-year-report'], { dueOn: '2026-11-20' })
  const head = await as('school-head')
  const second = await as('school-head', api.world.secondSchool)
  Object.assign(made, { road, province: road.people.planner, officer: road.people.officer, head, second, first, over })
  await handIn(head, first)
  await handIn(second, over, 'minutes')
})

type Figures = { total: number; done: number; accepted: number; late: number }
type Board = {
  milestones: (Figures & { id: string; code: string })[]
  rows: { unit: { id: string; name: string }; figures: Figures; cells: (Figures & { milestoneId: string })[] }[]
  by: string
}
const board = async (person: Person, query = ''): Promise<Board> =>
  ok(person.get(`/campaigns/${made.road.campaign.id}/standing?tier=school${query}`))
const rowsOf = async (person: Person, query: string) => {
  const { items } = await ok(
    person.get(`/deliveries?campaignId=${made.road.campaign.id}&tier=school&limit=200${query}`),
  )
  return items.length
}

describe('the board of a campaign', () => {
  it('has a row for each managing body and a column for each milestone', async () => {
    const { rows, milestones, by } = await board(made.province)
    expect(by).toBe('body')
    expect(milestones.map(({ code }) => code)).toEqual([made.first.code, made.over.code])
    const commune = rows.find(({ unit }) => unit.id === api.world.commune.id)
    expect(commune?.cells).toEqual([
      { milestoneId: made.first.id, total: 2, done: 1, accepted: 0, late: 0 },
      { milestoneId: made.over.id, total: 4, done: 1, accepted: 0, late: 4 },
    ])
  })

  it('leads with every figure to exactly as many rows, at every step and with every filter', async () => {
    const statuses = { done: 'handed-in,received,accepted', accepted: 'accepted' }
    for (const filter of [
      '',
      '&unitType=primary',
      '&ownership=public',
      '&q=trung',
      '&late=true',
      '&status=handed-in',
    ]) {
      for (const bodyUnitId of ['', api.world.commune.id]) {
        const within = bodyUnitId === '' ? '' : `&bodyUnitId=${bodyUnitId}`
        const { rows, by } = await board(made.province, filter + within)
        for (const { unit, cells } of rows)
          for (const { milestoneId, ...figures } of cells) {
            const whose = by === 'body' ? `&bodyUnitId=${unit.id}` : `&unitId=${unit.id}`
            const query = `${filter}&milestoneId=${milestoneId}${whose}`
            expect([query, await rowsOf(made.province, query)]).toEqual([query, figures.total])
            if (!filter.includes('status'))
              for (const [key, status] of Object.entries(statuses) as ['done' | 'accepted', string][])
                expect([query, key, await rowsOf(made.province, `${query}&status=${status}`)]).toEqual([
                  query,
                  key,
                  figures[key],
                ])
            if (!filter.includes('late'))
              expect([query, await rowsOf(made.province, `${query}&late=true`)]).toEqual([query, figures.late])
          }
      }
    }
  })

  it('goes from the province to a body to its schools; a body sees its own, a school itself, a stranger nothing', async () => {
    const inside = await board(made.province, `&bodyUnitId=${api.world.commune.id}`)
    expect(inside.by).toBe('unit')
    expect(inside.rows.map(({ unit }) => unit.id).sort()).toEqual(
      [api.world.school.id, api.world.secondSchool.id].sort(),
    )
    expect((await board(made.officer)).rows.map(({ unit }) => unit.id)).toEqual([api.world.commune.id])
    expect((await board(made.head)).rows.map(({ figures }) => figures.total)).toEqual([3])
    const stranger = await as('province-leader', api.world.abroad.province)
    expect(await stranger.get(`/campaigns/${made.road.campaign.id}/standing`)).toMatchObject({
      status: 404,
      body: { code: 'campaign.not-found' },
    })
  })

  it('finds units without accents', async () => {
    const name = api.world.secondSchool.name
    const plain = name.normalize('NFD').replace(/\p{M}/gu, '').replace(/Đ/g, 'D').replace(/đ/g, 'd')
    expect((await rowsOf(made.province, `&q=${encodeURIComponent(plain)}`)) > 0).toBe(true)
  })

  it('counts tasks of managing bodies and of the province as well', async () => {
    const task = await milestone(made.road.campaign, ['plan'], { tier: 'managing-body' })
    const { rows } = await ok(made.province.get(`/campaigns/${made.road.campaign.id}/standing?tier=managing-body`))
    expect(rows.length).toBeGreaterThan(1)
    expect(
      rows.every(({ cells }: Board['rows'][number]) => cells.every(({ milestoneId }) => milestoneId === task.id)),
    ).toBe(true)
  })
})

describe('the list', () => {
  it('pages through everything once, what is missing first', async () => {
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const after = cursor === '' ? '' : `&cursor=${cursor}`
      const page: { items: { milestoneId: string; unit: { id: string }; kind: string }[]; nextCursor: string | null } =
        await ok(made.province.get(`/deliveries?campaignId=${made.road.campaign.id}&limit=3${after}`))
      seen.push(...page.items.map((one) => `${one.milestoneId} ${one.unit.id} ${one.kind}`))
      cursor = page.nextCursor
    }
    const { items } = await ok(made.province.get(`/deliveries?campaignId=${made.road.campaign.id}&limit=200`))
    expect(seen).toHaveLength(items.length)
    expect(new Set(seen).size).toBe(items.length)
    const statuses: string[] = items.map(({ status }: { status: string }) => status)
    expect(statuses.lastIndexOf('not-started')).toBeLessThan(statuses.indexOf('handed-in'))
  })

  it('is exported with exactly its rows, and no formula of a stranger', async () => {
    const evil = await aUnit(api.db, api.world.commune, { name: '=HYPERLINK("http://xau.example")' })
    const campaign = await ok(made.road.people.planner.post('/campaigns', made.road.plan('Đợt để xuất tệp')))
    await milestone(campaign, ['plan'])
    const query = `campaignId=${campaign.id}&tier=school`
    const { items } = await ok(made.province.get(`/deliveries?${query}&limit=200`))
    const file = async (format: 'xlsx' | 'csv' | 'pdf') => {
      const filter = { campaignId: campaign.id, tier: 'school' }
      const { name, content } = await fileOf(
        made.province,
        exportOrder.parse({ kind: 'delivery-list', filter, format }),
      )
      expect(name).toBe(`san-pham-2026-11-22.${format}`)
      return content
    }
    const [sheet] = await readXlsxFile(await file('xlsx'))
    const names = (sheet?.data ?? []).map((row) => row[1])
    expect(names.slice(1)).toEqual(items.map(({ unit }: { unit: { name: string } }) => unit.name))
    expect(names).toContain(evil.name)
    const lines = (await file('csv')).toString().trim().split('\r\n')
    expect(lines).toHaveLength(items.length + 1)
    expect(lines.some((line) => line.includes(`"'=HYPERLINK(""`))).toBe(true)
    expect((await pagesOf(await file('pdf'))).join(' ')).toContain('=HYPERLINK')
  })
})

describe('a reminder', () => {
  const filter = () => ({ campaignId: made.road.campaign.id, milestoneId: made.over.id })
  const preview = (person: Person, more: object = {}) =>
    person.post('/reminders/preview', { filter: { ...filter(), ...more }, note: '' })
  const send = (person: Person, note = '') => person.post('/reminders', { filter: filter(), note })

  it('is shown before it is sent, changes nothing, and reaches those of the own branch that still owe something', async () => {
    const shown = await ok(preview(made.officer))
    expect(shown).toMatchObject({ unitCount: 2, missing: 3, remindedToday: 0, mail: true })
    expect(shown.text).toContain('Kính gửi:')
    // A milestone can ask for several things: the line says which is missing.
    expect(shown.text).toMatch(/^- .*: Báo cáo sơ kết \(hạn: 20\/11\/2026\)$/m)
    expect((await ok(made.second.get('/notices/counts'))).unread).toBe(0)
    const other = await as('managing-body-officer', api.world.otherCommune)
    expect(await ok(preview(other))).toMatchObject({ unitCount: 0, missing: 0 })
    expect((await preview(made.head)).status).toBe(403)
  })

  it('is sent once a day: told in the app, by mail as each person chose, on record for both sides', async () => {
    await api.db.execute(sql`update people set email = 'hieu.truong@example.vn' where id = ${made.second.person.id}`)
    await api.db.execute(sql`update people set email = 'thu.tong.hop@example.vn' where id = ${made.head.person.id}`)
    const modes = { ...usualChoice.modes, due: 'at-once' }
    await ok(made.second.put('/notice-settings', { ...usualChoice, modes }))
    expect(await ok(preview(made.officer))).toMatchObject({ byMail: 2 })
    const replies = await Promise.all([send(made.officer, 'Sắp họp giao ban'), send(made.officer), send(made.officer)])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const { items } = await ok(made.second.get('/notices?unread=true'))
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({
      kind: 'deliverable-wanted',
      by: made.officer.person.fullName,
      values: { milestoneId: made.over.id, kind: 'mid-year-report', due: '2026-11-20' },
    })
    const { rows } = await api.db.execute<{ body: string }>(
      sql`select body from mails where to_address = 'hieu.truong@example.vn'`,
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]?.body).toContain(made.over.code)
    const pending = await api.db.execute<{ id: string }>(
      sql`select person_id as id from notices where kind = 'deliverable-wanted' and letter_settled_at is null
        and person_id in (${made.second.person.id}, ${made.head.person.id})`,
    )
    const waiting = pending.rows.map(({ id }) => id)
    expect(new Set(waiting), 'told in the letter of the day; who had a letter of its own is not told twice').toEqual(
      new Set([made.head.person.id]),
    )
    const { rows: others } = await api.db.execute(
      sql`select id from mails where to_address = 'thu.tong.hop@example.vn'`,
    )
    expect(others).toEqual([])
    const seen = await ok(made.second.get(deliveryPath(made.over, 'mid-year-report', api.world.secondSchool)))
    expect(seen).toMatchObject({ lastRemindedOn: '2026-11-22', reminders: [{ by: made.officer.person.fullName }] })
    expect(await ok(preview(made.officer))).toMatchObject({ unitCount: 0, remindedToday: 3 })
    expect(await send(made.province)).not.toMatchObject({ body: { unitCount: 2 } })
  })

  it('is possible again the next day in Vietnam', async () => {
    clock = new Date('2026-11-23T00:00:00+07:00')
    expect(await ok(send(made.officer))).toMatchObject({ unitCount: 2, missing: 3 })
    clock = new Date('2026-11-22T10:00:00+07:00')
  })

  it('goes out by itself so many days before the last day, once, and not to those who are done', async () => {
    const soon = await milestone(made.road.campaign, ['plan'], { dueOn: '2026-12-01', reminderDays: [9, 3] })
    await handIn(made.head, soon)
    const { createRemindersService } = await import('./reminders.service.ts')
    const service = createRemindersService({ db: api.db, now: () => clock, sendsMail: false })
    await service.sendDue()
    await service.sendDue()
    const of = async (person: Person) => {
      const { items } = await ok(person.get('/notices?limit=200'))
      return items.filter(({ values }: { values: { milestoneId: string } }) => values.milestoneId === soon.id)
    }
    expect(await of(made.second)).toMatchObject([{ by: null }])
    expect(await of(made.head)).toEqual([])
  })
})

describe('notices', () => {
  it('are one’s own: read one by one or all at once, never those of others', async () => {
    const { address, version } = await handIn(made.second, made.first)
    await ok(move(made.officer, address, 'return', version, { reason: 'Thiếu dấu', due: '2026-12-01' }))
    const before = (await ok(made.second.get('/notices/counts'))).unread
    const { items } = await ok(made.second.get('/notices?unread=true'))
    const ids = [items[0].id]
    expect(await ok(made.head.post('/notices/read', { ids }))).toEqual(await ok(made.head.get('/notices/counts')))
    expect((await ok(made.second.get('/notices/counts'))).unread).toBe(before)
    expect(await ok(made.second.post('/notices/read', { ids }))).toEqual({ unread: before - 1 })
    expect(await ok(made.second.post('/notices/read', { ids: null }))).toEqual({ unread: 0 })
  })
})

describe('links', () => {
  it('are looked at again every day, and since when one is down is known', async () => {
    const { createLinksService } = await import('./links.service.ts')
    const link = await milestone(made.road.campaign, ['website-link'])
    const address = deliveryPath(link, 'website-link', api.world.school)
    const content = {
      documentNumber: null,
      issuedOn: null,
      issuer: null,
      note: '',
      url: 'https://truong.example/',
      doneOn: null,
      sections: [],
    }
    const { version } = await ok(made.head.put(`${address}/draft`, { version: 0, content }))
    await ok(move(made.head, address, 'hand-in', version))
    const daily = async (day: string, state: 'up' | 'down') => {
      const now = () => new Date(`${day}T04:20:00+07:00`)
      const fault = state === 'up' ? null : ('unreachable' as const)
      const checkLink = async () => ({ state, fault, httpStatus: null, title: null })
      return createLinksService({ db: api.db, now, checkLink }).lookAgain()
    }
    expect(await daily('2026-11-22', 'down')).toBe(0)
    expect(await daily('2026-11-24', 'down')).toBe(1)
    expect(await daily('2026-11-25', 'down')).toBe(1)
    const { items } = await ok(made.head.get('/notices?unread=true'))
    const told = items.filter(({ kind }: { kind: string }) => kind === 'link-down')
    expect(told).toMatchObject([{ unitId: api.world.school.id, by: null, values: { milestoneId: link.id } }])
    expect((await ok(made.officer.get(address))).link).toMatchObject({
      state: 'down',
      since: '2026-11-23T21:20:00.000Z',
      checkedAt: '2026-11-24T21:20:00.000Z',
      lastUpAt: '2026-11-22T03:00:00.000Z',
    })
    await daily('2026-11-26', 'up')
    expect((await ok(made.officer.get(address))).link).toMatchObject({ state: 'up', fault: null })
  })
})
