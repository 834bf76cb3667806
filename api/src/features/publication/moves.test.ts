import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { next, submissionStatuses, type SubmissionAction, type SubmissionStatus } from '@thuoc/shared'
import { aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok, type Person } from '../../../test/road.ts'

const tester = testApi()
const { api } = tester
type File = { id: string; version: number; status: SubmissionStatus; actions: SubmissionAction[] }

/** The moves of the later features, each as its own call makes it. */
const calls: Partial<Record<SubmissionAction, (who: Person, file: File) => Promise<{ status: number }>>> = {
  'open-assessment': (who, file) => setTeam(who, file),
  'change-team': (who, file) => setTeam(who, file),
  'complete-assessment': (who, { id, version }) =>
    who.post(`/submissions/${id}/assessment/complete`, { version, conclusion: '' }),
  'reopen-assessment': (who, { id, version }) =>
    who.post(`/submissions/${id}/assessment/reopen`, { version, reason: 'Kiểm tra lại' }),
  nominate: async (who, { id }) => {
    const list = await who.post('/nomination-lists', aListOf())
    if (list.status !== 200) return list
    const added = await who.post(`/nomination-lists/${list.body.id}/items`, { submissionIds: [id] })
    if (added.status !== 200) return added
    const { version, items } = added.body.list
    const confirmed = items.map((one: { readiness: string[] }) => ({ submissionId: id, codes: one.readiness }))
    return who.post(`/nomination-lists/${list.body.id}/proposal`, { version, confirmed })
  },
  'take-off-list': async (who, { id }) => {
    const list = await onList(id)
    return who.post(`/nomination-lists/${list}/removals`, { submissionIds: [id], reason: 'Chờ xác minh' })
  },
  recognise: (who, { id, version }) => who.post('/recognition-decisions', decision({ id, version })),
  refuse: (who, { id, version }) => who.post(`/submissions/${id}/refusal`, { version, reason: 'Không đạt' }),
  publish: (who, { id, version }) => who.post('/publications', { items: [{ submissionId: id, version }] }),
}
/** One address serves both moves of the team: which one it makes follows from the status. */
const madeBy = (action: SubmissionAction, { status }: File) =>
  action === 'open-assessment'
    ? next(status, 'change-team') === null
    : action !== 'change-team' || next(status, 'change-team') !== null

const actions = submissionStatuses.flatMap((status) =>
  Object.keys(calls).map((action) => ({ status, action: action as SubmissionAction })),
)
let decision: (file: { id: string; version: number }) => object
let setTeam: (who: Person, file: File) => Promise<{ status: number }>
let leader: Person
let aListOf: () => object
/** Puts a file on a list that is with the leader, whatever the file's own status. */
let onList: (id: string) => Promise<string>
let people: Record<string, Person>
let files: string[]
/** The moves that somebody made, so that nothing passes by never being possible. */
const made = new Set<string>()

beforeAll(async () => {
  const { commune, school } = api.world
  for (let left = actions.length * 6; left > 0; left -= 1) await aUnit(api.db, commune)
  const road = await aRoad(tester)
  const { teamHead, teamMember, head, file } = await road.assessed(school)
  leader = road.people.leader
  people = { ...road.people, teamHead, teamMember, head }
  const team = await road.teamOf(file)
  setTeam = (who, { id, version }) => who.put(`/submissions/${id}/team`, { version, members: team })
  let number = 0
  aListOf = () => ({
    campaignId: road.campaign.id,
    name: 'Danh sách đề nghị',
    number: `${(number += 1)}/DS`,
    listedOn: '2026-11-20',
  })
  onList = async (id) => {
    const list = await ok(road.people.officer.post('/nomination-lists', aListOf()))
    await api.db.execute(sql`update nomination_lists set status = 'proposed' where id = ${list.id}`)
    await api.db.execute(sql`insert into nomination_items (list_id, submission_id, added_at, added_by, added_by_id)
      values (${list.id}, ${id}, now(), 'Mẫu', ${list.id})`)
    return list.id
  }
  decision = (one) => road.decision([one], { number: `${(number += 1)}/QĐ` })
  // Every other file gets the lines and the team of the one that walked the road.
  await api.db.execute(sql`
    with model as (select id, campaign_unit_id from submissions where id = ${file.id}),
      others as (select s.id, s.campaign_unit_id from submissions s join campaign_units u on u.id = s.campaign_unit_id
        where s.id <> ${file.id} and u.assessor_unit_id = ${commune.id}),
      self as (insert into submission_lines (submission_id, criterion_code, met, score, awarded, maximum, version, saved_by, saved_by_id)
        select o.id, criterion_code, met, score, awarded, maximum, 1, 'Mẫu', saved_by_id
        from others o, submission_lines l where l.submission_id = ${file.id}),
      external as (insert into external_lines (submission_id, criterion_code, met, score, awarded, maximum, version, saved_by, saved_by_id)
        select o.id, criterion_code, met, score, awarded, maximum, 1, 'Mẫu', saved_by_id
        from others o, external_lines l where l.submission_id = ${file.id})
    insert into campaign_unit_assessors (campaign_unit_id, person_id, duty)
      select o.campaign_unit_id, person_id, duty from others o, campaign_unit_assessors a, model
      where a.campaign_unit_id = model.campaign_unit_id`)
  const { rows } = await api.db.execute<{ id: string }>(sql`
    select s.id from submissions s join campaign_units u on u.id = s.campaign_unit_id
    where u.assessor_unit_id = ${commune.id} and u.unit_id <> ${school.id}`)
  files = rows.map(({ id }) => id)
}, 120_000)

it.for(actions)('$action is offered in $status to exactly those whose call is accepted', async ({ status, action }) => {
  for (const [name, who] of Object.entries(people)) {
    const id = files.pop() ?? ''
    await api.db.execute(sql`update submissions set status = ${status} where id = ${id}`)
    const seen = await who.get(`/submissions/${id}`)
    const file: File =
      seen.status === 200 ? seen.body : { ...(await ok(leader.get(`/submissions/${id}`))), actions: [] }
    if (!madeBy(action, file)) continue
    const reply = await calls[action]?.(who, file)
    if (reply?.status === 200) made.add(action)
    expect([name, reply?.status === 200]).toEqual([name, file.actions.includes(action)])
  }
})

it('every one of these moves is made by somebody at some time', () => {
  expect([...made].sort()).toEqual(Object.keys(calls).sort())
})
