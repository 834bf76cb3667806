import type { UnitRow } from '../src/features/org/index.ts'
import type { testApi } from './harness.ts'
import { ok, type Person } from './road.ts'

type Tester = ReturnType<typeof testApi>

export const paper = (number = '12/QĐ-UBND') => ({
  number,
  decidedOn: '2026-11-20',
  signatory: 'Trần Thị Mẫu',
  office: 'Chủ tịch',
})

export const named = (...members: [Person, string][]) =>
  members.map(([{ person }, duty]) => ({ personId: person.id, duty, task: '' }))

/** A team of the home commune: an officer leads, another is secretary, a teacher of a school is a member. */
export async function aTeam({ api, as }: Tester, campaign: { id: string }, from?: UnitRow) {
  const { commune, secondSchool } = api.world
  const head = await as('managing-body-officer', commune)
  const secretary = await as('managing-body-officer', commune)
  const member = await as('school-staff', from ?? secondSchool)
  const organiser = await as('managing-body-leader', commune)
  const name = `Đoàn ${head.person.username}`
  const members = named([head, 'head'], [secretary, 'secretary'], [member, 'member'])
  const body = { campaignId: campaign.id, name, decision: paper(), members }
  const team = await ok(organiser.post('/assessment-teams', body))
  const assign = (campaignUnitIds: string[], move = false) =>
    ok(organiser.post(`/assessment-teams/${team.id}/units`, { campaignUnitIds, move }))
  return { team, head, secretary, member, organiser, members, assign }
}

export const aVisit = (campaignUnitId: string, people: readonly { personId: string }[], over: object = {}) => ({
  ...{ campaignUnitId, kind: 'on-site', place: 'Phòng họp của trường', note: '', confirmed: false },
  ...{ startsAt: '2027-03-02T08:00:00+07:00', endsAt: '2027-03-02T11:00:00+07:00' },
  personIds: people.map(({ personId }) => personId),
  ...over,
})

/** A team that has a unit and will go there. */
export async function aVisitedTeam(tester: Tester, campaign: { id: string }, campaignUnitId: string) {
  const { team, organiser, members, assign } = await aTeam(tester, campaign)
  await assign([campaignUnitId])
  const visit = await ok(organiser.post(`/assessment-teams/${team.id}/visits`, aVisit(campaignUnitId, members)))
  return { team, visit }
}
