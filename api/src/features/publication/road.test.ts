import { expect, it } from 'vitest'
import { closable } from '../../../test/closing.ts'
import { testApi } from '../../../test/harness.ts'
import { prepared } from '../../../test/requests.ts'
import { aList, met, ok, score, shortSet } from '../../../test/road.ts'

const { api, as, client } = testApi()

it('a school goes from an open campaign to a certificate that anyone can check', async () => {
  const { province, commune, school, secondSchool } = api.world
  const soLeader = await as('province-leader', province)
  const officer = await as('managing-body-officer', commune)
  const leader = await as('managing-body-leader', commune)
  const member = await as('council-member', school)
  const head = await as('school-head', school)
  const assessor = await as('school-head', secondSchool)
  const anyone = client()

  // The province publishes an indicator set and opens a campaign: every school has its empty form at once.
  const set = await ok(soLeader.post('/indicator-sets', shortSet('MAU-DUONG')))
  await ok(soLeader.post(`/indicator-sets/${set.id}/publish`, { revision: set.revision }))
  const campaign = await ok(
    soLeader.post('/campaigns', {
      title: 'Đánh giá mức độ chuyển đổi số năm học 2026–2027',
      schoolYear: '2026-2027',
      planNumber: '01/KH-SGDĐT',
      planDate: '2026-09-15',
      sets: [{ indicatorSetId: set.id, unitTypes: ['primary', 'lower-secondary', 'upper-secondary'] }],
      selfAssessmentDue: '2027-01-31',
      externalAssessmentDue: '2027-03-31',
      participation: { ownerships: ['public'], withinUnitIds: [], exceptUnitIds: [] },
      assessors: [],
    }),
  )
  const { items } = await ok(member.get(`/submissions?campaignId=${campaign.id}`))
  expect(items).toMatchObject([{ unit: { id: school.id }, assessor: { id: commune.id }, status: 'drafting', lines: 4 }])
  const { id } = items[0]

  // The school scores itself; what is missing is named until nothing is.
  const say = (line: string, answer: object) =>
    ok(member.put(`/submissions/${id}/lines/${line}`, { version: 0, answer }))
  await say('1.1', met(true))
  await say('1.2', score(50))
  await say('1.3', score(30))
  const version = async () => (await ok(member.get(`/submissions/${id}`))).version as number
  const move = async (person: typeof member, action: string, reason: string | null = null, more: object = {}) => {
    await prepared(person, { id }, action)
    return person.post(`/submissions/${id}/transitions`, { action, version: await version(), reason, ...more })
  }
  expect(await move(member, 'finish')).toMatchObject({
    status: 409,
    body: { code: 'submission.incomplete', errors: [{ path: '2.1', message: 'score-missing' }] },
  })
  expect(await say('2.1', score(75.25))).toMatchObject({ result: { total: 155.25, level: 3 } })

  // The head approves and sends; the managing body sends back with a reason; the school mends and sends again.
  await ok(move(member, 'finish'))
  await ok(move(head, 'approve'))
  await ok(move(head, 'submit'))
  const returned = await ok(
    move(officer, 'return', null, { remarks: [{ criterion: '2.1', text: 'Bổ sung minh chứng' }] }),
  )
  expect(returned).toMatchObject({ status: 'returned', round: 1 })
  await ok(move(member, 'finish'))
  await ok(move(head, 'approve'))
  expect(await ok(move(head, 'submit'))).toMatchObject({ status: 'submitted', round: 2 })
  const accepted = await ok(move(officer, 'accept'))

  // A head from another school leads the team; it scores beside the school and says why where it differs.
  const team = { version: accepted.version, members: [{ personId: assessor.person.id, duty: 'head' }] }
  await ok(officer.put(`/submissions/${id}/team`, team))
  const find = (line: string, answer: object, reason: string) =>
    ok(assessor.put(`/submissions/${id}/external-lines/${line}`, { version: 0, answer, reason }))
  await find('1.1', met(true), '')
  await find('1.2', score(50), '')
  await find('1.3', score(30), '')
  await find('2.1', score(75), 'Một phân hệ chưa dùng')
  await closable(assessor, { id })
  const close = { version: await version(), conclusion: 'Hồ sơ đầy đủ' }
  expect(await ok(assessor.post(`/submissions/${id}/assessment/complete`, close))).toMatchObject({
    status: 'result-shown',
    selfLevel: 3,
    externalLevel: 2,
    recognisedLevel: null,
  })

  // The school accepts what it is shown, and the officer proposes it.
  await ok(move(head, 'accept-result'))
  await aList(officer, campaign.id, [{ id }])

  // The leader decides: the level is what the team found. The result is published, and anyone can check it.
  const decision = await ok(
    leader.post('/recognition-decisions', {
      campaignId: campaign.id,
      number: '12/QĐ-UBND',
      signedOn: '2026-11-20',
      signatory: 'Trần Thị Mẫu',
      office: 'Chủ tịch',
      items: [{ submissionId: id, version: await version() }],
    }),
  )
  expect(decision.items).toMatchObject([{ level: 2, levelName: 'Đáp ứng cơ bản' }])
  await ok(officer.post('/publications', { items: [{ submissionId: id, version: await version() }] }))
  const { certificateNumber } = decision.items[0]
  expect(await ok(anyone.get(`/public/certificates/${certificateNumber}`))).toMatchObject({
    unit: { name: school.name },
    level: 2,
    total: 155,
    decision: { number: '12/QĐ-UBND', issuer: commune.name },
  })

  // Three columns, none over another; and every step is told, with who made it.
  expect(await ok(head.get(`/submissions/${id}`))).toMatchObject({
    status: 'published',
    selfLevel: 3,
    externalLevel: 2,
    recognisedLevel: 2,
    selfResult: { total: 155.25 },
    externalResult: { total: 155 },
    recognition: { decisionNumber: '12/QĐ-UBND', certificateNumber },
    actions: [],
  })
  const { items: timeline } = await ok(head.get(`/submissions/${id}/timeline`))
  expect(timeline.map((entry: { action: string }) => entry.action).reverse()).toEqual([
    'open',
    ...['finish', 'approve', 'submit', 'return'],
    ...['finish', 'approve', 'submit', 'accept'],
    ...['open-assessment', 'complete-assessment', 'accept-result', 'nominate', 'recognise', 'publish'],
  ])
})
