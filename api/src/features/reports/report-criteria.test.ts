import { exportOrder, nodesOf } from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import readXlsxFile from 'read-excel-file/node'
import { beforeAll, describe, expect, it } from 'vitest'
import { exportsOf } from '../../../test/exports.ts'
import { testApi } from '../../../test/harness.ts'
import { aReportedProvince } from '../../../test/report-world.ts'
import { ok, type Person } from '../../../test/road.ts'

let clock = new Date()
const tester = testApi({ now: () => clock })
const { api, as } = tester
const { fileOf } = exportsOf(tester, () => clock)
let made: Awaited<ReturnType<typeof aReportedProvince>>
let planner: Person
beforeAll(async () => {
  made = await aReportedProvince(tester, (moment) => (clock = new Date(moment)))
  planner = made.way.people.planner
}, 180_000)

const order = (query: object) =>
  exportOrder.parse({ kind: 'report-file', part: 'criteria', campaignId: made.campaign.id, format: 'xlsx', ...query })
/** Sheets as another library reads them: rows by code of the unit, cells by heading. */
async function booked(query: object = {}, who = planner) {
  const { content } = await fileOf(who, order(query))
  return new Map(
    (await readXlsxFile(content)).map(({ sheet, data }) => {
      const [headings = [], ...rows] = data
      const byHeading = (row: readonly unknown[]) =>
        new Map(headings.map((heading, at) => [String(heading), row[at] ?? null]))
      return [sheet, { headings, rows: rows.map(byHeading) }] as const
    }),
  )
}
const linesOf = async (column: 'awarded' | 'external_score', met: 'met' | 'external_met') =>
  (
    await api.db.execute<{ code: string; criterion: string; score: string | null; met: boolean | null }>(sql`
      select c.unit_code as code, l.criterion_code as criterion, l.${sql.identifier(column)}::text as score,
        l.${sql.identifier(met)} as met
      from campaign_units c join submissions s on s.campaign_unit_id = c.id join submission_lines l on l.submission_id = s.id
      where c.campaign_id = ${made.campaign.id} and s.status = 'published'`)
  ).rows

describe('the criteria of each unit', () => {
  it('stand in a line a unit, with or without a result, as every list of the report has them', async () => {
    const { total } = await ok(planner.get(`/reports/units?campaignId=${made.campaign.id}`))
    const sheets = await booked()
    expect([...sheets.keys()]).toEqual(['Công nhận', 'Tự đánh giá', 'Đánh giá ngoài', 'Tiêu chí', 'Thông tin'])
    for (const name of ['Công nhận', 'Tự đánh giá', 'Đánh giá ngoài']) {
      const { rows = [], headings = [] } = sheets.get(name) ?? {}
      const names = rows.map((row) => row.get('Đơn vị'))
      expect([name, rows.length, new Set(names).size]).toEqual([name, total, total])
      expect(names).toEqual(names.toSorted(new Intl.Collator('vi-VN').compare as never))
      expect(headings.slice(8)).toEqual(['Nhóm 1', '1.1', '1.2', '1.3', 'Nhóm 2', '2.1'])
    }
  })

  it('are what the lines say: numbers as numbers, conditions in words, groups and totals as their sums', async () => {
    const sheets = await booked()
    const self = sheets.get('Tự đánh giá')?.rows ?? []
    const lines = await linesOf('awarded', 'met')
    expect(lines.length).toBeGreaterThan(2)
    for (const { code, criterion, score, met } of lines) {
      const row = self.find((one) => one.get('Mã đơn vị') === code)
      const told = met === null ? Number(score) : met ? 'Đạt' : 'Chưa đạt'
      expect([code, criterion, row?.get(criterion)]).toEqual([code, criterion, told])
    }
    const school = self.find((row) => row.get('Mã đơn vị') === api.world.school.code)
    const points = (group: string) =>
      lines
        .filter(({ code, criterion }) => code === api.world.school.code && criterion.startsWith(group))
        .reduce((sum, { score }) => sum + Number(score), 0)
    expect([school?.get('Nhóm 1'), school?.get('Nhóm 2')]).toEqual([points('1.'), points('2.')])
    expect(school?.get('Tổng điểm')).toBe(points('1.') + points('2.'))
    const outside = sheets.get('Đánh giá ngoài')?.rows.find((row) => row.get('Mã đơn vị') === api.world.school.code)
    expect([outside?.get('Nhóm 1'), outside?.get('2.1'), outside?.get('Tổng điểm')]).toEqual([80, 80, 160])
    const refused = sheets.get('Đánh giá ngoài')?.rows.find((row) => row.get('Đơn vị') === made.units.refused.name)
    expect([refused?.get('1.1'), refused?.get('Mức')]).toEqual(['Chưa đạt', 1])
    const idle = self.find((row) => row.get('Đơn vị') === made.units.idle.name)
    expect([idle?.get('Mức'), idle?.get('Tổng điểm'), idle?.get('Nhóm 1'), idle?.get('1.1')]).toEqual([
      null,
      null,
      null,
      null,
    ])
  })

  it('are of one column where it is asked for, and of the units that are asked for', async () => {
    const sheets = await booked({ basis: 'external', q: 'Tiểu học Ẩm' })
    expect([...sheets.keys()]).toEqual(['Đánh giá ngoài', 'Tiêu chí', 'Thông tin'])
    expect(sheets.get('Đánh giá ngoài')?.rows.map((row) => row.get('Đơn vị'))).toEqual([made.units.found.name])
    const { content } = await fileOf(planner, order({ basis: 'external', q: 'Tiểu học Ẩm', format: 'csv' }))
    expect(content.toString('utf8').trim().split('\n')).toHaveLength(2)
  })

  it('come with what their codes mean', async () => {
    const keys = (await booked()).get('Tiêu chí')?.rows ?? []
    const nodes = nodesOf((await ok(planner.get(`/indicator-sets/${made.way.set.id}`))).definition)
    expect(keys.map((row) => [row.get('Mã'), row.get('Nội dung')])).toEqual(
      nodes.map(({ code, title }) => [code, title]),
    )
  })

  it('are told to a managing body of its own units, to other provinces of none, and to no school', async () => {
    const officer = made.way.people.officer
    const { items } = await ok(officer.get(`/reports/units?campaignId=${made.campaign.id}&limit=200`))
    const { rows = [] } = (await booked({}, officer)).get('Tự đánh giá') ?? {}
    expect(rows.map((row) => row.get('Mã đơn vị')).toSorted()).toEqual(
      items.map(({ unit }: { unit: { code: string } }) => unit.code).toSorted(),
    )
    const stranger = await as('province-leader', api.world.abroad.province)
    expect((await stranger.post('/exports', order({}))).body).toMatchObject({ code: 'campaign.not-found' })
    expect((await (await as('school-head')).post('/exports', order({}))).status).toBe(403)
  })

  it('leave nothing of the database held, and count each line that is written', async () => {
    const { $client: pool } = api.db
    const { id } = await ok(planner.post('/exports', order({ q: 'Minh Hoạ' })))
    await exportsOf(tester, () => clock).work()
    const job = await ok(planner.get(`/exports/${id}`))
    expect([job.state, job.done]).toEqual(['done', job.total])
    await expect.poll(() => pool.totalCount - pool.idleCount).toBe(0)
  })
})
