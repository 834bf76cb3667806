import { addDays, dayOf } from '@thuoc/shared'
import { expect, it } from 'vitest'
import { closable, deskReview, moveMinutes, someFindings, visited } from '../../../test/closing.ts'
import { testApi } from '../../../test/harness.ts'
import { aRoad, answers, ok, type Person } from '../../../test/road.ts'
import { aTeam, aVisit } from '../../../test/teams.ts'

const tester = testApi()
const { api } = tester

const fillIn = async (who: Person, { id }: { id: string }) => {
  for (const [line, answer] of Object.entries(answers(80)))
    await ok(who.put(`/submissions/${id}/external-lines/${line}`, { version: 0, answer, reason: '' }))
}
const complete = async (who: Person, { id }: { id: string }) => {
  const { version } = (await who.get(`/submissions/${id}`)).body
  return who.post(`/submissions/${id}/assessment/complete`, { version, conclusion: 'Đồng ý' })
}
const refused = (code: string, errors?: object[]) => ({ status: 409, body: { code, ...(errors && { errors }) } })

it('a desk review closes with lines, findings and its minutes, in this order; the school reads them with the result', async () => {
  const { assessing } = await aRoad(tester, 'MAU-DONG')
  const { file, teamHead, head } = await assessing()
  const path = `/submissions/${file.id}`
  expect(await complete(teamHead, file)).toMatchObject(refused('assessment.incomplete'))
  await fillIn(teamHead, file)
  expect(await complete(teamHead, file)).toMatchObject(
    refused('assessment.findings-missing', [
      { message: 'strengths-missing' },
      { message: 'weaknesses-missing' },
      { message: 'improvements-missing' },
    ]),
  )
  await ok(teamHead.put(`${path}/findings`, { ...someFindings, version: 0 }))
  expect(await complete(teamHead, file)).toMatchObject(refused('assessment.minutes-missing'))
  await ok(teamHead.put(`${path}/visit-minutes`, { version: 0, content: deskReview, correction: null }))
  expect(await complete(teamHead, file)).toMatchObject(refused('assessment.minutes-open'))
  await ok(moveMinutes(teamHead, file, 'close', 1))
  // Nobody showed them to the school: they become known with what the team found.
  expect((await ok(head.get(`${path}/visit-minutes`))).items).toEqual([])
  expect(await complete(teamHead, file)).toMatchObject({ status: 200, body: { status: 'result-shown' } })
  expect((await ok(head.get(`${path}/visit-minutes`))).items).toMatchObject([{ status: 'closed' }])
})

it('where the team goes to the unit, the visit is held and its minutes are closed with the school', async () => {
  const { accepted, campaign, people } = await aRoad(tester, 'MAU-DEN')
  const { file, head } = await accepted(api.world.school)
  const { campaignUnitId } = await ok(people.leader.get(`/submissions/${file.id}`))
  const { team, head: teamHead, organiser, members, assign } = await aTeam(tester, campaign)
  await assign([campaignUnitId])
  await ok(teamHead.put(`/submissions/${file.id}/scorers`, { personIds: [teamHead.person.id] }))
  await fillIn(teamHead, file)
  await closable(teamHead, file)
  const [today, later] = [dayOf(new Date()), addDays(dayOf(new Date()), 2)]
  const on = (day: string) => ({ startsAt: `${day}T08:00:00+07:00`, endsAt: `${day}T11:00:00+07:00`, confirmed: true })
  const visit = await ok(
    organiser.post(`/assessment-teams/${team.id}/visits`, aVisit(campaignUnitId, members, on(later))),
  )
  expect(await complete(teamHead, file)).toMatchObject(refused('assessment.visit-ahead'))
  const { kind, place, note, personIds } = aVisit(campaignUnitId, members)
  const change = { version: visit.version, kind, place, note, personIds, ...on(today) }
  await ok(organiser.put(`/assessment-visits/${visit.id}`, change))
  // The minutes of the desk review say nothing of the visit.
  expect(await complete(teamHead, file)).toMatchObject(refused('assessment.minutes-missing'))
  const minutes = { ...deskReview, kind: 'visit', ofSchool: [{ name: 'Trần Thị Mẫu', office: 'Hiệu trưởng' }] }
  const path = `/submissions/${file.id}/visit-minutes`
  await ok(teamHead.put(path, { version: 0, content: minutes, correction: 'Đoàn đã đến đơn vị' }))
  expect(await moveMinutes(teamHead, file, 'close', 1)).toMatchObject(refused('visit-minutes.wrong-state'))
  await ok(moveMinutes(teamHead, file, 'show', 1, { answerDue: later }))
  expect(await complete(teamHead, file)).toMatchObject(refused('assessment.minutes-open'))
  await ok(moveMinutes(head, file, 'answer', 2, { agrees: false, view: 'Phòng máy có 40 máy' }))
  await ok(moveMinutes(teamHead, file, 'close', 3))
  expect(await complete(teamHead, file)).toMatchObject({ status: 200 })
})

it('a unit that was visited with its word is closed and given back without further papers', async () => {
  const { assessing, people } = await aRoad(tester, 'MAU-LAI')
  const { file, teamHead, head } = await assessing()
  await fillIn(teamHead, file)
  await visited(teamHead, head, file)
  await closable(teamHead, file)
  const { version } = await ok(complete(teamHead, file))
  await ok(people.officer.post(`/submissions/${file.id}/assessment/reopen`, { version, reason: 'Kiểm tra lại' }))
  expect(await complete(teamHead, file)).toMatchObject({ status: 200 })
})
