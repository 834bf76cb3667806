import { expect, it } from 'vitest'
import { closable } from '../../../test/closing.ts'
import { testApi } from '../../../test/harness.ts'
import { aList, aRoad, met, ok, score, shortSet } from '../../../test/road.ts'

const tester = testApi()
const { api, as, client } = tester

/** What the body did, and what came of it in its schools. */
const bodySet = {
  ...shortSet('MAU-QUAN-LY'),
  appliesTo: ['commune-office'],
  groups: [
    {
      code: '1',
      title: 'Chỉ đạo',
      maximum: 100,
      criteria: [
        { kind: 'condition', code: '1.1', title: 'Có kế hoạch' },
        { kind: 'points', code: '1.2', title: 'Tập huấn', maximum: 60 },
        {
          ...{ kind: 'aggregate', code: '1.3', title: 'Trường được công nhận từ mức 2', maximum: 40 },
          ...{ share: 'recognised-at-level', atLevel: 2, award: { by: 'proportion' } },
        },
      ],
    },
  ],
}

it('a managing body is assessed by its province, from its own form to a certificate that anyone can check', async () => {
  const { province, commune, school } = api.world
  const way = await aRoad(tester)
  const { planner } = way.people
  // One of its two schools has been recognised: that is what the computed line will say.
  const { file: done } = await way.nominated(school)
  await ok(way.people.leader.post('/recognition-decisions', way.decision([done])))

  const set = await ok(planner.post('/indicator-sets', bodySet))
  await ok(planner.post(`/indicator-sets/${set.id}/publish`, { revision: set.revision }))
  const sets = [{ indicatorSetId: set.id, unitTypes: bodySet.appliesTo }]
  const campaign = await ok(planner.post('/campaigns', { ...way.plan('Đánh giá cơ quan quản lý'), sets }))
  let file = await way.fileOf(commune, campaign)
  const officer = await as('managing-body-officer', commune)
  const leader = await as('managing-body-leader', commune)
  const receiver = await as('province-officer', province)

  // The body scores itself; its leader approves and sends it to the province.
  for (const [line, answer] of Object.entries({ '1.1': met(true), '1.2': score(50) }))
    await ok(officer.put(`/submissions/${file.id}/lines/${line}`, { version: 0, answer }))
  file = await way.move(officer, await ok(officer.get(`/submissions/${file.id}`)), 'finish')
  expect(await ok(officer.get(`/submissions/${file.id}`))).toMatchObject({ selfResult: { total: 70 } })
  for (const action of ['approve', 'submit']) file = await way.move(leader, file, action)
  file = await way.move(receiver, file, 'accept')

  // A team of the province looks; the share of its schools is computed, not entered.
  const head = await as('province-officer', province)
  const secretary = await as('province-officer', province)
  const members = [
    { personId: head.person.id, duty: 'head' },
    { personId: secretary.person.id, duty: 'secretary' },
  ]
  file = await ok(planner.put(`/submissions/${file.id}/team`, { version: file.version, members }))
  await ok(head.put(`/submissions/${file.id}/scorers`, { personIds: [head.person.id] }))
  await ok(head.post(`/submissions/${file.id}/external-aggregates`, {}))
  for (const [line, answer] of Object.entries({ '1.1': met(true), '1.2': score(50) }))
    await ok(head.put(`/submissions/${file.id}/external-lines/${line}`, { version: 0, answer, reason: '' }))
  await closable(head, file)
  file = await ok(head.get(`/submissions/${file.id}`))
  const complete = { version: file.version, conclusion: 'Nhất trí' }
  file = await ok(head.post(`/submissions/${file.id}/assessment/complete`, complete))
  expect(file).toMatchObject({ status: 'result-shown' })

  // The body accepts the result; the province nominates, recognises and publishes.
  file = await way.move(leader, file, 'accept-result')
  await aList(receiver, campaign.id, [file])
  file = await ok(receiver.get(`/submissions/${file.id}`))
  const decision = way.decision([file], { campaignId: campaign.id, number: '5/QĐ-SGDĐT' })
  expect((await leader.post('/recognition-decisions', decision)).status).toBe(403)
  const { items } = await ok(planner.post('/recognition-decisions', decision))
  const { version } = await ok(planner.get(`/submissions/${file.id}`))
  await ok(receiver.post('/publications', { items: [{ submissionId: file.id, version }] }))
  expect(await ok(client().get(`/public/certificates/${items[0].certificateNumber}`))).toMatchObject({
    state: 'published',
    unit: { id: commune.id },
    managingBody: { id: province.id },
    total: 70,
    decision: { number: '5/QĐ-SGDĐT', issuer: province.name },
  })
}, 60_000)
