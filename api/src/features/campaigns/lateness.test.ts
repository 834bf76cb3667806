import { beforeEach, describe, expect, it } from 'vitest'
import { aMilestone } from '../../../test/campaigns.ts'
import { testApi } from '../../../test/harness.ts'
import { prepared } from '../../../test/requests.ts'
import { aRoad, answers, ok } from '../../../test/road.ts'

let clock = new Date()
const tester = testApi({ now: () => clock })
const { api, as } = tester
beforeEach(() => {
  clock = new Date()
})

const locked = (code: string, kind: string, dueOn: string, lateness = 'lock') =>
  aMilestone({ code, deliverables: [kind], dueOn, lateness })

let serial = 0
/** A school whose form waits for the head, in a campaign with these milestones. */
async function aFile(milestones: object[]) {
  const road = await aRoad(tester, `MAU-HAN-${(serial += 1)}`)
  const campaign = await ok(
    road.people.planner.post('/campaigns', { ...road.plan(`Đợt có hạn ${serial}`), milestones }),
  )
  const { school } = api.world
  const [staff, head] = [await as('council-member', school), await as('school-head', school)]
  const file = await road.fileOf(school, campaign)
  for (const [line, answer] of Object.entries(answers(80)))
    await ok(staff.put(`/submissions/${file.id}/lines/${line}`, { version: 0, answer }))
  const move = async (by: typeof head, action: string, more: object = {}) => {
    const { version } = await ok(by.get(`/submissions/${file.id}`))
    await prepared(by, file, action)
    return by.post(`/submissions/${file.id}/transitions`, { action, version, reason: null, ...more })
  }
  await ok(move(staff, 'finish'))
  return { ...road, campaign, file, head, staff, move }
}
const at = (moment: string) => {
  clock = new Date(moment)
}

describe('a last day that locks', () => {
  it('lets the head approve until 23:59:59 in Vietnam, and no longer at 00:00:00', async () => {
    const { head, move } = await aFile([locked('III.1', 'self-assessment', '2027-01-31')])
    at('2027-02-01T00:00:00+07:00')
    expect(await move(head, 'approve')).toMatchObject({
      status: 409,
      body: { code: 'milestone.locked', errors: [{ path: 'III.1', values: { day: '2027-01-31' } }] },
    })
    at('2027-01-31T23:59:59.999+07:00')
    await ok(move(head, 'approve'))
  })

  it('lets the school send its request until then; without a milestone for it, until the self-assessment ends', async () => {
    const asked = await aFile([
      locked('III.1', 'self-assessment', '2027-01-31'),
      locked('III.2', 'request', '2027-02-28'),
    ])
    at('2027-01-31T16:59:59Z')
    await ok(asked.move(asked.head, 'approve'))
    at('2027-02-28T17:00:00Z')
    expect((await asked.move(asked.head, 'submit')).body.code).toBe('milestone.locked')
    at('2027-02-28T16:59:59Z')
    await ok(asked.move(asked.head, 'submit'))

    const silent = await aFile([locked('III.1', 'self-assessment', '2027-01-31')])
    at('2027-01-30T08:00:00+07:00')
    await ok(silent.move(silent.head, 'approve'))
    at('2027-02-01T08:00:00+07:00')
    expect((await silent.move(silent.head, 'submit')).body.code).toBe('milestone.locked')
  })

  it('opens again for the one unit that is granted more time', async () => {
    const { head, move, people, campaign } = await aFile([locked('III.1', 'self-assessment', '2027-01-31')])
    at('2027-02-03T08:00:00+07:00')
    expect((await move(head, 'approve')).status).toBe(409)
    const { items } = await ok(people.planner.get(`/campaigns/${campaign.id}/milestones`))
    const body = { unitId: api.world.school.id, dueOn: '2027-02-05', reason: 'Mất điện kéo dài' }
    await ok(people.planner.post(`/milestones/${items[0].id}/extensions`, body))
    await ok(move(head, 'approve'))
  })

  it('that a managing body set earlier locks its schools on that day', async () => {
    const { head, move, people, campaign } = await aFile([locked('III.1', 'self-assessment', '2027-01-31')])
    const { items } = await ok(people.planner.get(`/campaigns/${campaign.id}/milestones`))
    const own = { version: 1, startsOn: null, dueOn: '2027-01-20' }
    await ok(people.leader.put(`/milestones/${items[0].id}/own-dates`, own))
    at('2027-01-21T00:00:00+07:00')
    expect((await move(head, 'approve')).body.code).toBe('milestone.locked')
  })

  it('does not hold what was sent in time and came back', async () => {
    const { head, staff, move, people } = await aFile([locked('III.2', 'request', '2027-02-28')])
    at('2027-02-28T08:00:00+07:00')
    await ok(move(head, 'approve'))
    await ok(move(head, 'submit'))
    await ok(move(people.officer, 'return', { reason: 'Bổ sung minh chứng' }))
    at('2027-03-10T08:00:00+07:00')
    await ok(move(staff, 'finish'))
    await ok(move(head, 'approve'))
    await ok(move(head, 'submit'))
  })
})

it('a last day that marks holds nobody up', async () => {
  const { head, move } = await aFile([locked('III.1', 'self-assessment', '2027-01-31', 'mark')])
  at('2027-02-10T08:00:00+07:00')
  await ok(move(head, 'approve'))
})
