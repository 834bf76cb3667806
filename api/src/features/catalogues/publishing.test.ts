import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aCatalogue, faulty } from '../../../test/catalogue.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, shortSet } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
const { draft, published } = aCatalogue(tester)
const taken = { status: 409, body: { code: 'indicator-set.code-taken' } }

describe('POST /indicator-sets/:id/publish', () => {
  it('names every fault with its place, rule and figures, and leaves the draft a draft', async () => {
    const { person, set } = await draft(faulty('KHONG-CONG-BO'))
    const reply = await person.post(`/indicator-sets/${set.id}/publish`, { revision: 1 })
    expect(reply).toMatchObject({ status: 409, body: { code: 'indicator-set.faulty' } })
    expect(reply.body.errors).toEqual([
      { path: '1', message: 'maxima-do-not-add-up', values: { sum: '100.00', maximum: '90.00' } },
      { path: '2', message: 'maxima-do-not-add-up', values: { sum: '100.00', maximum: '90.00' } },
    ])
    expect((await ok(person.get(`/indicator-sets/${set.id}`))).status).toBe('draft')
  })

  it('freezes the set: neither the API nor the database changes it afterwards', async () => {
    const { person, set } = await published('DONG-BANG')
    const change = { revision: set.revision, definition: shortSet('DONG-BANG') }
    const frozen = { status: 409, body: { code: 'indicator-set.frozen' } }
    expect(await person.put(`/indicator-sets/${set.id}`, change)).toMatchObject(frozen)
    expect(await person.post(`/indicator-sets/${set.id}/publish`, { revision: set.revision })).toMatchObject(frozen)
    expect(await person.delete(`/indicator-sets/${set.id}`)).toMatchObject(frozen)
    const changes = [
      sql`definition = '{}'`,
      sql`owner_unit_id = (select id from units where id <> owner_unit_id limit 1)`,
      sql`derived_from_id = id`,
      sql`published_at = now()`,
      sql`published_by = 'Người khác'`,
    ]
    for (const touched of changes)
      await expect(
        api.db.execute(sql`update indicator_sets set ${touched} where id = ${set.id}`),
      ).rejects.toMatchObject({ cause: { constraint: 'indicator_sets_frozen' } })
  })

  it('refuses whoever saw an older revision; of two at once exactly one wins', async () => {
    const { person, set } = await draft('HAI-NGUOI')
    const change = { revision: 1, definition: { ...shortSet('HAI-NGUOI'), title: 'Bản khác của hai người' } }
    const replies = await Promise.all([
      person.put(`/indicator-sets/${set.id}`, change),
      person.put(`/indicator-sets/${set.id}`, change),
      person.post(`/indicator-sets/${set.id}/publish`, { revision: 1 }),
    ])
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1)
    const stale = await person.put(`/indicator-sets/${set.id}`, { ...change, revision: 0 })
    expect(stale.status).toBe(409)
  })

  it('asks for the decision of a province’s refinement, and lets it go out without one only when that is said', async () => {
    const national = { sample: false, decision: { number: '1/QĐ-BMH', date: '2026-01-15', issuer: 'Bộ Minh Hoạ' } }
    await published({ ...shortSet('CUA-BO-MH'), ...national }, 'system-administrator')
    const refinement = (code: string, decision: object | null) => ({
      ...{ ...shortSet(code), sample: false, decision, refines: { code: 'CUA-BO-MH', version: 1 } },
    })
    const { person, set } = await draft(refinement('KHONG-QD', null))
    const address = `/indicator-sets/${set.id}/publish`
    const asked = { status: 409, body: { code: 'indicator-set.decision-missing' } }
    expect(await person.post(address, { revision: 1 })).toMatchObject(asked)
    expect(await person.post(address, { revision: 1, withoutDecision: false })).toMatchObject(asked)
    expect(await ok(person.post(address, { revision: 1, withoutDecision: true }))).toMatchObject({
      status: 'published',
    })
    const own = await published(refinement('CO-QD', { ...national.decision, number: '2/QĐ-SMH' }))
    expect(own.set).toMatchObject({ status: 'published', decision: { number: '2/QĐ-SMH' } })
    const sample = await published({ ...refinement('MAU-KHONG-QD', null), sample: true })
    expect(sample.set.status).toBe('published')
  })

  it('belongs to the owner: a superior sees the set but does not touch it', async () => {
    const { set } = await published('CUA-NGUOI-KHAC')
    const system = await as('system-administrator')
    const verification = { checkedBy: 'Lê Thị Mẫu', checkedOn: '2026-11-20', against: 'Bản có dấu' }
    expect(await system.post(`/indicator-sets/${set.id}/verification`, verification)).toMatchObject({ status: 403 })
    expect(await system.delete(`/indicator-sets/${set.id}`)).toMatchObject({ status: 403 })
  })
})

describe('a code means one set to whoever reads it', () => {
  it('nobody takes one that a superior has published, nor renames a draft to it', async () => {
    await published('CUA-BO', 'system-administrator')
    const { person, set } = await draft('CUA-SO')
    expect(await person.post('/indicator-sets', shortSet('CUA-BO'))).toMatchObject(taken)
    const change = { revision: set.revision, definition: shortSet('CUA-BO') }
    expect(await person.put(`/indicator-sets/${set.id}`, change)).toMatchObject(taken)
  })

  it('nor the system one that a province has published', async () => {
    await published('CUA-TINH')
    const system = await as('system-administrator')
    expect(await system.post('/indicator-sets', shortSet('CUA-TINH'))).toMatchObject(taken)
  })

  it('a hidden draft takes no code; of two drafts the one published first has it', async () => {
    const system = await draft('CHUA-AI', 'system-administrator')
    const province = await published('CHUA-AI')
    expect(province.set).toMatchObject({ version: 1, status: 'published' })
    const address = `/indicator-sets/${system.set.id}`
    expect(await system.person.post(`${address}/publish`, { revision: 1 })).toMatchObject(taken)
    const renamed = { revision: 1, definition: shortSet('TEN-KHAC') }
    await ok(system.person.put(address, renamed))
    expect(await ok(system.person.post(`${address}/publish`, { revision: 2 }))).toMatchObject({ code: 'TEN-KHAC' })
  })

  it('of two next versions made at once each has its number', async () => {
    const person = await as('province-officer')
    const made = await Promise.all([1, 2, 3].map(() => ok(person.post('/indicator-sets', shortSet('CUNG-LUC')))))
    expect(made.map(({ version }) => version).sort()).toEqual([1, 2, 3])
  })
})
