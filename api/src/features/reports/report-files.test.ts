import { dayOf, exportOrder, reportFileParts, unitTypes, usualColumns, type ReportRadar } from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import readXlsxFile from 'read-excel-file/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { aUnit } from '../../../test/factories.ts'
import { exportsOf } from '../../../test/exports.ts'
import { testApi } from '../../../test/harness.ts'
import { pagesOf } from '../../../test/pdf.ts'
import { aReportedProvince } from '../../../test/report-world.ts'
import { ok, type Person } from '../../../test/road.ts'

let clock = new Date()
const tester = testApi({ now: () => clock })
const { api, as } = tester
const { fileOf, work } = exportsOf(tester, () => clock)
let made: Awaited<ReturnType<typeof aReportedProvince>>
let planner: Person
beforeAll(async () => {
  made = await aReportedProvince(tester, (moment) => (clock = new Date(moment)))
  planner = made.way.people.planner
}, 180_000)

const figures = ['levels', 'scores', 'progress', 'comparison', 'years', 'heat', 'units', 'remarks', 'emulation']
const address = (path: string, query: Record<string, string> = {}) =>
  `/reports/${path}?${new URLSearchParams({ campaignId: made.campaign.id, ...query }).toString()}`

describe('who sees what', () => {
  it('a managing body sees the units under it, and no other', async () => {
    const officer = made.way.people.officer
    const { scope } = await ok(officer.get(address('levels')))
    const [row] = (
      await api.db.execute<{ count: number }>(sql`select count(*)::int as count from campaign_units
        where campaign_id = ${made.campaign.id} and assessor_unit_id = ${api.world.commune.id} and taken_out_at is null`)
    ).rows
    expect(scope.units).toBe(row?.count)
    const { items } = await ok(officer.get(address('units', { bodyId: api.world.otherCommune.id })))
    expect(items).toEqual([])
    const { bodies } = await ok(officer.get('/reports/choices'))
    expect(bodies.map(({ id }: { id: string }) => id)).toEqual([api.world.commune.id])
  })

  it('kinds of units are offered in the order in which children pass through them', async () => {
    const { types } = await ok(planner.get('/reports/choices'))
    expect(types.length).toBeGreaterThan(2)
    expect(types).toEqual(unitTypes.filter((type) => types.includes(type)))
  })

  it('another province finds neither the campaign nor any figure', async () => {
    const stranger = await as('province-leader', api.world.abroad.province)
    for (const path of figures) {
      expect((await stranger.get(address(path))).body).toMatchObject({ code: 'campaign.not-found' })
      expect(await ok(stranger.get(`/reports/${path}`))).toMatchObject({ scope: { units: 0 } })
    }
  })

  it('a school sees no report, only itself beside means', async () => {
    const head = await as('school-head')
    for (const path of [...figures, 'choices'])
      expect([path, (await head.get(`/reports/${path}`)).status]).toEqual([path, 403])
    expect((await head.get('/emulation-settings')).status).toBe(403)
    expect((await head.get(address('radar', { unitId: made.units.secondSchool.id }))).status).toBe(404)
    expect(await ok(head.get(address('radar')))).toMatchObject({
      unit: { id: api.world.school.id },
      level: 3,
      total: 160,
    })
  })
})

describe('the radar of a school', () => {
  const of = async (head: Person, query: Record<string, string> = {}): Promise<ReportRadar> =>
    ok(head.get(address('radar', query)))

  it('shows it beside itself last year, where it was under the same set', async () => {
    const radar = await of(await as('school-head'))
    expect(radar.before).toEqual({ schoolYear: '2025-2026', level: 2, total: 140 })
    expect(radar.axes.find(({ code }) => code === '2')).toMatchObject({ own: 80, before: 60 })
  })

  it('tells a mean of three or more of its type, of what the rows say', async () => {
    const radar = await of(await as('school-head'), { basis: 'self' })
    const { rows } = await api.db.execute<{ count: number; mean: string }>(sql`
      select count(*)::int as count, round(avg(l.awarded), 2)::text as mean
      from campaign_units c join submissions s on s.campaign_unit_id = c.id join submission_lines l on l.submission_id = s.id
      where c.campaign_id = ${made.campaign.id} and c.unit_type = 'primary' and l.criterion_code = '2.1'
        and s.status not in ('drafting', 'returned') and c.assessor_unit_id = ${api.world.commune.id}`)
    expect(radar.body).toMatchObject({ count: rows[0]?.count, withheld: false })
    expect(radar.axes.find(({ code }) => code === '2.1')?.body).toBe(Number(rows[0]?.mean))
  })

  it('withholds a mean over fewer, and one that another would give away', async () => {
    const recognised = await of(await as('school-head'), { basis: 'recognised' })
    expect(recognised.body).toMatchObject({ count: null, withheld: true })
    expect(recognised.axes.every(({ body, province }) => body === null && province === null)).toBe(true)
    // One primary school outside the commune has approved itself: with both means it could be worked out.
    const self = await of(await as('school-head'), { basis: 'self' })
    expect([self.body.withheld, self.province.withheld]).toEqual([false, true])
    expect(self.axes.every(({ province }) => province === null)).toBe(true)
    expect(JSON.stringify(self)).not.toContain(made.units.late.name)
  })

  it('is told of any unit to whoever stands above it', async () => {
    const query = { unitId: made.units.found.id, basis: 'external' }
    expect(await of(planner, query)).toMatchObject({ total: 155, unit: { id: made.units.found.id } })
    const stranger = await as('managing-body-officer', api.world.otherCommune)
    expect((await stranger.get(address('radar', query))).body).toMatchObject({ code: 'unit.not-found' })
  })
})

describe('difficulties and proposals', () => {
  it('are gathered with where they were said; “Không có” is none; the findings of a team only once they are final', async () => {
    const { found, moved } = made.units
    const words = (weaknesses: string) => JSON.stringify({ strengths: 'Tốt', weaknesses, improvements: 'Không có.' })
    for (const [unit, said] of [
      [found, 'Thiếu máy tính'],
      [moved, 'Chưa công bố'],
    ] as const)
      await api.db.execute(sql`
        insert into assessment_findings (submission_id, whole, version, saved_at, saved_by, saved_by_id)
        select s.id, ${words(said)}::jsonb, 1, ${clock.toISOString()}::timestamptz - interval '1 hour', 'Mẫu', gen_random_uuid()
        from submissions s join campaign_units c on c.id = s.campaign_unit_id
        where c.campaign_id = ${made.campaign.id} and c.unit_id = ${unit.id}
        on conflict (submission_id) do update set whole = excluded.whole`)
    const { items, counts } = await ok(planner.get(address('remarks', { origin: 'team' })))
    expect(items).toMatchObject([
      { kind: 'difficulty', origin: 'team', text: 'Thiếu máy tính', unit: { id: found.id } },
    ])
    expect(counts).toEqual([{ kind: 'difficulty', origin: 'team', count: 1 }])
    expect((await ok(planner.get(address('remarks', { kind: 'proposal' })))).items).toEqual([])
    expect((await ok(planner.get(address('remarks', { q: 'may tinh' })))).items).toHaveLength(1)
  })
})

describe('the columns for the emulation board', () => {
  it('are the usual ones until the body sets its own; whoever saw an older version saves nothing', async () => {
    const { officer } = made.way.people
    expect(await ok(officer.get('/emulation-settings'))).toEqual({ columns: usualColumns, version: 0 })
    const columns = [
      { key: 'rank', heading: 'Thứ hạng' },
      { key: 'unit', heading: null },
      { key: 'groups', heading: null },
    ]
    const saved = await ok(officer.put('/emulation-settings', { columns, version: 0 }))
    expect(saved).toEqual({ columns, version: 1 })
    for (const version of [0, 7])
      expect((await officer.put('/emulation-settings', { columns, version })).body).toMatchObject({
        code: 'emulation.stale',
      })
    expect((await officer.put('/emulation-settings', { columns: [columns[0], columns[0]], version: 1 })).status).toBe(
      400,
    )
    expect((await ok(planner.get('/emulation-settings'))).version).toBe(0)
    const { headings, rows } = await ok(officer.get(address('emulation')))
    expect(headings).toEqual(['Thứ hạng', 'Đơn vị', 'Điểm nhóm 1', 'Điểm nhóm 2'])
    expect(rows[0]).toEqual([1, made.units.school.name, 80, 80])
  })

  it('say what kept a unit from its result', async () => {
    const { headings, rows } = await ok(planner.get(address('emulation', { basis: 'external' })))
    const at = (heading: string) => headings.indexOf(heading)
    const row = rows.find((one: string[]) => one[at('Đơn vị')] === made.units.refused.name)
    expect(row[at('Ghi chú')]).toBe('Không công nhận; Chưa đạt điều kiện 1.1')
    expect(row[at('Mức')]).toBe(1)
  })
})

describe('a file of a report', () => {
  const download = async (query: object, who = planner) =>
    fileOf(who, exportOrder.parse({ kind: 'report-file', campaignId: made.campaign.id, format: 'xlsx', ...query }))
  const sheetsOf = async ({ content }: { content: Buffer }) =>
    new Map((await readXlsxFile(content)).map(({ sheet, data }) => [sheet, data]))

  it('read by another library says what the database says: numbers as numbers, days as days', async () => {
    const sheet = (await sheetsOf(await download({ part: 'units', basis: 'external' }))).get('Đơn vị') ?? []
    const [headings = [], ...rows] = sheet
    const at = (heading: string) => headings.indexOf(heading)
    const { rows: kept } = await api.db.execute<{ code: string; total: string | null; level: number | null }>(sql`
      select c.unit_code as code, s.external_total::text as total, s.external_level as level
      from campaign_units c join submissions s on s.campaign_unit_id = c.id
      where c.campaign_id = ${made.campaign.id} and c.taken_out_at is null
        and s.status in ('assessed', 'nominated', 'recognised', 'refused', 'published', 'revoked')`)
    const byCode = new Map(rows.map((row) => [row[at('Mã đơn vị')], row]))
    for (const { code, total, level } of kept) {
      const row = byCode.get(code) ?? []
      expect([code, row[at('Điểm đánh giá ngoài')], row[at('Mức đánh giá ngoài')]]).toEqual([
        code,
        Number(total),
        level,
      ])
    }
    expect(rows).toHaveLength((await ok(planner.get(address('units', { limit: '200' })))).total)
    const decided = byCode.get(made.units.school.code) ?? []
    expect(decided[at('Ngày quyết định')]).toEqual(new Date('2026-11-20T00:00:00Z'))
  })

  it('says what was counted, when and by whom', async () => {
    const sheets = await sheetsOf(
      await download({
        part: 'levels',
        ownership: 'public',
        asOf: '2026-11-21',
        level: 'none',
        step: 'self',
        outcome: 'open',
      }),
    )
    const about = new Map((sheets.get('Thông tin') ?? []).map(([key, value]) => [key, value]))
    expect(about.get('Sở hữu')).toBe('Công lập')
    expect(about.get('Số liệu tính đến hết ngày')).toBe('21/11/2026')
    expect(about.get('Đợt đánh giá')).toBe('Đánh giá năm nay')
    expect(about.get('Cột điểm')).toBe('Công nhận')
    expect(about.get('Người lập')).toBe(planner.person.fullName)
    expect(about.get('Số liệu được chọn')).toBe('Chưa có kết quả; Tự đánh giá: Chưa đến hạn')
    const { levels } = await ok(planner.get(address('levels', { ownership: 'public', asOf: '2026-11-21' })))
    const told = (sheets.get('Toàn bộ') ?? []).slice(1).map((row) => row[2])
    expect(told).toEqual(levels.map(({ count }: { count: number }) => count))
  })

  it('of a figure says in words which units they are', async () => {
    const figure = { criterion: '1', change: 'lowered', step: 'self', outcome: 'done', level: 'any' }
    const sheets = await sheetsOf(await download({ part: 'units', ...figure }))
    const [, said] = (sheets.get('Thông tin') ?? []).find(([key]) => key === 'Số liệu được chọn') ?? []
    expect(said).toBe('Đã có kết quả; Tự đánh giá: Đã xong; Tiêu chí 1; đánh giá ngoài thấp hơn tự đánh giá')
  })

  it('of remarks has those that the page shows', async () => {
    for (const query of [{ kind: 'proposal' }, { origin: 'team' }, { kind: 'difficulty', origin: 'team' }]) {
      const { items } = await ok(planner.get(address('remarks', { ...query, limit: '200' })))
      const sheets = await sheetsOf(await download({ part: 'remarks', remarks: query }))
      expect([query, (sheets.get('Khó khăn, kiến nghị') ?? []).length - 1]).toEqual([query, items.length])
    }
  })

  it.each(reportFileParts)('of %s is written as a workbook, as CSV and as PDF, with the same figures', async (part) => {
    const sheets = await sheetsOf(await download({ part }))
    expect(sheets.get('Thông tin')?.length).toBeGreaterThan(10)
    const [table = []] = sheets.values()
    const { content: csv } = await download({ part, format: 'csv' })
    expect(csv.toString('utf8').startsWith('\ufeff')).toBe(true)
    const { name, content } = await download({ part, format: 'pdf' })
    expect(name).toMatch(/^bao-cao-.*\.pdf$/)
    // Words are broken over lines where a column is narrow.
    const said = (await pagesOf(content)).join('').replaceAll(' ', '')
    const shown = (value: unknown) =>
      value instanceof Date
        ? value.toISOString().slice(0, 10).split('-').toReversed().join('/')
        : typeof value === 'number'
          ? value.toLocaleString('vi-VN', { maximumFractionDigits: 2 })
          : typeof value === 'string'
            ? value
            : ''
    for (const row of table)
      for (const value of row) expect(said).toContain(shown(value).normalize('NFC').replace(/\s+/g, ''))
  })

  it('tells what stood when it was asked for, however long it waits', async () => {
    const asked = clock
    const order = { kind: 'report-file', campaignId: made.campaign.id, part: 'ranking', format: 'csv', basis: 'self' }
    const { id } = await ok(planner.post('/exports', order))
    clock = new Date(asked.getTime() + 3 * 24 * 3600 * 1000)
    await work()
    const job = await ok(planner.get(`/exports/${id}`))
    expect(job).toMatchObject({ state: 'done', fileName: `bao-cao-xep-hang-${dayOf(asked)}.csv` })
    expect(job.done).toBe(job.total)
    clock = asked
  })

  it('is ordered by whoever may read reports, of campaigns they see', async () => {
    const order = { kind: 'report-file', campaignId: made.campaign.id, part: 'units', format: 'pdf' }
    const head = await as('school-head')
    expect((await head.post('/exports', order)).status).toBe(403)
    const stranger = await as('province-leader', api.world.abroad.province)
    expect((await stranger.post('/exports', order)).body).toMatchObject({ code: 'campaign.not-found' })
    const officer = made.way.people.officer
    const own = await sheetsOf(await download({ part: 'units' }, officer))
    expect((own.get('Đơn vị') ?? []).length - 1).toBe((await ok(officer.get(address('units')))).total)
  })

  it('as CSV holds no formula, whatever a unit is called', async () => {
    const odd = await aUnit(api.db, api.world.commune, { name: '=HYPERLINK("http://x") Minh Hoạ' })
    await api.db.execute(sql`update campaign_units set unit_name = ${odd.name} where campaign_id = ${made.campaign.id}
      and unit_id = ${made.units.idle.id}`)
    const text = (await download({ part: 'units', format: 'csv' })).content.toString('utf8')
    expect(text).toContain(`'=HYPERLINK`)
    expect(text).not.toContain(',"=HYPERLINK')
  })
})
