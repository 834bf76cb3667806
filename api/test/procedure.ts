import { expect } from 'vitest'
import { submissionActions, type Role, type SubmissionAction, type SubmissionStatus } from '@thuoc/shared'
import type { UnitRow } from '../src/features/org/index.ts'
import { closable } from './closing.ts'
import { aUnit } from './factories.ts'
import type { testApi } from './harness.ts'
import { prepared } from './requests.ts'
import { aRoad, answers, ok, type Person } from './road.ts'

/** Everybody who could lay a hand on the file of a school in a commune, and some who could not even see it. */
export const hands = [
  'head',
  'council',
  'staff',
  'neighbour',
  'team-head',
  'team-member',
  'body-leader',
  'body-officer',
  'other-body',
  'province-leader',
  'province-officer',
  'province-administrator',
  'system',
  'stranger',
] as const
export type Hand = (typeof hands)[number]

/**
 * Who makes which move, written down apart from the code that is tested (mission, steps 5–11; source 001, annex): the
 * school its own, the body that assesses it what it receives and decides, the head of the team what the team found.
 */
export const makers: Record<SubmissionAction, readonly Hand[]> = {
  finish: ['head', 'council', 'staff'],
  'give-back': ['head'],
  approve: ['head'],
  reopen: ['head'],
  submit: ['head'],
  withdraw: ['head'],
  return: ['body-leader', 'body-officer', 'team-head'],
  accept: ['body-leader', 'body-officer', 'team-head'],
  'open-assessment': ['body-leader', 'body-officer', 'team-head'],
  'change-team': ['body-leader', 'body-officer', 'team-head'],
  'complete-assessment': ['team-head'],
  'accept-result': ['head'],
  object: ['head'],
  'answer-objections': ['team-head'],
  'end-objection-time': ['body-leader', 'body-officer', 'team-head'],
  'reopen-assessment': ['body-leader', 'body-officer', 'team-head'],
  nominate: ['body-leader', 'body-officer', 'team-head'],
  'take-off-list': ['body-leader', 'body-officer', 'team-head'],
  recognise: ['body-leader'],
  refuse: ['body-leader'],
  publish: ['body-leader', 'body-officer', 'team-head'],
  'withdraw-publication': ['body-leader', 'body-officer', 'team-head'],
  correct: ['body-leader'],
  revoke: ['body-leader'],
}

/** Where each move starts and ends, written down apart from the table that the server obeys. */
export const moves: Record<SubmissionAction, Partial<Record<SubmissionStatus, SubmissionStatus>>> = {
  finish: { drafting: 'awaiting-approval', returned: 'awaiting-approval' },
  'give-back': { 'awaiting-approval': 'drafting' },
  approve: { 'awaiting-approval': 'approved' },
  reopen: { approved: 'drafting' },
  submit: { approved: 'submitted' },
  withdraw: { submitted: 'approved' },
  return: { submitted: 'returned', accepted: 'returned' },
  accept: { submitted: 'accepted' },
  'open-assessment': { accepted: 'assessing' },
  'change-team': { assessing: 'assessing', objected: 'objected' },
  'complete-assessment': { assessing: 'result-shown' },
  'accept-result': { 'result-shown': 'assessed' },
  object: { 'result-shown': 'objected' },
  'answer-objections': { objected: 'assessed' },
  'end-objection-time': { 'result-shown': 'assessed' },
  'reopen-assessment': {
    'result-shown': 'assessing',
    assessed: 'assessing',
    refused: 'assessing',
    revoked: 'assessing',
  },
  nominate: { assessed: 'nominated' },
  'take-off-list': { nominated: 'assessed' },
  recognise: { nominated: 'recognised' },
  refuse: { assessed: 'refused', nominated: 'refused' },
  publish: { recognised: 'published' },
  'withdraw-publication': { published: 'recognised' },
  correct: { recognised: 'recognised', published: 'published' },
  revoke: { recognised: 'revoked', published: 'revoked' },
}

type Tester = ReturnType<typeof testApi>
type Reply = { status: number; body: { code?: string; status?: SubmissionStatus } }
export type Walked = { id: string; unit: UnitRow; hands: Record<Hand, Person> }
type Line = { code: string; version: number; external: { version: number } }
type Seen = { id: string; version: number; status: SubmissionStatus; actions: SubmissionAction[] }

/** The shortest way to a status, move by move. */
function wayTo(goal: SubmissionStatus): SubmissionAction[] {
  const ways = new Map<SubmissionStatus, SubmissionAction[]>([['drafting', []]])
  for (const [status, way] of ways)
    for (const action of submissionActions) {
      const to = moves[action][status]
      // Silence of a school takes days; whoever walks says something.
      if (to && !ways.has(to) && action !== 'end-objection-time') ways.set(to, [...way, action])
    }
  const way = ways.get(goal)
  if (!way) throw new Error(`No way to ${goal}`)
  return way
}

/** Hands of one province, a campaign of many schools in one commune, and every move as its own call makes it. */
export async function aProcedure(tester: Tester, code: string, schools: number) {
  const { api, as } = tester
  const { commune, otherCommune, province, secondSchool, root } = api.world
  const units: UnitRow[] = []
  for (let made = 0; made < schools; made += 1) units.push(await aUnit(api.db, commune))
  const road = await aRoad(tester, code)
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
      for (const [code, answer] of Object.entries(answers(80)))
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
      for (const [code, answer] of Object.entries(answers(80)))
        if (lines.find((line: Line) => line.code === code)?.external.version === 0)
          await ok(teamHead.put(`/submissions/${id}/external-lines/${code}`, { version: 0, answer, reason: '' }))
      await closable(teamHead, { id })
    },
    object: async ({ id, hands: { head } }) => {
      const draft = { version: 0, text: 'Minh chứng đã có trong kho', wanted: null }
      const { items } = await ok(head.get(`/submissions/${id}/objections`))
      if (!items.some((item: { status: string }) => item.status === 'draft'))
        await ok(head.put(`/submissions/${id}/objections/2.1`, draft))
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
    for (const action of wayTo(goal)) {
      await preparations[action]?.(file)
      const maker = file.hands[action === 'finish' ? 'council' : (makers[action][0] ?? 'head')]
      expect(await calls[action](maker, await seen(file))).toMatchObject({ status: 200 })
    }
    return seen(file)
  }
  return { aFile, bring, calls, preparations, seen, road, shared }
}
