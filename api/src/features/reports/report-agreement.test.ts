import type { DeliverableKind, ReportProgress, ReportScope, ReportUnits, Standing } from '@thuoc/shared'
import { TemplateHandler } from 'easy-template-x'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { aMilestone } from '../../../test/milestones.ts'
import { aReportedProvince } from '../../../test/report-world.ts'
import { ok, type Person } from '../../../test/road.ts'

let clock = new Date()
const tester = testApi({ now: () => clock })
const { api } = tester
let made: Awaited<ReturnType<typeof aReportedProvince>>
let planner: Person
let inCampaign: string
beforeAll(async () => {
  made = await aReportedProvince(tester, (moment) => (clock = new Date(moment)))
  planner = made.way.people.planner
  inCampaign = `campaignId=${made.campaign.id}`
}, 180_000)

const levelsIn = async (basis: string) => ok(planner.get(`/reports/levels?${inCampaign}&basis=${basis}`))
const many = (count: number) => String(count).padStart(2, '0')

describe('a figure is the same wherever it is shown', () => {
  it('on the start page: units, their statuses, and both of each managing body', async () => {
    const counts = await ok(planner.get(`/submissions/counts?${inCampaign}`))
    const { items, total, scope }: ReportUnits = await ok(planner.get(`/reports/units?${inCampaign}&limit=100`))
    expect([counts.total, counts.total]).toEqual([total, scope.units])
    for (const { status, count } of counts.byStatus)
      expect([status, count]).toEqual([status, items.filter((one) => one.status === status).length])
    const { parts } = await levelsIn('self')
    const bodies = await ok(planner.get(`/submissions/counts-by-assessor?${inCampaign}`))
    const sizes = (those: { id: string; units: number }[]) => those.map(({ id, units }) => `${id} ${units}`).sort()
    expect(
      sizes(
        bodies.items.map((one: { assessor: { id: string }; total: number }) => ({
          id: one.assessor.id,
          units: one.total,
        })),
      ),
    ).toEqual(sizes(parts.map(({ key, units }: { key: string; units: number }) => ({ id: key, units }))))
  })

  it('on the board of deliverables: what is done of a step, and what came late or is missing past its last day', async () => {
    const steps = {
      'self-assessment': { step: 'self', tier: 'school', dueOn: '2027-01-31' },
      request: { step: 'request', tier: 'school', dueOn: '2027-01-31' },
      'external-assessment': { step: 'external', tier: 'school', dueOn: '2027-03-31' },
      'recognition-decision': { step: 'decision', tier: 'school', dueOn: '2027-03-31' },
    } as const satisfies Partial<Record<DeliverableKind, object>>
    const progress: ReportProgress = await ok(planner.get(`/reports/progress?${inCampaign}`))
    const told = []
    for (const [kind, { step, ...plan }] of Object.entries(steps)) {
      const { id } = await aMilestone(api.db, made.campaign, [kind as DeliverableKind], plan)
      const board: Standing = await ok(planner.get(`/campaigns/${made.campaign.id}/standing?tier=${plan.tier}`))
      const { total, done, late } = board.milestones.find((one) => one.id === id) ?? {}
      const outcomes = progress.steps.find((one) => one.step === step)?.outcomes
      told.push([kind, { total, done, late }])
      expect(told.at(-1)).toEqual([
        kind,
        {
          total: progress.scope.units,
          done: (outcomes?.['in-time'] ?? 0) + (outcomes?.late ?? 0),
          late: (outcomes?.late ?? 0) + (outcomes?.overdue ?? 0),
        },
      ])
    }
    // Some of each, so that nothing is compared with nought alone.
    expect(told).toContainEqual(['self-assessment', { total: 11, done: 8, late: 4 }])
  })

  it('on the public page: what stands published, level by level', async () => {
    const { items }: ReportUnits = await ok(planner.get(`/reports/units?${inCampaign}&limit=100`))
    const published = items.filter(({ publishedOn }) => publishedOn !== null)
    const shown = await ok(planner.get('/public/results?schoolYear=2026-2027&limit=100'))
    const both = (those: { unit: { id: string }; level: number | null }[]) =>
      those.map(({ unit, level }) => `${unit.id} ${level}`).sort()
    expect(both(shown.items)).toEqual(both(published))
    expect(shown.items.length).toBeGreaterThan(0)
    expect((await ok(planner.get('/public/filters'))).total).toBe(published.length)
  })

  it('in the summary report of the province: units, steps, results and levels', async () => {
    const document = await ok(planner.post('/documents', { kind: 'summary-report', subjectId: made.campaign.id }))
    const reply = await fetch(`${api.url}/api/v1/documents/${document.id}/file?format=docx`, {
      headers: { authorization: `Bearer ${planner.token}` },
    })
    const text = await new TemplateHandler().getText(Buffer.from(await reply.arrayBuffer()))
    const { scope }: { scope: ReportScope } = await levelsIn('self')
    const { steps }: ReportProgress = await ok(planner.get(`/reports/progress?${inCampaign}`))
    const sent = steps.find(({ step }) => step === 'request')?.outcomes
    expect(text).toContain(`Tổng số đơn vị tham gia: ${many(scope.units)};`)
    expect(text).toContain(`Đã nộp đề nghị đánh giá ngoài: ${many((sent?.['in-time'] ?? 0) + (sent?.late ?? 0))};`)
    expect(text).toContain(`đã có kết quả đánh giá ngoài: ${many(scope.results.external)}.`)
    expect(text).toContain(`Được công nhận: ${many(scope.results.recognised)};`)
    expect(scope.results.recognised).toBeGreaterThan(0)
    const { levels } = await levelsIn('recognised')
    for (const level of [3, 2, 1]) {
      const behind = `/reports/units?${inCampaign}&selfLevel=${level}&step=request&outcome=done`
      const self = (await ok(planner.get(behind))).total
      const recognised = levels.find((one: { level: number | null }) => one.level === level).count
      expect(text).toContain(`Mức độ ${level}${many(self)}${many(recognised)}`)
    }
  })
})
