import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { aMilestone } from '../../../test/milestones.ts'
import { aRoad, ok, type Person } from '../../../test/road.ts'
import { pdf } from '../../../test/sample-files.ts'

let clock = new Date('2026-11-22T10:00:00+07:00')
const tester = testApi({ now: () => clock })
const { api, as } = tester

const empty = { documentNumber: null, issuedOn: null, issuer: null, note: '', url: null, doneOn: null, sections: [] }
const made = {} as {
  road: Awaited<ReturnType<typeof aRoad>>
  staff: Person
  head: Person
  member: Person
  officer: Person
  province: Person
}
beforeAll(async () => {
  const road = await aRoad(tester, 'MAU-NOP')
  Object.assign(made, {
    road,
    staff: await as('school-staff'),
    head: await as('school-head'),
    member: await as('council-member'),
    officer: road.people.officer,
    province: road.people.planner,
  })
})

type Asked = { id: string }
const path = ({ id }: Asked, kind = 'plan', unit = api.world.school.id) =>
  `/milestones/${id}/deliveries/${unit}/${kind}`

async function upload(person: Person, address: string, content = pdf(), name = 'Kế hoạch.pdf') {
  const data = new FormData()
  data.append('file', new Blob([Uint8Array.from(content)]), name)
  const headers = { authorization: `Bearer ${person.token}` }
  const reply = await fetch(`${api.url}/api/v1${address}/files`, { method: 'POST', headers, body: data })
  return { status: reply.status, body: JSON.parse(await reply.text()) }
}
const move = (person: Person, address: string, action: string, version: number, more: object = {}) =>
  person.post(`${address}/transitions`, { action, version, reason: null, due: null, ...more })

/** A plan with one file, ready to be handed in. */
async function prepared(over: Parameters<typeof aMilestone>[3] = {}) {
  const milestone = await aMilestone(api.db, made.road.campaign, ['plan'], over)
  const address = path(milestone)
  const { version } = await ok(upload(made.staff, address))
  return { milestone, address, version }
}
async function handedIn(over: Parameters<typeof aMilestone>[3] = {}) {
  const { address, version, milestone } = await prepared(over)
  return { milestone, address, ...(await ok(move(made.head, address, 'hand-in', version))) }
}

describe('a file', () => {
  it('is prepared by the school alone, then handed in with number and date; both sides see the same', async () => {
    const milestone = await aMilestone(api.db, made.road.campaign, ['plan'])
    const address = path(milestone)
    expect(await ok(made.staff.get(address))).toMatchObject({
      status: 'not-started',
      version: 0,
      actions: ['prepare', 'hand-in'],
      receiver: { id: api.world.commune.id },
      draft: empty,
    })
    const content = { ...empty, documentNumber: '12/KH-TMH', issuedOn: '2026-11-20', note: 'Bản quét có dấu' }
    const saved = await ok(made.member.put(`${address}/draft`, { version: 0, content }))
    const { version } = await ok(upload(made.staff, address))
    expect(version).toBe(saved.version)
    expect(await ok(made.officer.get(address))).toMatchObject({ draft: null, files: [], rounds: [], actions: [] })

    const handed = await ok(move(made.staff, address, 'hand-in', version))
    expect(handed).toMatchObject({ status: 'handed-in', round: 1, late: false, actions: [] })
    const seen = await ok(made.officer.get(address))
    expect(seen.rounds).toEqual(handed.rounds)
    expect(seen).toMatchObject({
      rounds: [{ round: 1, handedInBy: made.staff.person.fullName, files: [{ name: 'Kế hoạch.pdf' }] }],
      events: [{ action: 'hand-in', from: 'not-started', to: 'handed-in', by: made.staff.person.fullName }],
      actions: ['receive', 'return', 'accept'],
    })
    const file = `/api/v1${address}/files/${seen.rounds[0].files[0].id}`
    const read = (person: Person) =>
      fetch(`${api.url}${file}`, { headers: { authorization: `Bearer ${person.token}` } })
    expect(Buffer.from(await (await read(made.officer)).arrayBuffer()).equals(pdf())).toBe(true)
  })

  it('is not handed in without any file; what is missing is named', async () => {
    const address = path(await aMilestone(api.db, made.road.campaign, ['plan']))
    expect(await move(made.head, address, 'hand-in', 0)).toMatchObject({
      status: 409,
      body: { code: 'delivery.incomplete', errors: [{ path: '/files', message: 'missing' }] },
    })
  })

  it('goes back with a reason and a day, is mended and handed in again; every round stays', async () => {
    const { address, version } = await handedIn()
    const received = await ok(move(made.officer, address, 'receive', version))
    const why = { reason: 'Thiếu chữ ký', due: '2026-12-01' }
    const returned = await ok(move(made.officer, address, 'return', received.version, why))
    expect(returned).toMatchObject({ status: 'returned', returnDue: '2026-12-01' })
    const [first] = returned.rounds[0].files
    await ok(made.staff.delete(`${address}/files/${first.id}`))
    const again = await ok(upload(made.staff, address, pdf('hai'), 'Bản có chữ ký.pdf'))
    const second = await ok(move(made.head, address, 'hand-in', again.version))
    const accepted = await ok(move(made.officer, address, 'accept', second.version))
    expect(
      accepted.rounds.map(({ round, files }: { round: number; files: { name: string }[] }) => [
        round,
        files.map(({ name }) => name),
      ]),
    ).toEqual([
      [2, ['Bản có chữ ký.pdf']],
      [1, ['Kế hoạch.pdf']],
    ])
    expect(accepted.events.map(({ action }: { action: string }) => action)).toEqual([
      ...['accept', 'hand-in', 'return', 'receive', 'hand-in'],
    ])
    const { items } = await ok(made.staff.get('/notices'))
    expect(items.slice(0, 2)).toMatchObject([
      { kind: 'delivery-accepted', readAt: null },
      { kind: 'delivery-returned', values: { due: '2026-12-01' }, by: made.officer.person.fullName },
    ])
  })

  it('is sent back with a reason and a day that is not over', async () => {
    const { address, version } = await handedIn()
    const back = (more: object) => move(made.officer, address, 'return', version, more)
    expect(await back({})).toMatchObject({ status: 400, body: { code: 'delivery.reason-required' } })
    expect(await back({ reason: 'Thiếu', due: '2026-11-21' })).toMatchObject({
      status: 400,
      body: { code: 'delivery.due-past' },
    })
    expect((await back({ reason: 'Thiếu', due: '2026-11-22' })).status).toBe(200)
  })

  it('of the province is nobody else’s to receive: handed in, it counts as accepted', async () => {
    const milestone = await aMilestone(api.db, made.road.campaign, ['plan'], { tier: 'province' })
    const address = path(milestone, 'plan', api.world.province.id)
    const { version } = await ok(upload(made.province, address))
    expect(await ok(move(made.province, address, 'hand-in', version))).toMatchObject({
      status: 'accepted',
      actions: ['return'],
    })
  })
})

describe('who does what', () => {
  it('a council member prepares and does not hand in; the body receives and does not prepare; the province looks on', async () => {
    const { address, version } = await prepared()
    const denied = { status: 403, body: { code: 'access.denied' } }
    expect(await move(made.member, address, 'hand-in', version)).toMatchObject(denied)
    expect(await upload(made.officer, address)).toMatchObject(denied)
    const handed = await ok(move(made.head, address, 'hand-in', version))
    expect(await move(made.head, address, 'accept', handed.version)).toMatchObject(denied)
    expect(await move(made.province, address, 'accept', handed.version)).toMatchObject(denied)
    expect(await ok(made.province.get(address))).toMatchObject({ status: 'handed-in', actions: [] })
  })

  it('to other schools, other communes and other provinces it is missing', async () => {
    const { address, version, milestone } = await prepared()
    const strangers = [
      await as('school-head', api.world.secondSchool),
      await as('managing-body-leader', api.world.otherCommune),
      await as('province-leader', api.world.abroad.province),
    ]
    const missing = { status: 404, body: { code: 'delivery.not-found' } }
    for (const stranger of strangers) {
      expect(await stranger.get(address)).toMatchObject(missing)
      expect(await stranger.put(`${address}/draft`, { version, content: empty })).toMatchObject(missing)
      expect(await move(stranger, address, 'hand-in', version)).toMatchObject(missing)
      expect(await upload(stranger, address)).toMatchObject(missing)
      const { items } = await ok(stranger.get(`/deliveries?milestoneId=${milestone.id}`))
      expect(items.filter((one: { unit: { id: string } }) => one.unit.id === api.world.school.id)).toEqual([])
    }
    expect(await made.staff.get(path(milestone, 'minutes'))).toMatchObject(missing)
  })

  it('a file of the draft is not for those above; one that was handed in is', async () => {
    const { address } = await prepared()
    const { files } = await ok(made.staff.get(address))
    expect(await made.officer.get(`${address}/files/${files[0].id}`)).toMatchObject({
      status: 404,
      body: { code: 'attachment.not-found' },
    })
  })
})

describe('the wrong moment', () => {
  it('of two that hand in at once exactly one does', async () => {
    const { address, version } = await prepared()
    const replies = await Promise.all([1, 2, 3, 4].map(() => move(made.head, address, 'hand-in', version)))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409])
  })

  it('of two receivers who answer differently at once exactly one is heard', async () => {
    const { address, version } = await handedIn()
    const replies = await Promise.all([
      move(made.officer, address, 'accept', version),
      move(made.officer, address, 'return', version, { reason: 'Thiếu', due: '2026-12-01' }),
    ])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('what is handed in is not prepared any more, a draft is not received', async () => {
    const { address, version } = await handedIn()
    const wrong = { status: 409, body: { code: 'delivery.wrong-state' } }
    expect(await made.staff.put(`${address}/draft`, { version, content: empty })).toMatchObject(wrong)
    expect(await upload(made.staff, address)).toMatchObject(wrong)
    const draft = await prepared()
    expect(await move(made.officer, draft.address, 'receive', draft.version)).toMatchObject(wrong)
  })

  it('a draft that somebody else has saved meanwhile is not written over', async () => {
    const { address, version } = await prepared()
    await ok(made.staff.put(`${address}/draft`, { version, content: { ...empty, note: 'Một' } }))
    expect(await made.member.put(`${address}/draft`, { version, content: { ...empty, note: 'Hai' } })).toMatchObject({
      status: 409,
      body: { code: 'delivery.stale' },
    })
  })
})

describe('the last day', () => {
  const at = async (moment: string, work: () => Promise<void>) => {
    const before = clock
    clock = new Date(moment)
    await work().finally(() => (clock = before))
  }

  it('ends at 24:00 in Vietnam: 23:59:59 is in time, 00:00:00 is late', async () => {
    const one = await prepared({ dueOn: '2026-11-30' })
    const other = await prepared({ dueOn: '2026-11-30' })
    await at('2026-11-30T23:59:59+07:00', async () => {
      expect(await ok(move(made.head, one.address, 'hand-in', one.version))).toMatchObject({ late: false })
    })
    await at('2026-12-01T00:00:00+07:00', async () => {
      expect(await ok(made.staff.get(other.address))).toMatchObject({ late: true, lateMinutes: 0, locked: false })
      expect(await ok(move(made.head, other.address, 'hand-in', other.version))).toMatchObject({ late: true })
    })
    await at('2026-12-05T10:00:00+07:00', async () => {
      expect(await ok(made.staff.get(one.address))).toMatchObject({ late: false, lateMinutes: null })
      expect(await ok(made.staff.get(other.address))).toMatchObject({ late: true, lateMinutes: 0 })
    })
  })

  it('locks where the plan says so, unless the unit was given more time', async () => {
    const { address, version, milestone } = await prepared({ dueOn: '2026-11-30', lateness: 'lock' })
    await at('2026-11-30T23:59:59+07:00', async () => {
      expect(await ok(made.staff.get(address))).toMatchObject({ locked: false, actions: ['prepare', 'hand-in'] })
    })
    await at('2026-12-01T00:00:00+07:00', async () => {
      expect(await ok(made.staff.get(address))).toMatchObject({ locked: true, actions: ['prepare'] })
      expect(await move(made.head, address, 'hand-in', version)).toMatchObject({
        status: 409,
        body: { code: 'milestone.locked' },
      })
      await api.db
        .execute(sql`insert into milestone_extensions (id, milestone_id, unit_id, due_on, reason, actor_id, granted_by)
        values (gen_random_uuid(), ${milestone.id}, ${api.world.school.id}, '2026-12-02', 'Mưa lũ', gen_random_uuid(), 'Mẫu')`)
      const late = await ok(move(made.head, address, 'hand-in', version))
      expect(late).toMatchObject({ late: false, dueOn: '2026-12-02', extendedTo: '2026-12-02' })
    })
  })

  it('of a return gives time, also where the plan locks; being late again is seen', async () => {
    const { address, version } = await handedIn({ dueOn: '2026-11-30', lateness: 'lock' })
    await at('2026-12-03T09:00:00+07:00', async () => {
      const { version: next } = await ok(
        move(made.officer, address, 'return', version, { reason: 'Thiếu', due: '2026-12-05' }),
      )
      expect(await ok(made.staff.get(address))).toMatchObject({ late: false, locked: false, dueOn: '2026-12-05' })
      expect(await ok(move(made.head, address, 'hand-in', next))).toMatchObject({ status: 'handed-in', late: false })
    })
  })
})

describe('several at once', () => {
  it('are received together, or none is', async () => {
    const three = [await handedIn(), await handedIn(), await handedIn()]
    const items = three.map(({ milestone, version }) => ({
      milestoneId: milestone.id,
      unitId: api.world.school.id,
      kind: 'plan',
      version,
    }))
    const stale = [...items.slice(0, 2), { ...items[2], version: 99 }]
    expect(await made.officer.post('/deliveries/transitions', { action: 'receive', items: stale })).toMatchObject({
      status: 409,
      body: { code: 'delivery.stale' },
    })
    const statuses = async () =>
      Promise.all(three.map(async ({ address }) => (await ok(made.officer.get(address))).status))
    expect(await statuses()).toEqual(['handed-in', 'handed-in', 'handed-in'])
    expect(await ok(made.officer.post('/deliveries/transitions', { action: 'receive', items }))).toEqual({ moved: 3 })
    expect(await statuses()).toEqual(['received', 'received', 'received'])
    expect(await made.province.post('/deliveries/transitions', { action: 'accept', items })).toMatchObject({
      status: 403,
    })
  })
})
