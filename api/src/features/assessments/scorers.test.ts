import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { answers, aRoad, ok, type Person } from '../../../test/road.ts'
import { aTeam } from '../../../test/teams.ts'

const tester = testApi()
const { api, as } = tester
let codes = 0

type Unit = {
  campaignUnitId: string
  submissionId: string
  version: number
  unit: { id: string }
  actions: string[]
  scorers: string[]
}

/** A team of three that assesses two schools; the member works in the second one and is left out there. */
async function twoUnits() {
  const road = await aRoad(tester, `MAU-NGUOI-CHAM-${(codes += 1)}`)
  const { school, secondSchool } = api.world
  const team = await aTeam(tester, road.campaign)
  const units = []
  for (const unit of [school, secondSchool]) {
    const { file } = await road.accepted(unit)
    units.push((await ok(road.people.officer.get(`/submissions/${file.id}`))).campaignUnitId)
  }
  await team.assign(units)
  const listed = async (who: Person): Promise<[Unit, Unit]> => {
    const { items } = await ok(who.get(`/assessment-teams/${team.team.id}/units`))
    return [school, secondSchool].map(({ id }) => items.find((one: Unit) => one.unit.id === id)) as [Unit, Unit]
  }
  return { road, ...team, listed }
}

const choose = (who: Person, units: readonly Unit[], people: readonly Person[]) =>
  ok(
    who.post('/submission-moves', {
      ...{ action: 'choose-scorers', key: randomUUID() },
      items: units.map(({ submissionId, version }) => ({ submissionId, version })),
      personIds: people.map(({ person }) => person.id),
    }),
  )
const codesIn = ({ results }: { results: { code: string | null }[] }) => results.map(({ code }) => code)
const namesOf = (...people: Person[]) => people.map(({ person }) => person.fullName).toSorted()

it('the head says once for many units who scores; the choice stands in each', async () => {
  const { listed, head, secretary, member } = await twoUnits()
  const units = await listed(head)
  expect(units).toMatchObject([{ actions: expect.arrayContaining(['choose-scorers']) }, {}])
  expect(units.map(({ scorers }) => scorers.toSorted())).toEqual([
    namesOf(head, secretary, member),
    namesOf(head, secretary),
  ])
  expect(await choose(head, units, [head])).toMatchObject({ action: 'choose-scorers', done: 2 })
  for (const { submissionId, scorers } of await listed(head)) {
    expect(scorers).toEqual(namesOf(head))
    const sheets = await ok(head.get(`/submissions/${submissionId}/sheets`))
    expect(sheets).toMatchObject({ state: 'alone', mayAgree: true })
  }
})

it('whoever must not assess a unit does not score it: it is named, and the others are done', async () => {
  const { listed, head, secretary, member } = await twoUnits()
  const units = await listed(head)
  const before = await ok(head.get(`/submissions/${units[1].submissionId}/sheets`))
  const left = await choose(head, units, [head, member])
  expect(left).toMatchObject({ done: 1, results: [{ code: null }, { code: 'assessment.scorer-unfit' }] })
  expect(await ok(head.get(`/submissions/${units[1].submissionId}/sheets`))).toEqual(before)
  // A conflict that comes later counts as well, also where the organiser has not seen to it.
  await api.db.execute(`insert into assessment_conflicts (id, campaign_unit_id, person_id, reason, declared_at)
    values (gen_random_uuid(), '${units[0].campaignUnitId}', '${secretary.person.id}', 'Từng công tác tại trường', now())`)
  expect(codesIn(await choose(head, units, [head, secretary]))).toEqual(['assessment.scorer-unfit', null])
  const alone = { personIds: [secretary.person.id] }
  const single = await head.put(`/submissions/${units[0].submissionId}/scorers`, alone)
  expect(single).toMatchObject({ status: 409, body: { code: 'assessment.scorer-unfit' } })
  const stranger = { ...head, person: (await as('managing-body-officer', api.world.otherCommune)).person }
  expect(codesIn(await choose(head, units, [stranger]))).toEqual(Array(2).fill('assessment.scorer-unfit'))
})

it('is the head’s alone, and tells a stranger nothing', async () => {
  const { listed, head, secretary, organiser } = await twoUnits()
  const units = await listed(head)
  for (const one of [secretary, organiser]) {
    expect(codesIn(await choose(one, units, [head]))).toEqual(['access.denied', 'access.denied'])
    expect((await listed(one)).map(({ actions }) => actions.includes('choose-scorers'))).toEqual([false, false])
  }
  const stranger = await as('managing-body-officer', api.world.otherCommune)
  const told = await choose(stranger, units, [head])
  expect(told).toMatchObject({ done: 0, results: [{ unit: null, code: 'submission.not-found' }, { unit: null }] })
})

it('ends where sheets are open, and does not touch a file that has moved since it was seen', async () => {
  const { listed, head, secretary, member } = await twoUnits()
  const units = await listed(head)
  await choose(head, units, [head, secretary])
  for (const who of [head, secretary]) {
    const path = `/submissions/${units[0].submissionId}/sheet`
    for (const [line, answer] of Object.entries(answers(80)))
      await ok(who.put(`${path}/lines/${line}`, { version: 0, answer, reason: '' }))
    await ok(who.put(path, { done: true }))
  }
  const [, second] = units
  const stale = { ...second, version: second.version - 1 }
  expect(codesIn(await choose(head, [units[0], stale], [head]))).toEqual(['assessment.sheets-open', 'submission.stale'])
  expect((await listed(head))[0].actions).not.toContain('choose-scorers')
  expect((await listed(member))[1].scorers).toEqual(namesOf(head, secretary))
})

it('of two choices at once one stands whole, in every unit', async () => {
  const { listed, head, secretary } = await twoUnits()
  const units = await listed(head)
  const reports = await Promise.all([choose(head, units, [head]), choose(head, units, [secretary])])
  expect(reports.map(({ done }) => done)).toEqual([2, 2])
  const [first, second] = await listed(head)
  expect(first.scorers).toHaveLength(1)
  expect(second.scorers).toEqual(first.scorers)
})

it('where the last one whom the others waited for scores no more, the sheets of all of them open', async () => {
  const { listed, head, secretary, member } = await twoUnits()
  const [unit] = await listed(head)
  const path = `/submissions/${unit.submissionId}`
  for (const who of [head, secretary]) {
    for (const [line, answer] of Object.entries(answers(80)))
      await ok(who.put(`${path}/sheet/lines/${line}`, { version: 0, answer, reason: '' }))
    await ok(who.put(`${path}/sheet`, { done: true }))
  }
  expect(await ok(member.get(`${path}/sheets`))).toMatchObject({ state: 'apart' })
  expect(await choose(head, [unit], [head, secretary])).toMatchObject({ done: 1 })
  const opened = await ok(member.get(`${path}/sheets`))
  expect(opened).toMatchObject({ state: 'open', openedAt: expect.any(String) })
})
