import type { SubmissionStatus } from '@thuoc/shared'
import { expect } from 'vitest'
import type { UnitRow } from '../src/features/org/index.ts'
import { closable } from './closing.ts'
import type { testApi } from './harness.ts'
import { prepared } from './requests.ts'

/** A short set: a condition and two scored lines in group 1, one scored line in group 2; levels as in QĐ 4725. */
export const shortSet = (code: string) => ({
  code,
  title: `Bộ chỉ số mẫu ${code}`,
  decision: null,
  sample: true,
  appliesTo: ['primary', 'lower-secondary', 'upper-secondary'],
  evidenceCode: 'accreditation',
  level: {
    bands: [
      { level: 1, name: 'Chưa đáp ứng', below: 50 },
      { level: 2, name: 'Đáp ứng cơ bản', from: 50, to: 75 },
      { level: 3, name: 'Đáp ứng tốt', above: 75 },
    ],
    combine: 'lowest-group',
    unmetConditionCapsAt: 1,
  },
  groups: [
    {
      code: '1',
      title: 'Dạy, học',
      maximum: 100,
      criteria: [
        { kind: 'condition', code: '1.1', title: 'Có kế hoạch' },
        { kind: 'points', code: '1.2', title: 'Phần mềm', maximum: 60 },
        { kind: 'points', code: '1.3', title: 'Hạ tầng', maximum: 40 },
      ],
    },
    {
      code: '2',
      title: 'Quản trị',
      maximum: 100,
      criteria: [{ kind: 'points', code: '2.1', title: 'Quản trị', maximum: 100 }],
    },
  ],
})

export const emptyWireAnswer = {
  met: null,
  score: null,
  count: null,
  numerator: null,
  denominator: null,
  choice: null,
  items: null,
  fields: {},
  note: '',
}
export const met = (value: boolean) => ({ ...emptyWireAnswer, met: value })
export const score = (value: number) => ({ ...emptyWireAnswer, score: value })

/** Answers of the short set: group 1 comes to 80, group 2 to `second`. */
export const answers = (second: number) => ({
  '1.1': met(true),
  '1.2': score(50),
  '1.3': score(30),
  '2.1': score(second),
})

export type Tester = ReturnType<typeof testApi>
export type Person = Awaited<ReturnType<Tester['as']>>
/**
 * What group 2 comes to for each side; the team agrees unless it says something else. `unmet`: the condition of the set is
 * not met, says the team.
 */
type Findings = { self?: number; external?: number; of?: { id: string }; unmet?: boolean }
type File = { id: string; version: number }

/** Calls that must succeed; a refusal fails the test with its body. */
export async function ok<T extends { status: number; body: unknown }>(reply: Promise<T>): Promise<T['body']> {
  const { status, body } = await reply
  expect({ status, body }).toMatchObject({ status: 200 })
  return body
}

let lists = 0
/** A nomination list of these files, handed to the leader by this officer; warnings are confirmed. */
export async function aList(
  officer: Person,
  campaignId: string,
  files: readonly { id: string }[],
  listedOn = '2026-11-20',
) {
  const number = `${(lists += 1)}/DS-MAU`
  const order = { campaignId, name: 'Danh sách đề nghị công nhận', number, listedOn }
  const { id } = await ok(officer.post('/nomination-lists', order))
  const submissionIds = files.map((file) => file.id)
  const { list } = await ok(officer.post(`/nomination-lists/${id}/items`, { submissionIds }))
  const confirmed = list.items.map((item: { submissionId: string; readiness: string[] }) => ({
    submissionId: item.submissionId,
    codes: item.readiness,
  }))
  return ok(officer.post(`/nomination-lists/${id}/proposal`, { version: list.version, confirmed }))
}

/**
 * The people and the campaign of one road, and the steps along it. Everything goes through the API, so that what a
 * test builds on is what the rules allow.
 */
export async function aRoad({ api, as }: Tester, code = 'MAU-NGAN', definition: object = shortSet(code)) {
  const { commune, province, school } = api.world
  const people = {
    planner: await as('province-leader', province),
    leader: await as('managing-body-leader', commune),
    officer: await as('managing-body-officer', commune),
  }
  const set = await ok(people.planner.post('/indicator-sets', definition))
  await ok(people.planner.post(`/indicator-sets/${set.id}/publish`, { revision: set.revision }))

  const plan = (title = `Đánh giá chuyển đổi số ${code}`, schoolYear = '2026-2027') => ({
    title,
    schoolYear,
    planNumber: null,
    planDate: null,
    sets: [{ indicatorSetId: set.id, unitTypes: ['primary', 'lower-secondary', 'upper-secondary'] }],
    selfAssessmentDue: '2027-01-31',
    externalAssessmentDue: '2027-03-31',
    participation: { ownerships: ['public'], withinUnitIds: [], exceptUnitIds: [] },
    assessors: [],
  })
  const campaign = await ok(people.planner.post('/campaigns', plan()))

  const fileOf = async (unit: UnitRow, of: { id: string } = campaign): Promise<File> => {
    const { items } = await ok(people.planner.get(`/submissions?campaignId=${of.id}&q=${unit.code}&limit=200`))
    return items.find((one: { unit: { id: string } }) => one.unit.id === unit.id)
  }
  const move = async (person: Person, file: File, action: string, more: object = {}) => {
    await prepared(person, file, action)
    return ok(
      person.post(`/submissions/${file.id}/transitions`, { action, version: file.version, reason: null, ...more }),
    )
  }

  /** The school scores itself, its head approves and sends it, the managing body accepts it. */
  async function accepted(unit: UnitRow, second = 80, of: { id: string } = campaign) {
    const staff = await as('council-member', unit)
    const head = await as('school-head', unit)
    const receiver = await as('managing-body-officer', await superiorOf(unit))
    let file = await fileOf(unit, of)
    for (const [line, answer] of Object.entries(answers(second)))
      await ok(staff.put(`/submissions/${file.id}/lines/${line}`, { version: 0, answer }))
    file = await ok(staff.get(`/submissions/${file.id}`))
    file = await move(staff, file, 'finish')
    file = await move(head, file, 'approve')
    file = await move(head, file, 'submit')
    file = await move(receiver, file, 'accept')
    return { file, staff, head }
  }

  const superiorOf = async (unit: UnitRow) =>
    Object.values(api.world).find((one): one is UnitRow => 'path' in one && one.id === unit.parentId) ?? commune

  /** A head, who alone scores, and a secretary from another unit of the commune are sent to the unit. */
  async function assessing(unit: UnitRow = school, second = 80, of: { id: string } = campaign) {
    const { file, ...own } = await accepted(unit, second, of)
    const teamHead = await as('managing-body-officer', commune)
    const teamMember = await as('council-member', unit.id === school.id ? api.world.secondSchool : school)
    const members = [
      { personId: teamHead.person.id, duty: 'head' },
      { personId: teamMember.person.id, duty: 'secretary' },
    ]
    const opened: File = await ok(people.leader.put(`/submissions/${file.id}/team`, { version: file.version, members }))
    await ok(teamHead.put(`/submissions/${file.id}/scorers`, { personIds: [teamHead.person.id] }))
    return { file: opened, teamHead, teamMember, ...own }
  }

  /** The head writes what the team found and closes what it has scored: the school sees its draft result. */
  async function closeAssessment({ file: { id }, teamHead }: { file: File; teamHead: Person }): Promise<File> {
    await closable(teamHead, { id })
    const { version } = await ok(teamHead.get(`/submissions/${id}`))
    return ok(teamHead.post(`/submissions/${id}/assessment/complete`, { version, conclusion: 'Đồng ý' }))
  }

  /** The team scores every line and the school accepts what it found; group 2 comes to `external`, with a reason where the school said something else. */
  async function assessed(
    unit: UnitRow = school,
    { self = 80, external, of = campaign, unmet = false }: Findings = {},
  ) {
    const team = await assessing(unit, self, of)
    const reason = external === undefined && !unmet ? '' : 'Minh chứng chưa đủ'
    const found = { ...answers(external ?? self), ...(unmet && { '1.1': met(false) }) }
    for (const [line, answer] of Object.entries(found))
      await ok(team.teamHead.put(`/submissions/${team.file.id}/external-lines/${line}`, { version: 0, answer, reason }))
    const shown = await closeAssessment(team)
    const file: File & { status: SubmissionStatus } = await move(team.head, shown, 'accept-result')
    return { ...team, file }
  }

  /** The managing body proposes the unit for recognition. */
  async function nominated(unit: UnitRow = school, findings: Findings = {}) {
    const team = await assessed(unit, findings)
    const nominator = await as('managing-body-officer', await superiorOf(unit))
    await aList(nominator, (findings.of ?? campaign).id, [team.file])
    const file: File & { status: SubmissionStatus } = await ok(nominator.get(`/submissions/${team.file.id}`))
    return { ...team, file }
  }

  /** The body of a decision about these files. */
  const decision = (files: File[], over: object = {}) => ({
    campaignId: campaign.id,
    number: '12/QĐ-UBND',
    signedOn: '2026-11-20',
    signatory: 'Trần Thị Mẫu',
    office: 'Chủ tịch',
    items: files.map(({ id, version }) => ({ submissionId: id, version })),
    ...over,
  })
  /** The team of a file as the call that sets it takes it. */
  const teamOf = async ({ id }: { id: string }) => {
    const { team } = await ok(people.leader.get(`/submissions/${id}`))
    return team.map(({ personId, duty }: { personId: string; duty: string }) => ({ personId, duty }))
  }
  return {
    people,
    set,
    campaign,
    plan,
    fileOf,
    move,
    accepted,
    assessing,
    closeAssessment,
    assessed,
    nominated,
    teamOf,
    decision,
  }
}
