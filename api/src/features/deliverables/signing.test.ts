import { expect, it } from 'vitest'
import { deliveries, deliveryPath } from '../../../test/deliveries.ts'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok, type Person } from '../../../test/road.ts'

// Ký thay (NĐ 30/2020, Điều 13): what is handed in or answered for a leader says so.

const tester = testApi()
const { api, as } = tester
const steps = deliveries(tester)

const lend = (from: Person, to: Person, powers: string[]) => {
  const today = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' }).format(new Date())
  const days = { fromDay: today, toDay: today, basis: 'Quyết định 12/QĐ-THCS' }
  return ok(from.post('/delegations', { to: to.membership.id, powers, ...days }))
}

it('what somebody hands in for the head says whom it stands for, to both sides, also when the power is taken back', async () => {
  const { campaign, people } = await aRoad(tester, 'MAU-KT-NOP')
  const [head, deputy] = [await as('school-head'), await as('council-member')]
  const address = deliveryPath(await steps.milestone(campaign, ['plan']), 'plan', api.world.school)
  const { version } = await ok(steps.upload(deputy, address))
  const denied = { status: 403, body: { code: 'access.denied' } }
  expect(await steps.move(deputy, address, 'hand-in', version)).toMatchObject(denied)

  const { id } = await lend(head, deputy, ['deliverable.hand-in'])
  expect((await ok(deputy.get(address))).actions).toContain('hand-in')
  const standsFor = { delegationId: id, fullName: head.person.fullName, role: 'school-head' }
  const by = deputy.person.fullName
  const handed = {
    rounds: [{ round: 1, handedInBy: by, standsFor }],
    events: [{ action: 'hand-in', by, standsFor }],
  }
  expect(await ok(steps.move(deputy, address, 'hand-in', version))).toMatchObject(handed)
  await ok(head.post(`/delegations/${id}/revoke`))
  expect(await ok(people.officer.get(address))).toMatchObject(handed)
})

it('what somebody hands in or answers by their own role stands for nobody, whatever they were lent', async () => {
  const { campaign, people } = await aRoad(tester, 'MAU-KT-RIENG')
  const [head, staff] = [await as('school-head'), await as('school-staff')]
  await lend(head, staff, ['deliverable.hand-in'])
  const { address, version } = await steps.handIn(staff, await steps.milestone(campaign, ['plan']))
  const accepted = await ok(steps.move(people.officer, address, 'accept', version))
  expect(accepted).toMatchObject({
    rounds: [{ standsFor: null }],
    events: [
      { action: 'accept', standsFor: null },
      { action: 'hand-in', standsFor: null },
    ],
  })
})

it('what is answered for the leader of the province says so, in each round what belongs to it', async () => {
  const { campaign, people } = await aRoad(tester, 'MAU-KT-SO')
  const [leader, deputy] = [await as('province-leader'), await as('province-administrator')]
  const milestone = await steps.milestone(campaign, ['plan'], { tier: 'managing-body' })
  const { address, version } = await steps.handIn(people.officer, milestone)
  await lend(leader, deputy, ['deliverable.receive'])
  const back = { reason: 'Thiếu phụ lục', due: '2099-01-31' }
  const returned = await ok(steps.move(deputy, address, 'return', version, back))
  expect(returned).toMatchObject({
    rounds: [{ standsFor: null }],
    events: [
      { action: 'return', by: deputy.person.fullName, standsFor: { fullName: leader.person.fullName } },
      { action: 'hand-in', standsFor: null },
    ],
  })
})
