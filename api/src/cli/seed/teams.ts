import type { CampaignId } from '@thuoc/shared'
import type { Cast } from './people.ts'
import type { Services } from './services.ts'
import { daysAfter } from './calendar.ts'

type Setting = { services: Services; cast: Cast; campaignId: CampaignId; today: string }

/** Units whose files are still to come: their external assessment begins once they are accepted. */
const awaited = ['Trường THCS Minh Hoạ 3', 'Trường Tiểu học Minh Hoạ 2']

/** A team of an office with a teacher of another school; two units wait for it, and its first desk review has a day. */
export async function sendTeam({ services: { teams, assignment, visits }, cast, campaignId, today }: Setting) {
  const organiser = cast.actor('phong1.lanhdao')
  const members = (
    [
      ['phong1.chuyenvien', 'head', 'Phụ trách chung; nhóm tiêu chí 1'],
      ['phong1.lanhdao', 'secretary', 'Ghi biên bản; nhóm tiêu chí 2'],
      ['thcs2.hieutruong', 'member', 'Kiểm tra minh chứng'],
    ] as const
  ).map(([username, duty, task]) => {
    const { personId } = cast.actor(username)
    return { personId, duty, task }
  })
  const team = await teams.create(organiser, {
    ...{ campaignId, name: 'Đoàn đánh giá ngoài số 1', members },
    decision: { number: '58/QĐ-PGDĐT', decidedOn: today, signatory: 'Lê Văn Nháp', office: 'Trưởng phòng' },
  })
  const { items } = await assignment.listAssessable(organiser, campaignId, { limit: 200 })
  const units = items.filter(({ unit }) => awaited.includes(unit.name))
  const campaignUnitIds = units.map(({ campaignUnitId }) => campaignUnitId)
  await assignment.assign(organiser, team.id, { campaignUnitIds, move: false })
  const [first] = units
  if (!first) return
  await visits.plan(cast.actor('phong1.chuyenvien'), team.id, {
    ...{ campaignUnitId: first.campaignUnitId, kind: 'desk-review', place: 'Phòng GDĐT quận Minh Hoạ 1', note: '' },
    startsAt: `${daysAfter(today, 30)}T08:00:00+07:00`,
    endsAt: `${daysAfter(today, 30)}T11:00:00+07:00`,
    personIds: members.map(({ personId }) => personId),
    confirmed: true,
  })
}
