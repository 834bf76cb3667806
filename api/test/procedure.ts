import { expect } from 'vitest'
import type { Role, SubmissionAction, SubmissionStatus } from '@thuoc/shared'
import type { UnitRow } from '../src/features/org/index.ts'
import { closable } from './closing.ts'
import { aUnit } from './factories.ts'
import type { testApi } from './harness.ts'
import { makers, wayTo, type Hand } from './procedure-rules.ts'
import { prepared } from './requests.ts'
import { aRoad, met, ok, score, shortSet, type Person } from './road.ts'

type Tester = ReturnType<typeof testApi>
type Reply = { status: number; body: { code?: string; status?: SubmissionStatus } }
export type Walked = { id: string; unit: UnitRow; hands: Record<Hand, Person> }
type Line = { code: string; version: number; external: { version: number } }
type Seen = { id: string; version: number; status: SubmissionStatus; actions: SubmissionAction[] }

/** As little as a set can be: the procedure is walked, and a long form would only make it slower. */
const aSet = (code: string) => ({
  ...shortSet(code),
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
const little = { set: aSet, said: { '1.1': met(true), '1.2': score(80) } }
type Sheet = { set: (code: string) => object; said: Readonly<Record<string, object>> }

/**
 * Hands of one province, a campaign of many schools in one commune, and every move as its own call makes it.
 * @param sheet the set, and what both sides say of each of its lines
 */
export async function aProcedure(tester: Tester, code: string, schools: number, sheet: Sheet = little) {
  const { api, as } = tester
  const { commune, otherCommune, province, secondSchool, root } = api.world
  const units: UnitRow[] = []
  for (let made = 0; made < schools; made += 1) units.push(await aUnit(api.db, commune))
  const road = await aRoad(tester, code, sheet.set(code))
  const leader = road.people.leader
  const shared = {
    neighbour: await as('school-head', secondSchool),
    'team-head': await as('managing-body-officer', commune),
    'team-member': await as('council-member', secondSchool),
    'body-leader': leader,
    'body-officer': road.people.officer,
    'other-body': await as('managing-body-leader', otherCommune),
    'province-leader': road.people.planner,
    'province-officer': await as('province-officer', province),
    'province-administrator': await as('province-administrator', province),
    system: await as('system-administrator', root),
    stranger: await as('province-leader', api.world.abroad.province),
  }
  /** The line about which a school objects: the last. */
  const objected = Object.keys(sheet.said).at(-1) ?? ''
  const own = (role: Role, unit: UnitRow) => as(role, unit)
  let number = 0
  const aNumber = () => `${(number += 1)}/QĐ-${code}`

  /** The next school of the commune, with its people. */
  async function aFile(): Promise<Walked> {
    const unit = units.pop()
    if (!unit) throw new Error('No school is left')
    const [head, council, staff] = [
      await own('school-head', unit),
      await own('council-member', unit),
      await own('school-staff', unit),
    ]
    const { id } = await road.fileOf(unit)
    return { id, unit, hands: { head, council, staff, ...shared } }
  }
  const seen = async ({ id }: Pick<Walked, 'id'>): Promise<Seen> => ok(leader.get(`/submissions/${id}`))
  const plain =
    (action: string, more: object = {}) =>
    (who: Person, { id, version }: Seen) =>
      who.post(`/submissions/${id}/transitions`, { action, version, reason: 'Vì công việc', ...more })
  const team = (who: Person, { id, version }: Seen) =>
    who.put(`/submissions/${id}/team`, {
      version,
      members: [
        { personId: shared['team-head'].person.id, duty: 'head' },
        { personId: shared['team-member'].person.id, duty: 'member' },
      ],
    })
  const signed = () => ({ number: aNumber(), signedOn: '2026-11-20', signatory: 'Trần Thị Mẫu', office: 'Chủ tịch' })
  const about = ({ id, version }: Seen) => [{ submissionId: id, version }]
  /** The decision that counts for a file; an unknown one where nothing is recognised. */
  const decisionOf = async ({ id }: Seen) => {
    const { items } = await ok(leader.get(`/submissions/${id}/recognitions`))
    return items[0]?.decision.id ?? id
  }

  /** The list on which a file was proposed last. */
  const lists = new Map<string, string>()
  /** Proposed alone on a list; a warning is confirmed. What the list leaves out answers like a wrong state. */
  async function nominate(who: Person, { id }: Seen): Promise<Reply> {
    const order = { campaignId: road.campaign.id, name: 'Danh sách đề nghị', number: aNumber(), listedOn: '2026-11-20' }
    const made = await who.post('/nomination-lists', order)
    if (made.status !== 200) return made
    const added = await who.post(`/nomination-lists/${made.body.id}/items`, { submissionIds: [id] })
    if (added.status !== 200) return added
    if (added.body.added === 0) return { status: 409, body: added.body.left[0] }
    const confirmed = added.body.list.items.map((item: { submissionId: string; readiness: string[] }) => ({
      submissionId: item.submissionId,
      codes: item.readiness,
    }))
    const { version } = added.body.list
    const proposed = await who.post(`/nomination-lists/${made.body.id}/proposal`, { version, confirmed })
    if (proposed.status === 200) lists.set(id, made.body.id)
    return proposed
  }

  const calls: Record<SubmissionAction, (who: Person, file: Seen) => Promise<Reply>> = {
    finish: plain('finish'),
    'give-back': plain('give-back'),
    approve: plain('approve'),
    reopen: plain('reopen'),
    submit: plain('submit'),
    withdraw: plain('withdraw'),
    return: plain('return', { remarks: [{ criterion: '1.1', text: 'Thiếu dấu' }], due: '2099-01-31' }),
    accept: plain('accept'),
    'open-assessment': team,
    'change-team': team,
    'complete-assessment': (who, { id, version }) =>
      who.post(`/submissions/${id}/assessment/complete`, { version, conclusion: 'Đồng ý' }),
    'accept-result': plain('accept-result'),
    object: (who, { id, version }) => who.post(`/submissions/${id}/objections`, { version, reason: null }),
    'answer-objections': (who, { id, version }) =>
      who.post(`/submissions/${id}/objections/close`, { version, reason: null }),
    'end-objection-time': plain('end-objection-time'),
    'reopen-assessment': (who, { id, version }) =>
      who.post(`/submissions/${id}/assessment/reopen`, { version, reason: 'Kiểm tra lại' }),
    nominate,
    'take-off-list': (who, { id }) =>
      who.post(`/nomination-lists/${lists.get(id) ?? id}/removals`, { submissionIds: [id], reason: 'Xem lại' }),
    recognise: (who, file) =>
      who.post('/recognition-decisions', { campaignId: road.campaign.id, ...signed(), items: about(file) }),
    refuse: (who, { id, version }) => who.post(`/submissions/${id}/refusal`, { version, reason: 'Không đạt' }),
    publish: (who, file) => who.post('/publications', { items: about(file), title: 'Công bố', note: '' }),
    'withdraw-publication': (who, { id, version }) =>
      who.post(`/submissions/${id}/publication/withdrawal`, { version, reason: 'Công bố nhầm' }),
    correct: async (who, file) =>
      who.post(`/recognition-decisions/${await decisionOf(file)}/corrections`, {
        ...signed(),
        reason: 'Ghi sai tên người ký',
        reads: { signatory: 'Trần Văn Mẫu' },
        items: about(file),
      }),
    revoke: async (who, file) =>
      who.post(`/recognition-decisions/${await decisionOf(file)}/revocations`, {
        ...signed(),
        reason: 'Sai sự thật',
        items: about(file),
      }),
  }

  /** What must be there before a move that looks at more than the state. */
  const preparations: Partial<Record<SubmissionAction, (file: Walked) => Promise<void>>> = {
    finish: async ({ id, hands: { staff } }) => {
      const { lines } = await ok(staff.get(`/submissions/${id}/form`))
      for (const [code, answer] of Object.entries(sheet.said))
        if (lines.find((line: Line) => line.code === code)?.version === 0)
          await ok(staff.put(`/submissions/${id}/lines/${code}`, { version: 0, answer }))
    },
    submit: ({ id, hands: { head } }) => prepared(head, { id }, 'submit'),
    accept: ({ id, hands }) => prepared(hands['body-officer'], { id }, 'accept'),
    'complete-assessment': async ({ id, hands }) => {
      const teamHead = hands['team-head']
      const { status } = await seen({ id })
      if (status !== 'assessing') return
      await ok(teamHead.put(`/submissions/${id}/scorers`, { personIds: [teamHead.person.id] }))
      const { lines } = await ok(teamHead.get(`/submissions/${id}/form`))
      for (const [code, answer] of Object.entries(sheet.said))
        if (lines.find((line: Line) => line.code === code)?.external.version === 0)
          await ok(teamHead.put(`/submissions/${id}/external-lines/${code}`, { version: 0, answer, reason: '' }))
      await closable(teamHead, { id })
    },
    object: async ({ id, hands: { head } }) => {
      const draft = { version: 0, text: 'Minh chứng đã có trong kho', wanted: null }
      const { items } = await ok(head.get(`/submissions/${id}/objections`))
      if (!items.some((item: { status: string }) => item.status === 'draft'))
        await ok(head.put(`/submissions/${id}/objections/${objected}`, draft))
    },
    'answer-objections': async ({ id, hands }) => {
      const teamHead = hands['team-head']
      const { items } = await ok(teamHead.get(`/submissions/${id}/objections`))
      for (const { criterion, status, version } of items)
        if (status === 'sent')
          await ok(
            teamHead.put(`/submissions/${id}/objections/${criterion}/answer`, {
              ...{ version, outcome: 'upheld', reply: 'Giữ nguyên', answer: null },
            }),
          )
    },
  }

  /** Walks a file to a status, each move by the first who may make it; approval by another than who finished. */
  async function bring(file: Walked, goal: SubmissionStatus): Promise<Seen> {
    const way = wayTo(goal, (await seen(file)).status)
    if (!way) throw new Error(`No way to ${goal}`)
    for (const action of way) {
      await preparations[action]?.(file)
      const maker = file.hands[action === 'finish' ? 'council' : (makers[action][0] ?? 'head')]
      const { status, body } = await calls[action](maker, await seen(file))
      expect({ action, status, body }).toMatchObject({ action, status: 200 })
    }
    return seen(file)
  }
  return { aFile, bring, calls, preparations, seen, road, shared }
}
