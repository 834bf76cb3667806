import type { CampaignId, DeliverableKind, MilestonePlan, MilestoneTier } from '@thuoc/shared'
import { daysAfter } from './calendar.ts'
import type { Cast } from './people.ts'
import type { Services } from './services.ts'
import type { Places } from './units.ts'

type Line = [MilestoneTier, string, string, DeliverableKind[], number | null, number]
/** Tier, code, task, deliverables, days from today to the first and the last day. */
const lines: Line[] = [
  ['province', 'I.1', 'Xây dựng và ban hành kế hoạch', ['plan'], null, -14],
  ['province', 'I.2', 'Quyết định thành lập các đoàn đánh giá ngoài của Sở', ['team-decision', 'visit-plan'], null, 35],
  ['province', 'I.3', 'Đánh giá ngoài các đơn vị trực thuộc Sở', ['external-assessment', 'nomination-list'], 29, 70],
  ['province', 'I.5', 'Quyết định công nhận', ['recognition-decision', 'summary-report'], 80, 110],
  ['managing-body', 'II.1', 'Xây dựng và ban hành kế hoạch', ['plan'], null, -5],
  ['managing-body', 'II.2', 'Quyết định thành lập các đoàn đánh giá ngoài', ['team-decision', 'visit-plan'], null, 28],
  ['managing-body', 'II.3', 'Kiểm tra, đánh giá ngoài', ['external-assessment', 'nomination-list'], 29, 70],
  ['managing-body', 'II.4', 'Công nhận', ['recognition-decision', 'summary-report'], 80, 110],
  ['school', 'III.1', 'Phân công lãnh đạo phụ trách và đầu mối', ['responsible-persons'], null, -3],
  [
    'school',
    'III.2',
    'Thành lập Hội đồng tự đánh giá; kế hoạch thu thập minh chứng',
    ['council-decision', 'plan'],
    null,
    12,
  ],
  ['school', 'III.3', 'Tự đánh giá; phê duyệt kết quả', ['self-assessment', 'minutes', 'approval-decision'], 1, 21],
  ['school', 'III.4', 'Đề nghị đánh giá ngoài', ['request', 'self-assessment-report'], 22, 28],
  ['school', 'III.5', 'Báo cáo sơ kết học kỳ I', ['mid-year-report'], null, 50],
  ['school', 'III.6', 'Công bố kết quả trên trang thông tin điện tử', ['website-link'], 111, 125],
]

/** A plan that has begun, so that something is always late and something due soon. @param today `2026-11-22` */
export const planFrom = (today: string): MilestonePlan[] =>
  lines.map(([tier, code, task, deliverables, from, until]) => ({
    tier,
    code,
    task,
    startsOn: from === null ? null : daysAfter(today, from),
    dueOn: daysAfter(today, until),
    deliverables,
    required: true,
    lateness: 'mark',
    reminderDays: [7, 1],
    before: null,
  }))

type Scene = { services: Services; cast: Cast; places: Places; campaignId: CampaignId; today: string }

/** One managing body has a plan of its own, earlier for its schools; one school was given more time. */
export async function planFurther({ services, cast, places, campaignId, today }: Scene) {
  const [leader, planner] = [cast.actor('phong1.lanhdao'), cast.actor('so.chuyenvien')]
  await services.plans.save(leader, campaignId, {
    version: 0,
    title: 'Kế hoạch đánh giá mức độ chuyển đổi số của Phòng GDĐT quận Minh Hoạ 1',
    number: '48/KH-PGDĐT',
    issuedOn: daysAfter(today, -10),
  })
  await services.milestones.add(leader, campaignId, {
    tier: 'school',
    code: 'P.1',
    task: 'Gửi lịch làm việc của Hội đồng tự đánh giá về phòng',
    startsOn: null,
    dueOn: daysAfter(today, 9),
    deliverables: ['visit-plan'],
    required: false,
    lateness: 'mark',
    reminderDays: [],
    before: null,
  })
  const { items } = await services.milestones.list(leader, campaignId, undefined)
  const council = items.find(({ code }) => code === 'III.2')
  if (!council) throw new Error('The plan of the demonstration has a council to set up')
  const own = { version: council.version, startsOn: null, dueOn: daysAfter(today, 8) }
  await services.milestones.setOwnDates(leader, council.id, own)
  await services.extensions.extend(planner, council.id, {
    unitId: places.at('th2').id,
    dueOn: daysAfter(today, 20),
    reason: 'Trường đang kiện toàn ban giám hiệu',
  })
}
