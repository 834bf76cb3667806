import { aUnit } from './factories.ts'
import type { UnitRow } from '../src/features/org/index.ts'
import type { testApi } from './harness.ts'
import { prepared } from './requests.ts'
import { emptyWireAnswer, met, ok, score, type Person } from './road.ts'

/** Every kind of demand in a small set: a sum with fields, a figure that suggests, evidence always, when claimed, none. */
export const formSet = (code: string) => ({
  code,
  title: `Bộ chỉ số mẫu ${code}`,
  decision: null,
  sample: true,
  appliesTo: ['primary', 'lower-secondary', 'kindergarten', 'upper-secondary'],
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
        { kind: 'condition', code: '1.1', title: 'Có kế hoạch', evidence: { demand: 'when-claimed' } },
        { kind: 'points', code: '1.2', title: 'Phần mềm', maximum: 60, evidence: { demand: 'none' } },
        {
          kind: 'sum',
          code: '1.3',
          title: 'Hạ tầng',
          maximum: 40,
          fields: [{ key: 'solution', title: 'Tên giải pháp', required: true }],
          evidence: { demand: 'when-claimed', kinds: ['link'] },
          criteria: [
            { kind: 'points', code: '1.3.1', title: 'Phòng học', maximum: 20, step: 0.5 },
            {
              kind: 'ratio',
              code: '1.3.2',
              title: 'Giáo viên',
              maximum: 20,
              measurement: 'teachers.trained',
              of: 'teachers.total',
              award: { by: 'suggestion' },
            },
          ],
        },
      ],
    },
    {
      code: '2',
      title: 'Quản trị',
      maximum: 100,
      criteria: [
        { kind: 'condition', code: '2.1', title: 'Có bộ phận phụ trách' },
        { kind: 'points', code: '2.2', title: 'Quản trị', maximum: 100 },
      ],
    },
  ],
})

const teachers = (points: number) => ({ ...emptyWireAnswer, numerator: 45, denominator: 50, score: points })

/** Answers to every line; group 1 comes to 80, group 2 to `second`. */
export const wholeForm = (second = 80) => ({
  '1.1': met(true),
  '1.2': score(50),
  '1.3': { ...emptyWireAnswer, fields: { solution: 'Phần mềm mẫu' } },
  '1.3.1': score(12),
  '1.3.2': teachers(18),
  '2.1': met(true),
  '2.2': score(second),
})

type Tester = ReturnType<typeof testApi>
export type File = { id: string; campaignUnitId: string; version: number; status: string }

type Reached = 'drafting' | 'awaiting-approval' | 'approved' | 'submitted' | 'accepted' | 'returned'

/** A campaign on that set, and the steps a school and its managing body make. Everything goes through the API. */
export async function aForm({ api, as }: Tester, code = 'MAU-BIEU', title = 'Đợt đánh giá mẫu') {
  const { province, commune } = api.world
  const planner = await as('province-leader', province)
  const set = await ok(planner.post('/indicator-sets', formSet(code)))
  await ok(planner.post(`/indicator-sets/${set.id}/publish`, { revision: set.revision }))
  const campaign = await ok(
    planner.post('/campaigns', {
      title,
      schoolYear: '2026-2027',
      planNumber: null,
      planDate: null,
      sets: [{ indicatorSetId: set.id, unitTypes: formSet(code).appliesTo }],
      selfAssessmentDue: '2099-01-31',
      externalAssessmentDue: '2099-03-31',
      participation: { ownerships: ['public'], withinUnitIds: [], exceptUnitIds: [] },
      assessors: [],
    }),
  )

  const fileOf = async (unit: UnitRow): Promise<File> => {
    const { items } = await ok(planner.get(`/submissions?campaignId=${campaign.id}&limit=200`))
    return items.find((one: { unit: { id: string } }) => one.unit.id === unit.id)
  }
  /** A further school of the commune, with its empty file. */
  async function newSchool(): Promise<UnitRow> {
    const unit = await aUnit(api.db, commune)
    await ok(planner.post(`/campaigns/${campaign.id}/units`, { unitId: unit.id, assessorUnitId: null }))
    return unit
  }
  const save = (person: Person, { id }: { id: string }, line: string, answer: object, version = 0) =>
    person.put(`/submissions/${id}/lines/${line}`, { version, answer })
  const move = async (person: Person, file: { id: string; version: number }, action: string, more: object = {}) => {
    await prepared(person, file, action)
    return person.post(`/submissions/${file.id}/transitions`, { action, version: file.version, reason: null, ...more })
  }
  const addLink = (person: Person, file: File, criterion: string, name = 'Kế hoạch') =>
    person.post(`/campaign-units/${file.campaignUnitId}/evidence/links`, {
      criterion,
      title: name,
      url: 'https://example.vn/ke-hoach',
    })

  /** Answers every line and proves what has to be proved. */
  async function filled(person: Person, unit: UnitRow, second = 80): Promise<File> {
    const file = await fileOf(unit)
    for (const [line, answer] of Object.entries(wholeForm(second))) await ok(save(person, file, line, answer))
    await ok(addLink(person, file, '1.1'))
    await ok(addLink(person, file, '1.3'))
    return file
  }

  /** A school of its own goes along the road as far as `status`; the managing body is the commune. */
  async function at(status: Reached) {
    const unit = await newSchool()
    const staff = await as('school-staff', unit)
    const head = await as('school-head', unit)
    const officer = await as('managing-body-officer', commune)
    let file = await filled(staff, unit)
    const steps = [
      { to: 'awaiting-approval', by: staff, action: 'finish' },
      { to: 'approved', by: head, action: 'approve' },
      { to: 'submitted', by: head, action: 'submit' },
      { to: 'accepted', by: officer, action: 'accept' },
    ]
    for (const { to, by, action } of status === 'drafting' ? [] : steps) {
      if (status === 'returned' && action === 'accept')
        file = await ok(move(officer, file, 'return', { reason: 'Bổ sung minh chứng' }))
      else file = await ok(move(by, file, action))
      if (to === status) break
    }
    return { unit, file, staff, head, officer }
  }

  return { planner, set, campaign, newSchool, fileOf, save, move, addLink, filled, at }
}
export type Form = Awaited<ReturnType<typeof aForm>>
