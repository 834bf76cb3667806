import { describe, expect, it } from 'vitest'
import { aCatalogue } from '../../../test/catalogue.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, shortSet } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
const { draft, published } = aCatalogue(tester)

const denied = { status: 403, body: { code: 'access.denied' } }
const missing = { status: 404, body: { code: 'indicator-set.not-found' } }
const derive = (id: string) => `/indicator-sets/${id}/derivations`
const version = { as: 'version' }
const refinement = (code: string) => ({ as: 'refinement', code, title: `Bộ chỉ số ${code} của tỉnh` })
const decision = { number: '1234/QĐ-BMH', date: '2026-01-15', issuer: 'Bộ Minh Hoạ' }
const national = (code: string) => ({ ...shortSet(code), sample: false, decision })

describe('the next version', () => {
  it('is a draft that begins as the published one, and knows where it comes from', async () => {
    const { person, set } = await published(national('KE-TIEP'))
    const next = await ok(person.post(derive(set.id), version))
    expect(next).toMatchObject({ status: 'draft', code: 'KE-TIEP', version: 2, faults: [] })
    expect(next.definition).toEqual(set.definition)
    expect(next.derivedFrom).toEqual({
      ...{ id: set.id, code: 'KE-TIEP', version: 1, title: set.title, sample: false, verified: false },
    })
  })

  it('is made of one’s own sets only: a province makes none of a set of the system', async () => {
    const { set } = await published('CUA-HE-THONG', 'system-administrator')
    expect(await (await as('province-officer')).post(derive(set.id), version)).toMatchObject(denied)
  })

  it('is not made of a draft, and not seen by a stranger', async () => {
    const { person, set } = await draft('CON-NHAP')
    const state = { status: 409, body: { code: 'indicator-set.not-published' } }
    expect(await person.post(derive(set.id), version)).toMatchObject(state)
    const { set: other } = await published('CUA-TINH')
    const stranger = await as('province-officer', api.world.abroad.province)
    expect(await stranger.post(derive(other.id), version)).toMatchObject(missing)
    expect(await stranger.post(derive(other.id), refinement('LAY-CUA-TINH'))).toMatchObject(missing)
  })
})

describe('a refinement', () => {
  it('is the province’s own draft on top of a set it sees: no decision, and the set it refines by code and version', async () => {
    const { set } = await published(national('QUOC-GIA'), 'system-administrator')
    const officer = await as('province-officer')
    expect((await ok(officer.get(`/indicator-sets/${set.id}`))).actions).toEqual(['refine'])
    const own = await ok(officer.post(derive(set.id), refinement('TINH-CHI-TIET')))
    expect(own).toMatchObject({
      ...{
        status: 'draft',
        code: 'TINH-CHI-TIET',
        version: 1,
        title: 'Bộ chỉ số TINH-CHI-TIET của tỉnh',
        sample: false,
      },
      ...{ decision: null, refines: { code: 'QUOC-GIA', version: 1 }, derivedFrom: { id: set.id }, faults: [] },
      owner: { id: api.world.province.id },
      actions: ['edit', 'publish', 'delete', 'attach'],
    })
  })

  it('of a sample stays a sample', async () => {
    const { set } = await published('MAU', 'system-administrator')
    expect(await ok((await as('province-leader')).post(derive(set.id), refinement('MAU-TINH')))).toMatchObject({
      sample: true,
    })
  })

  it('takes no code of a set that the province sees', async () => {
    const { set } = await published('GOC', 'system-administrator')
    const reply = await (await as('province-officer')).post(derive(set.id), refinement('GOC'))
    expect(reply).toMatchObject({ status: 409, body: { code: 'indicator-set.code-taken' } })
  })

  it('is made by a province: not by the system, nor by those who only read', async () => {
    const { person, set } = await published('CHI-TINH', 'system-administrator')
    expect(await person.post(derive(set.id), refinement('HE-THONG'))).toMatchObject(denied)
    for (const role of ['managing-body-leader', 'school-head'] as const)
      expect(await (await as(role)).post(derive(set.id), refinement('KHONG'))).toMatchObject(denied)
  })

  it('must keep the refined set computable: drafts and the check say where it is not, publication refuses', async () => {
    const { set } = await published('NEN', 'system-administrator')
    const officer = await as('province-officer')
    const own = await ok(officer.post(derive(set.id), refinement('LECH')))
    const [first, second] = own.definition.groups
    const criteria = [
      ...first.criteria.slice(0, 1),
      { ...first.criteria[1], maximum: 55 },
      { ...first.criteria[2], maximum: 45 },
    ]
    const definition = { ...own.definition, groups: [{ ...first, criteria }, second] }
    const changed = await ok(officer.put(`/indicator-sets/${own.id}`, { revision: 1, definition }))
    const faults = [
      { path: '1.2', rule: 'refinement-changes-maximum', values: { maximum: '55.00', refined: '60.00' } },
      { path: '1.3', rule: 'refinement-changes-maximum', values: { maximum: '45.00', refined: '40.00' } },
    ]
    expect(changed.faults).toMatchObject(faults)
    expect((await ok(officer.post('/indicator-sets/check', definition))).faults).toMatchObject(faults)
    const reply = await officer.post(`/indicator-sets/${own.id}/publish`, { revision: 2 })
    expect(reply).toMatchObject({ status: 409, body: { code: 'indicator-set.faulty' } })
    expect(reply.body.errors).toMatchObject([{ message: 'refinement-changes-maximum' }, { path: '1.3' }])
  })

  it('names no set that its owner does not see, and no draft', async () => {
    const { set: hidden } = await draft('CHUA-CO', 'system-administrator')
    const { set: abroad } = await published('NOI-KHAC', await as('province-officer', api.world.abroad.province))
    for (const { code, version: number } of [hidden, abroad]) {
      const { set } = await draft({ ...shortSet(`VO-DANH-${code}`), refines: { code, version: number } })
      expect(set.faults).toMatchObject([{ path: 'set', rule: 'refined-set-unknown', values: { code, version: 1 } }])
    }
  })
})

describe('GET /indicator-sets/:id/differences', () => {
  it('says what differs, line by line, in the figures people use', async () => {
    const { person, set } = await published('SO-SANH')
    const next = await ok(person.post(derive(set.id), version))
    const [first, second] = next.definition.groups
    const criteria = [
      first.criteria[0],
      { ...first.criteria[1], maximum: 55.5 },
      { ...first.criteria[2], maximum: 44.5 },
    ]
    const definition = { ...next.definition, groups: [{ ...first, criteria }, second] }
    await ok(person.put(`/indicator-sets/${next.id}`, { revision: 1, definition }))
    const { from, to, differences } = await ok(person.get(`/indicator-sets/${next.id}/differences?from=${set.id}`))
    expect([from.version, to.version]).toEqual([1, 2])
    expect(differences).toEqual([
      { path: '1.2', title: 'Phần mềm', change: { kind: 'changed', part: 'maximum', before: 60, after: 55.5 } },
      { path: '1.3', title: 'Hạ tầng', change: { kind: 'changed', part: 'maximum', before: 40, after: 44.5 } },
    ])
    expect((await ok(person.get(`/indicator-sets/${set.id}/differences?from=${set.id}`))).differences).toEqual([])
  })

  it('is there for those who see both sides, and for nobody else', async () => {
    const { set } = await published('HAI-BEN')
    const { set: hidden } = await draft('BEN-KIA')
    const reader = await as('school-staff')
    expect(await reader.get(`/indicator-sets/${set.id}/differences?from=${hidden.id}`)).toMatchObject(missing)
    expect(await reader.get(`/indicator-sets/${hidden.id}/differences?from=${set.id}`)).toMatchObject(missing)
    expect(await reader.get(`/indicator-sets/${set.id}/differences?from=${set.id}`)).toMatchObject({ status: 200 })
    expect(await reader.get(`/indicator-sets/${set.id}/differences`)).toMatchObject({ status: 400 })
  })
})
