import { linesOf, type CampaignId } from '@thuoc/shared'
import type { Services } from './services.ts'
import type { Cast } from './people.ts'
import type { Places } from './units.ts'

type Scene = { services: Services; cast: Cast; places: Places; campaignId: CampaignId; today: string }

const key = 'thcs1'

/** A school that has begun to score has its council: lines are assigned, and two members see one of them differently. */
export async function seatCouncil({ services, cast, places, campaignId, today }: Scene) {
  const { councils, scores, submissions } = services
  const [head, secretary, staff] = ['hieutruong', 'hoidong', 'nhanvien'].map((who) => cast.actor(`${key}.${who}`))
  if (!head || !secretary || !staff) return
  const { items } = await submissions.list(head, { campaignId, limit: 200 })
  const file = items.find(({ unit }) => unit.id === places.at(key).id)
  if (!file) throw new Error(`${key} does not take part in the demonstration`)
  const { definition, lines } = await submissions.getForm(head, file.id)
  const { version } = await councils.decide(head, file.id, {
    ...{ version: 0, number: '21/QĐ-THCSMH1', signedOn: today, signatory: head.name, office: 'Hiệu trưởng' },
    reason: null,
    members: [
      { personId: head.personId, name: head.name, office: 'Hiệu trưởng', duty: 'chairperson' },
      { personId: secretary.personId, name: secretary.name, office: 'Giáo viên', duty: 'secretary' },
      { personId: staff.personId, name: staff.name, office: 'Nhân viên', duty: 'member' },
      { personId: null, name: 'Đặng Thị Thí Dụ', office: 'Trưởng ban đại diện cha mẹ học sinh', duty: 'member' },
    ],
  })
  const council = await councils.get(head, file.id)
  const groupOf = new Map(linesOf(definition).map(({ criterion, group }) => [criterion.code, group.code]))
  const first = definition.groups[0]?.code
  await councils.assign(head, file.id, {
    version,
    items: council.lines.map(({ code }) => ({
      criterion: code,
      personIds: groupOf.get(code) === first ? [secretary.personId, staff.personId] : [staff.personId],
    })),
  })
  const scored = lines.find(({ answer }) => (answer.score ?? 0) >= 200)
  if (!scored || groupOf.get(scored.code) !== first) return
  const said = { version: 0, comment: '' }
  await scores.save(secretary, file.id, scored.code, { ...said, answer: scored.answer })
  const less = { ...scored.answer, score: (scored.answer.score ?? 0) - 100 }
  const comment = 'Phần mềm mới dùng ở hai khối lớp'
  await scores.save(staff, file.id, scored.code, { ...said, answer: less, comment })
}
