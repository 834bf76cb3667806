import type { APIRequestContext } from '@playwright/test'
import { emptyAnswer, personAt, type PersonAt } from './api.ts'
import { password } from './app.ts'

/** A condition and two scored lines: what is proved here is how many files there are, not how long each is. */
const shortSet = (code: string) => ({
  ...{ code, title: `Bộ chỉ số mẫu ${code}`, decision: null, sample: true, appliesTo: ['primary'] },
  evidenceCode: 'accreditation',
  level: {
    bands: [
      { level: 1, name: 'Chưa đáp ứng', below: 50 },
      { level: 2, name: 'Đáp ứng cơ bản', from: 50, to: 75 },
      { level: 3, name: 'Đáp ứng tốt', above: 75 },
    ],
    ...{ combine: 'lowest-group', unmetConditionCapsAt: 1 },
  },
  groups: [
    {
      ...{ code: '1', title: 'Dạy, học', maximum: 100 },
      criteria: [
        { kind: 'condition', code: '1.1', title: 'Có kế hoạch' },
        { kind: 'points', code: '1.2', title: 'Phần mềm', maximum: 100 },
      ],
    },
  ],
})
const answers = { '1.1': { ...emptyAnswer, met: true }, '1.2': { ...emptyAnswer, score: 80 } }

type Membership = { id: string; unit: { id: string } }
type Person = { id: string }
type File = { id: string; version: number; unit: { id: string } }

/** As many at once as a browser would, each in its turn. */
async function inTurn<T>(items: readonly T[], work: (item: T) => Promise<unknown>) {
  const rest = [...items]
  const one = async () => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item)
  }
  await Promise.all([one(), one(), one(), one()])
}

/**
 * A commune with its leader and its officer, and schools whose files lie in a campaign of their own. One head and one
 * teacher go from school to school: two people are enough to make what a school makes.
 */
export async function aCommune(request: APIRequestContext, schools: number) {
  const mark = `${Date.now() % 100_000}`
  const administrator = await personAt(request, 'so.quantri')
  const planner = await personAt(request, 'so.lanhdao')
  const { items: provinces }: { items: Person[] } = await administrator.get('/units?q=MH&types=province')
  const aUnit = (parentId: string, code: string, name: string, type: string): Promise<Person> =>
    administrator.post('/units', { ...{ parentId, code, name, type }, ownership: type === 'primary' ? 'public' : null })
  const commune = await aUnit(provinces[0]?.id ?? '', `XB${mark}`, `UBND xã Bốn Mươi ${mark}`, 'commune-office')
  const units: Person[] = []
  await inTurn(
    Array.from({ length: schools }, (_, at) => String(at + 1).padStart(2, '0')),
    async (at) => units.push(await aUnit(commune.id, `T${mark}-${at}`, `Trường Tiểu học Bốn Mươi ${at}`, 'primary')),
  )

  /** A person with a password of their own, in each of these units. */
  async function aPerson(name: string, fullName: string, role: string, at: readonly Person[]) {
    const username = `${name}.${mark}`
    const seat = ({ id }: Person) => ({ unitId: id, role, office: null })
    const [first, ...others] = at
    const order = { username, fullName, email: null, membership: seat(first ?? { id: '' }) }
    const made: { person: Person; temporaryPassword: string } = await administrator.post('/people', order)
    for (const unit of others) await administrator.post(`/people/${made.person.id}/memberships`, seat(unit))
    const person = await personAt(request, username, made.temporaryPassword)
    await person.put('/me/password', { current: made.temporaryPassword, next: password })
    return { username, ...(await personAt(request, username)) }
  }
  const leader = await aPerson('lanhdao', 'Nguyễn Văn Mẫu', 'managing-body-leader', [commune])
  const officer = await aPerson('chuyenvien', 'Trần Thị Mẫu', 'managing-body-officer', [commune])
  const head = await aPerson('hieutruong', 'Lê Văn Thử', 'school-head', units)
  const teacher = await aPerson('giaovien', 'Phạm Thị Thử', 'council-member', units)

  const set: { id: string; revision: number } = await planner.post('/indicator-sets', shortSet(`MAU-${mark}`))
  await planner.post(`/indicator-sets/${set.id}/publish`, { revision: set.revision })
  const campaign: { id: string } = await planner.post('/campaigns', {
    ...{ title: `Đánh giá xã Bốn Mươi ${mark}`, schoolYear: '2026-2027', planNumber: null, planDate: null },
    sets: [{ indicatorSetId: set.id, unitTypes: ['primary'] }],
    ...{ selfAssessmentDue: '2099-01-31', externalAssessmentDue: '2099-03-31', assessors: [] },
    participation: { ownerships: ['public'], withinUnitIds: [commune.id], exceptUnitIds: [] },
  })
  const filesOf = async (person: PersonAt): Promise<File[]> =>
    (await person.get(`/submissions?campaignId=${campaign.id}&limit=200`)).items
  const versionOf = async (person: PersonAt, { id }: File): Promise<number> =>
    (await person.get(`/submissions/${id}`)).version

  /** Somebody of the schools does the same in one after the other. */
  async function inEachSchool(person: PersonAt, work: (file: File) => Promise<unknown>) {
    const { memberships }: { memberships: Membership[] } = await person.get('/me')
    const files = new Map((await filesOf(planner)).map((file) => [file.unit.id, file]))
    for (const { id, unit } of memberships) {
      await person.put('/session/membership', { membershipId: id })
      const file = files.get(unit.id)
      if (file) await work(file)
    }
  }
  const move = async (person: PersonAt, file: File, action: string) =>
    person.post(`/submissions/${file.id}/transitions`, {
      ...{ action, version: await versionOf(person, file), reason: null },
    })

  /** Every school fills in its form, approves it and sends it. */
  async function submitAll() {
    await inEachSchool(teacher, async (file) => {
      for (const [code, answer] of Object.entries(answers))
        await teacher.put(`/submissions/${file.id}/lines/${code}`, { version: 0, answer })
      await move(teacher, file, 'finish')
    })
    await inEachSchool(head, async (file) => {
      await move(head, file, 'approve')
      await head.put(`/submissions/${file.id}/request`, {
        ...{ version: 0, number: '12/TTr', issuedOn: '2026-11-20', signatory: 'Lê Văn Thử', office: 'Hiệu trưởng' },
        text: 'Kính đề nghị đánh giá ngoài mức độ chuyển đổi số của nhà trường.',
      })
      await move(head, file, 'submit')
    })
  }

  const words = { strengths: 'Nền nếp tốt', weaknesses: 'Không có', improvements: 'Lưu đủ tệp' }
  const minutes = {
    ...{ kind: 'desk-review', heldOn: '2026-11-20', hours: '', place: 'Trụ sở', ofSchool: [] },
    ...{ content: 'Đối chiếu hồ sơ với minh chứng', findings: '', conclusion: 'Thống nhất' },
    ofTeam: [{ name: 'Trần Thị Mẫu', office: 'Trưởng đoàn' }],
  }
  /** The head of the team, who alone scores, examines each file, and its school accepts what was found. */
  async function assessAll() {
    await inTurn(await filesOf(officer), async (file) => {
      const at = `/submissions/${file.id}`
      for (const [code, answer] of Object.entries(answers))
        await officer.put(`${at}/external-lines/${code}`, { version: 0, answer, reason: '' })
      await officer.put(`${at}/findings`, { version: 0, whole: words, groups: {} })
      await officer.put(`${at}/visit-minutes`, { version: 0, content: minutes, correction: null })
      const closing = { action: 'close', version: 1, answerDue: null, agrees: null, view: null }
      await officer.post(`${at}/visit-minutes/moves`, closing)
      const version = await versionOf(officer, file)
      await officer.post(`${at}/assessment/complete`, { version, conclusion: 'Đồng ý' })
    })
    await inEachSchool(head, (file) => move(head, file, 'accept-result'))
  }
  return { campaign, leader, officer, submitAll, assessAll }
}
