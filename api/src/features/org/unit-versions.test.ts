import fc from 'fast-check'
import { expect, it } from 'vitest'
import { aMembership, aPerson, aProvince, aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { ok } from '../../../test/road.ts'
import { endAccess, restoreAccess } from '../identity/index.ts'
import { handOver } from '../submissions/index.ts'
import { carryOutDue } from './unit-changes.due.ts'

const { api, as } = testApi()
type Client = Awaited<ReturnType<typeof as>>

const days = ['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01']
const moments = ['2025-12-31', ...days, '2026-05-01']
type Standing = { name: string; parent: string | null }
type Tree = Map<string, Standing>
/** The naive model: one whole tree for each moment, and an operation changes all of those from its day on. */
type Model = Map<string, Tree>

const decision = (effectiveOn: string) => ({
  ...{ effectiveOn, decisionNumber: '1/QĐ', decisionDate: '2025-12-01', note: '', handOver: true },
})
const pick = <T>(items: readonly T[], at: number): T => {
  const item = items[at % items.length]
  if (item === undefined) throw new Error('Nothing to pick from')
  return item
}

const act = fc.record({
  kind: fc.constantFrom('rename', 'move', 'merge', 'close', 'reopen', 'undo'),
  day: fc.constantFrom(...days),
  unit: fc.nat(20),
  other: fc.nat(20),
})
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never
type Play = { by: Client; offices: string[]; schools: string[]; model: Model; serial: number }

/** One operation by HTTP; where it is accepted, the model does the same. */
async function step(play: Play, { kind, day, unit, other }: Act, done: { id: string; before: Model; day: string }[]) {
  const { by, offices, schools, model } = play
  const id = pick([...schools, ...offices], unit)
  const isSchool = schools.includes(id)
  const goal = pick(offices, other)
  const { version, ...now } = await ok(by.get(`/units/${id}`))
  const seen = { unitId: id, version }
  const before: Model = new Map([...model].map(([at, tree]) => [at, new Map(tree)]))
  const later = [...model].filter(([at]) => at >= day).map(([, tree]) => tree)
  const send = async (order: object) => {
    const { status, body } = await by.post('/unit-changes', { ...decision(day), ...order })
    expect([200, 403, 409, 400]).toContain(status)
    if (status === 200) done.push({ id: body.id, before, day })
    return status === 200
  }
  const change = (one: string, over: Partial<Standing>) => {
    for (const tree of later) {
      const standing = tree.get(one)
      if (standing) tree.set(one, { ...standing, ...over })
    }
  }
  if (kind === 'rename') {
    const name = `Trường số ${(play.serial += 1)}`
    const { code, type, ownership } = now
    if (await send({ kind, ...seen, code, type, ownership, name })) change(id, { name })
  } else if (kind === 'move' && isSchool) {
    if (await send({ kind, units: [{ ...seen, parentId: goal }] })) change(id, { parent: goal })
  } else if (kind === 'merge') {
    const into = pick(isSchool ? schools : offices, other)
    const target = await ok(by.get(`/units/${into}`))
    const sources = [seen]
    if (await send({ kind, sources, into: { unitId: into, version: target.version }, carry: [] }))
      for (const tree of later) {
        for (const [child, standing] of tree) if (standing.parent === id) tree.set(child, { ...standing, parent: into })
        tree.delete(id)
      }
  } else if (kind === 'close') {
    if (await send({ kind, units: [seen], children: [] })) for (const tree of later) tree.delete(id)
  } else if (kind === 'reopen' && isSchool) {
    if (await send({ kind, ...seen, parentId: goal }))
      for (const tree of later) tree.set(id, { name: now.name, parent: goal })
  } else if (kind === 'undo') {
    const last = done.at(-1)
    if (last?.day !== day) return
    const order = { kind, changeId: last.id }
    const { status } = await by.post('/unit-changes', { ...decision(day), ...order })
    if (status !== 200) return
    done.pop()
    for (const [at, tree] of last.before) model.set(at, new Map(tree))
  }
}

async function seenOn(by: Client, day: string, within: string): Promise<Tree> {
  const { items } = await ok(by.get(`/units?limit=200&asOf=${day}&within=${within}`))
  const rows: { id: string; name: string; parent: { id: string } | null }[] = items
  return new Map(rows.map(({ id, name, parent }) => [id, { name, parent: parent?.id ?? null }]))
}

const under = (tree: Tree, top: string): string[] =>
  [...tree]
    .filter(([id, { parent }]) => id === top || parent === top || tree.get(parent ?? '')?.parent === top)
    .map(([id]) => id)

it('as of any day, the tree is exactly what the operations up to that day made of it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 10 }), async (acts) => {
      const { province, commune, otherCommune, school, secondSchool, otherSchool } = await aProvince(api.db, 'Mẫu')
      const by = await as('province-administrator', province)
      const whole = await seenOn(by, '2025-12-31', province.id)
      const model: Model = new Map(moments.map((day) => [day, new Map(whole)]))
      const offices = [commune.id, otherCommune.id]
      const schools = [school.id, secondSchool.id, otherSchool.id]
      const play: Play = { by, offices, schools, model, serial: 0 }
      const done: { id: string; before: Model; day: string }[] = []
      for (const one of acts) await step(play, one, done)
      for (const [day, tree] of model) {
        expect([day, await seenOn(by, day, province.id)]).toEqual([day, tree])
        for (const top of offices) {
          const expected = tree.has(top) ? under(tree, top).sort() : []
          expect([day, [...(await seenOn(by, day, top)).keys()].sort()]).toEqual([day, expected])
        }
      }
    }),
    {
      numRuns: 20,
      // A body that closes before a day on which one of its schools, closed since, still stood.
      examples: [
        [
          [
            { kind: 'close', day: '2026-03-01', unit: 0, other: 0 },
            { kind: 'merge', day: '2026-01-01', unit: 18, other: 1 },
          ],
        ],
      ],
    },
  )
}, 120_000)

/** The first moment of a planned day. */
const now = () => new Date('2099-01-01T00:00:00+07:00')
const letTheDayCome = () => carryOutDue({ db: api.db, now, endAccess, restoreAccess, handOver })

it('what was planned takes place on its day, once, whoever is at work', async () => {
  const by = await as('province-administrator')
  const unit = await aUnit(api.db, api.world.commune)
  const made = await ok(
    by.post('/unit-changes', {
      ...decision('2099-01-01'),
      ...{ kind: 'move', units: [{ unitId: unit.id, version: 0, parentId: api.world.district.id }] },
    }),
  )
  await letTheDayCome()
  await Promise.all([1, 2].map(letTheDayCome))
  expect(await ok(by.get(`/unit-changes/${made.id}`))).toMatchObject({ status: 'applied', failure: null })
  expect(await ok(by.get(`/units/${unit.id}`))).toMatchObject({ parent: { id: api.world.district.id } })
})

it('what the rules refuse on its day is marked as failed, with the reason, and may be called off', async () => {
  const by = await as('province-administrator')
  const unit = await aUnit(api.db, api.world.commune)
  const office = await aUnit(api.db, api.world.province, { type: 'district-office' })
  const order = { kind: 'move', units: [{ unitId: unit.id, version: 0, parentId: office.id }] }
  const made = await ok(by.post('/unit-changes', { ...decision('2099-01-01'), ...order }))
  const close = { kind: 'close', units: [{ unitId: office.id, version: 0 }], children: [] }
  await ok(by.post('/unit-changes', { ...decision('2026-07-01'), ...close }))
  await letTheDayCome()
  const failed = await ok(by.get(`/unit-changes/${made.id}`))
  expect(failed).toMatchObject({ status: 'failed', failure: 'unit.closed', actions: ['cancel'] })
  expect(await ok(by.get(`/units/${unit.id}`))).toMatchObject({ parent: { id: api.world.commune.id } })
  expect(await ok(by.post(`/unit-changes/${made.id}/cancel`))).toMatchObject({ status: 'cancelled' })
})

it('taking back is refused on its day where something else has happened meanwhile', async () => {
  const by = await as('province-administrator')
  const unit = await aUnit(api.db, api.world.commune)
  const { district, otherCommune, commune } = api.world
  const move = (version: number, parentId: string, day: string) =>
    ok(by.post('/unit-changes', { ...decision(day), kind: 'move', units: [{ unitId: unit.id, version, parentId }] }))
  const made = await move(0, district.id, '2026-07-01')
  const undo = await ok(by.post('/unit-changes', { ...decision('2099-01-01'), kind: 'undo', changeId: made.id }))
  await move(1, otherCommune.id, '2026-08-01')
  await letTheDayCome()
  expect(await ok(by.get(`/unit-changes/${undo.id}`))).toMatchObject({
    status: 'failed',
    failure: 'unit-change.overtaken',
  })
  expect(await ok(by.get(`/units/${unit.id}`))).toMatchObject({ parent: { id: otherCommune.id } })
  expect((await ok(by.get(`/units/${unit.id}?asOf=2026-06-30`))).parent.id).toBe(commune.id)
})

it('a unit that has gone to another province by its day is not theirs to send anywhere', async () => {
  const [by, system] = [await as('province-administrator'), await as('system-administrator')]
  const { abroad, otherCommune } = api.world
  const unit = await aUnit(api.db, api.world.commune)
  const close = { kind: 'close', units: [{ unitId: unit.id, version: 0 }], children: [] }
  const planned = await ok(by.post('/unit-changes', { ...decision('2099-01-01'), ...close }))
  const other = await aUnit(api.db, otherCommune)
  const moved = { kind: 'move', units: [{ unitId: other.id, version: 0, parentId: api.world.commune.id }] }
  const stays = await ok(by.post('/unit-changes', { ...decision('2099-01-01'), ...moved }))
  const away = { kind: 'move', units: [{ unitId: unit.id, version: 0, parentId: abroad.commune.id }] }
  await ok(system.post('/unit-changes', { ...decision('2026-07-01'), ...away }))
  await letTheDayCome()
  expect(await ok(by.get(`/unit-changes/${planned.id}`))).toMatchObject({ status: 'failed', failure: 'unit.not-found' })
  expect(await ok(by.get(`/unit-changes/${stays.id}`))).toMatchObject({ status: 'applied' })
  expect(await ok(system.get(`/units/${unit.id}`))).toMatchObject({ closedOn: null, parent: { id: abroad.commune.id } })
})

it('called off and carried out at once: exactly one of them is so', async () => {
  const by = await as('province-administrator')
  for (let round = 0; round < 4; round += 1) {
    const unit = await aUnit(api.db, api.world.commune)
    const order = { kind: 'move', units: [{ unitId: unit.id, version: 0, parentId: api.world.district.id }] }
    const { id } = await ok(by.post('/unit-changes', { ...decision('2099-01-01'), ...order }))
    const [cancelled] = await Promise.all([by.post(`/unit-changes/${id}/cancel`), letTheDayCome()])
    const { parent } = await ok(by.get(`/units/${unit.id}`))
    const after = await ok(by.get(`/unit-changes/${id}`))
    expect([after.status, parent.id]).toEqual(
      cancelled.status === 200 ? ['cancelled', api.world.commune.id] : ['applied', api.world.district.id],
    )
  }
})

it('a unit that closes takes the keys of its machines with it', async () => {
  const by = await as('province-administrator')
  const unit = await aUnit(api.db, api.world.commune)
  await aMembership(api.db, await aPerson(api.db), unit, 'school-staff')
  const key = { unitId: unit.id, name: 'Phần mềm', scopes: ['unit.read'], expiresOn: '2099-12-31' }
  await ok(by.post('/api-keys', key))
  const close = { kind: 'close', units: [{ unitId: unit.id, version: 0 }], children: [] }
  const made = await ok(by.post('/unit-changes', { ...decision('2026-07-01'), ...close }))
  expect(made.report).toMatchObject({ memberships: 1, apiKeys: 1 })
})
