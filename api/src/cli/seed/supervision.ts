import type { CampaignId } from '@thuoc/shared'
import { daysAfter } from './calendar.ts'
import type { Cast } from './people.ts'
import type { Services } from './services.ts'
import type { Places } from './units.ts'

type Running = { services: Services; cast: Cast; places: Places; campaignId: CampaignId; today: string }

/** The province draws files by lot, looks at one of them, and one of its findings is still to be answered. */
export async function supervise({ services, cast, places, campaignId, today }: Running) {
  const officer = cast.actor('so.chuyenvien')
  const { samples, records } = services.supervision
  const sample = await samples.draw(officer, {
    campaignId,
    title: 'Kiểm tra xác suất kết quả đánh giá ngoài',
    seed: '61 86 24 05 93',
    strata: 'managing-body',
    size: { kind: 'percent', value: 20 },
    filter: { sentOnly: true },
  })
  const [drawn] = sample.drawn
  if (!drawn) throw new Error('The draw of the demonstration is empty')
  const school = [...places.all].find(([, unit]) => unit.id === drawn.unit.id)?.[0]
  const head = cast.actor(`${school ?? ''}.hieutruong`)
  const { id, version } = await records.create(officer, {
    ...{ campaignId, unitId: drawn.unit.id, sampleId: sample.id },
    ...{ number: '05/BB-SGDĐT', checkedOn: today, place: 'Phòng họp của đơn vị' },
    present: [
      { name: officer.name, office: 'Chuyên viên Sở' },
      { name: head.name, office: 'Hiệu trưởng' },
    ],
    minutes:
      'Đoàn đối chiếu phiếu với minh chứng và hệ thống quản trị của đơn vị. Hồ sơ đầy đủ; hai nội dung cần làm rõ nêu ở phần phát hiện.',
    findings: [
      {
        ...{ criterion: '1.2', evidenceId: null, severity: 'remark' as const, followUp: null },
        text: 'Quy chế nên nêu rõ người chịu trách nhiệm ở từng tổ chuyên môn.',
      },
      {
        ...{ criterion: '2.3.3', evidenceId: null, severity: 'minor' as const },
        text: 'Học bạ điện tử của một lớp chưa ký số đầy đủ.',
        followUp: {
          ...{ unitId: drawn.unit.id, due: daysAfter(today, 20) },
          action: 'Hoàn thành ký số và gửi báo cáo kèm danh sách.',
        },
      },
    ],
  })
  await records.close(officer, id, version)
}
