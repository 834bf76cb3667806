import { addressOfPlace } from '@thuoc/shared'
import ICAL from 'ical.js'
import { beforeAll, expect, it } from 'vitest'
import { deliveries } from '../../../test/deliveries.ts'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok, type Person } from '../../../test/road.ts'
import { aTraining } from '../../../test/training.ts'

// An entry leads to where its work is done, in the app and in calendar programs.

const tester = testApi()
const { api, as } = tester
const { milestone } = deliveries(tester)

const dated = { dueOn: '2027-01-15' }
let road: Awaited<ReturnType<typeof aRoad>>
let head: Person
beforeAll(async () => {
  road = await aRoad(tester, 'MAU-LICH')
  head = await as('school-head')
})

async function opens(person: Person, id: string) {
  const { items } = await ok(person.get('/calendar?from=2026-10-01&until=2027-10-01'))
  return items.find((entry: { id: string }) => entry.id.startsWith(id))?.opens
}

it('what a milestone asks for opens at the one thing, at the list of several, else at the plan', async () => {
  const [one, several, nothing] = [
    await milestone(road.campaign, ['website-link'], dated),
    await milestone(road.campaign, ['minutes', 'approval-decision'], dated),
    await milestone(road.campaign, [], dated),
  ]
  const unitId = head.unit.id
  expect(await opens(head, `milestone:${one.id}`)).toEqual({
    ...{ kind: 'delivery', milestoneId: one.id, unitId, deliverable: 'website-link' },
  })
  expect(await opens(head, `milestone:${several.id}`)).toEqual({ kind: 'deliveries', milestoneId: several.id })
  expect(await opens(head, `milestone:${nothing.id}`)).toEqual({ kind: 'plan', campaignId: road.campaign.id })
})

it('what the system sees from a file opens the form as long as it is filled in, then the file', async () => {
  const { id } = await milestone(road.campaign, ['self-assessment'], dated)
  const unit = api.world.secondSchool
  const second = await as('school-head', unit)
  const { id: submissionId } = await road.fileOf(unit)
  const due = `self-assessment:${submissionId}`
  for (const entry of [due, `milestone:${id}`])
    expect(await opens(second, entry)).toEqual({ kind: 'form', submissionId })
  const { file } = await road.accepted(unit)
  for (const entry of [due, `milestone:${id}`])
    expect(await opens(second, entry)).toEqual({ kind: 'file', submissionId })
  const back = { action: 'return', version: file.version, reason: 'Thiếu minh chứng', due: '2027-02-20', remarks: [] }
  await ok(road.people.officer.post(`/submissions/${submissionId}/transitions`, back))
  expect(await opens(second, `return:${submissionId}`)).toEqual({ kind: 'form', submissionId })
})

it('a body is led to what is handed in to it, and to the files it assesses', async () => {
  const { id } = await milestone(road.campaign, ['plan'], dated)
  const { officer } = road.people
  expect(await opens(officer, `receiving:${id}`)).toEqual({ kind: 'received', milestoneId: id })
  const files = { kind: 'files', campaignId: road.campaign.id, assessorUnitId: officer.unit.id }
  expect(await opens(officer, 'external-assessment:')).toEqual(files)
  // What the system counts over the schools of a body has no file of its own.
  const counted = await milestone(road.campaign, ['external-assessment'], { ...dated, tier: 'managing-body' })
  expect(await opens(officer, `milestone:${counted.id}`)).toMatchObject({
    ...{ kind: 'delivery', unitId: officer.unit.id, deliverable: 'external-assessment' },
  })
})

it('calendar programs are given the same address', async () => {
  const province = await as('province-officer')
  const session = await ok(province.post('/training-sessions', aTraining({ title: 'Buổi có địa chỉ' })))
  const place = await opens(head, `training:${session.id}`)
  expect(place).toEqual({ kind: 'training', sessionId: session.id })
  const { url } = await ok(head.post('/calendar/feed'))
  const text = await (await fetch(`${api.url}${new URL(url).pathname}`)).text()
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent')
  const event = events.find((one) => new ICAL.Event(one).summary === 'Tập huấn: Buổi có địa chỉ')
  expect(event?.getFirstPropertyValue('url')).toBe(`http://localhost:3000${addressOfPlace(place)}`)
})
