import { readFileSync } from 'node:fs'
import { faultsOfSet, indicatorSetDefinition, leafLinesOf, resultOfSum } from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { ok, shortSet } from '../../../test/road.ts'

const tester = testApi()
const { api, as, client } = tester

const faulty = (code: string) => {
  const set = shortSet(code)
  return { ...set, groups: set.groups.map((group) => ({ ...group, maximum: 90 })) }
}

async function aDraft(code: string, owner = as('province-officer')) {
  const person = await owner
  return { person, set: await ok(person.post('/indicator-sets', shortSet(code))) }
}

async function aPublished(code: string) {
  const { person, set } = await aDraft(code)
  return { person, set: await ok(person.post(`/indicator-sets/${set.id}/publish`, { revision: set.revision })) }
}

describe('QĐ 4725 as it ships', () => {
  const set = indicatorSetDefinition.parse(
    JSON.parse(readFileSync(new URL('../../../catalogues/qd4725.json', import.meta.url), 'utf8')),
  )

  it('has 29 lines in two groups of 100 points: 25 scored, 4 conditions', () => {
    const lines = leafLinesOf(set)
    expect(lines).toHaveLength(29)
    expect(lines.filter(({ criterion }) => criterion.kind === 'condition').map((line) => line.criterion.code)).toEqual([
      '1.1',
      '1.2',
      '2.1',
      '2.2',
    ])
    expect(set.groups.map(({ maximum }) => maximum)).toEqual([10_000, 10_000])
  })

  it('has no fault, and names what has to be compared with the signed text', () => {
    expect(faultsOfSet(set)).toEqual([])
    expect(set.sample).toBe(false)
    expect(set.doubts).toHaveLength(2)
    expect(leafLinesOf(set).filter(({ criterion }) => criterion.doubt !== undefined)).toHaveLength(8)
  })

  it('gives criterion 1.3 levels of its own: below 10, from 10 to 20, above 20', () => {
    const heading = set.groups[0]?.criteria.find(({ code }) => code === '1.3')
    if (heading?.kind !== 'sum') throw new Error('1.3 is a sum')
    const empty = { met: null, count: null, numerator: null, denominator: null, choice: null, items: null }
    const at = (score: number) => resultOfSum(heading, { '1.3.1': { ...empty, score, fields: {}, note: '' } }).level
    expect([975, 1000, 2000, 2025].map(at)).toEqual([1, 2, 2, 3])
    expect(heading.evidence).toEqual({ demand: 'when-claimed', kinds: ['link'] })
    expect(heading.fields?.map(({ key }) => key)).toEqual(['solution', 'acquisition'])
  })
})

describe('POST /indicator-sets', () => {
  it('creates a draft of the unit of whoever creates it, the next version where the code exists', async () => {
    const { person, set } = await aDraft('BAN-NHAP')
    expect(set).toMatchObject({ version: 1, status: 'draft', lineCount: 4, actions: ['edit', 'publish', 'delete'] })
    expect(set.definition.groups[0].criteria[1].maximum).toBe(60)
    expect(await ok(person.post('/indicator-sets', shortSet('BAN-NHAP')))).toMatchObject({ version: 2 })
  })

  it('takes a faulty draft and names its faults', async () => {
    const person = await as('province-officer')
    const body = await ok(person.post('/indicator-sets', faulty('CO-LOI')))
    expect(body.faults).toEqual([
      { path: '1', rule: 'maxima-do-not-add-up', values: { sum: '100.00', maximum: '90.00' } },
      { path: '2', rule: 'maxima-do-not-add-up', values: { sum: '100.00', maximum: '90.00' } },
    ])
  })

  it('is not for schools and their managing bodies', async () => {
    for (const role of ['managing-body-leader', 'school-head'] as const)
      expect(await (await as(role)).post('/indicator-sets', shortSet('KHONG'))).toMatchObject({
        status: 403,
        body: { code: 'access.denied' },
      })
  })

  it('refuses what is not a definition, naming the place', async () => {
    const person = await as('province-officer')
    const reply = await person.post('/indicator-sets', { ...shortSet('SAI'), groups: [] })
    expect(reply).toMatchObject({ status: 400, body: { code: 'request.invalid', errors: [{ path: '/groups' }] } })
    const score = { ...shortSet('SAI'), level: { ...shortSet('SAI').level, bands: [{ level: 1, below: 50.125 }] } }
    expect(await person.post('/indicator-sets', score)).toMatchObject({ status: 400 })
  })
})

describe('who sees a set', () => {
  it('a draft: its own writers; anyone else finds nothing', async () => {
    const { person, set } = await aDraft('CHI-MINH-TOI')
    const address = `/indicator-sets/${set.id}`
    expect((await person.get(address)).status).toBe(200)
    const others = [
      await as('school-head'),
      await as('province-officer', api.world.abroad.province),
      await as('system-administrator'),
    ]
    for (const other of others) {
      expect(await other.get(address)).toMatchObject({ status: 404, body: { code: 'indicator-set.not-found' } })
      const { items } = await ok(other.get('/indicator-sets?limit=200'))
      expect(items.map(({ id }: { id: string }) => id)).not.toContain(set.id)
    }
    expect((await client().get(address)).status).toBe(401)
  })

  it('a published one: the units below and above its owner, and no other province', async () => {
    const { set } = await aPublished('CUA-TINH')
    const address = `/indicator-sets/${set.id}`
    for (const role of ['school-staff', 'managing-body-officer', 'province-leader', 'system-administrator'] as const) {
      const person = await as(role)
      expect((await person.get(address)).status).toBe(200)
      const { items } = await ok(person.get('/indicator-sets?limit=200&unitType=primary'))
      expect(items.map(({ id }: { id: string }) => id)).toContain(set.id)
    }
    const stranger = await as('province-leader', api.world.abroad.province)
    expect((await stranger.get(address)).status).toBe(404)
  })

  it('one of the system: everybody', async () => {
    const { person, set } = await aDraft('CUA-HE-THONG', as('system-administrator'))
    await ok(person.post(`/indicator-sets/${set.id}/publish`, { revision: 1 }))
    const stranger = await as('school-staff', api.world.abroad.school)
    expect(await stranger.get(`/indicator-sets/${set.id}`)).toMatchObject({ status: 200, body: { actions: [] } })
  })

  it('the list comes in pages, each set once', async () => {
    for (const code of ['TRANG-A', 'TRANG-B', 'TRANG-C']) await aPublished(code)
    const person = await as('province-officer')
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: { items: { code: string; version: number }[]; nextCursor: string | null } = await ok(
        person.get(`/indicator-sets?limit=2${cursor && `&cursor=${cursor}`}`),
      )
      seen.push(...page.items.map((item) => `${item.code} ${item.version}`))
      cursor = page.nextCursor
    }
    expect(seen).toEqual([...new Set(seen)])
    expect(seen).toEqual(expect.arrayContaining(['TRANG-A 1', 'TRANG-B 1', 'TRANG-C 1']))
  })
})

describe('POST /indicator-sets/:id/publish', () => {
  it('names every fault with its place, rule and figures, and leaves the draft a draft', async () => {
    const person = await as('province-officer')
    const { id } = await ok(person.post('/indicator-sets', faulty('KHONG-CONG-BO')))
    const reply = await person.post(`/indicator-sets/${id}/publish`, { revision: 1 })
    expect(reply).toMatchObject({ status: 409, body: { code: 'indicator-set.faulty' } })
    expect(reply.body.errors).toEqual([
      { path: '1', message: 'maxima-do-not-add-up', values: { sum: '100.00', maximum: '90.00' } },
      { path: '2', message: 'maxima-do-not-add-up', values: { sum: '100.00', maximum: '90.00' } },
    ])
    expect((await ok(person.get(`/indicator-sets/${id}`))).status).toBe('draft')
  })

  it('freezes the set: neither the API nor the database changes it afterwards', async () => {
    const { person, set } = await aPublished('DONG-BANG')
    const change = { revision: set.revision, definition: shortSet('DONG-BANG') }
    const frozen = { status: 409, body: { code: 'indicator-set.frozen' } }
    expect(await person.put(`/indicator-sets/${set.id}`, change)).toMatchObject(frozen)
    expect(await person.post(`/indicator-sets/${set.id}/publish`, { revision: set.revision })).toMatchObject(frozen)
    expect(await person.delete(`/indicator-sets/${set.id}`)).toMatchObject(frozen)
    await expect(
      api.db.execute(sql`update indicator_sets set definition = '{}' where id = ${set.id}`),
    ).rejects.toMatchObject({ cause: { constraint: 'indicator_sets_frozen' } })
  })

  it('refuses whoever saw an older revision; of two at once exactly one wins', async () => {
    const { person, set } = await aDraft('HAI-NGUOI')
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

  it('belongs to the owner: a superior sees the set but does not touch it', async () => {
    const { set } = await aPublished('CUA-NGUOI-KHAC')
    const system = await as('system-administrator')
    const verification = { checkedBy: 'Lê Thị Mẫu', checkedOn: '2026-11-20', against: 'Bản có dấu' }
    expect(await system.post(`/indicator-sets/${set.id}/verification`, verification)).toMatchObject({ status: 403 })
    expect(await system.delete(`/indicator-sets/${set.id}`)).toMatchObject({ status: 403 })
  })
})

describe('POST /indicator-sets/:id/verification', () => {
  const verification = { checkedBy: 'Lê Thị Mẫu', checkedOn: '2026-11-20', against: 'Bản có dấu, tệp phu-luc.pdf' }

  it('records who compared a published set with what, once', async () => {
    const { person, set } = await aPublished('DOI-CHIEU')
    expect(set).toMatchObject({ verified: false, verification: null, actions: ['verify'] })
    const checked = await ok(person.post(`/indicator-sets/${set.id}/verification`, verification))
    expect(checked).toMatchObject({ verified: true, actions: [], verification })
    expect(checked.verification.recordedBy).toBe(person.person.fullName)
    const again = await person.post(`/indicator-sets/${set.id}/verification`, verification)
    expect(again).toMatchObject({ status: 409, body: { code: 'indicator-set.already-verified' } })
  })

  it('refuses a day that has not come', async () => {
    const { person, set } = await aPublished('NGAY-MAI')
    const ahead = { ...verification, checkedOn: '2999-01-01' }
    expect(await person.post(`/indicator-sets/${set.id}/verification`, ahead)).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', errors: [{ path: '/checkedOn' }] },
    })
  })

  it('refuses a draft', async () => {
    const { person, set } = await aDraft('CHUA-CONG-BO')
    const reply = await person.post(`/indicator-sets/${set.id}/verification`, verification)
    expect(reply).toMatchObject({ status: 409, body: { code: 'indicator-set.not-published' } })
  })
})

describe('a draft', () => {
  it('is replaced as a whole and counts its saves', async () => {
    const { person, set } = await aDraft('THAY')
    const definition = { ...shortSet('THAY-MOI'), title: 'Tên mới của bộ chỉ số' }
    const changed = await ok(person.put(`/indicator-sets/${set.id}`, { revision: 1, definition }))
    expect(changed).toMatchObject({ code: 'THAY-MOI', version: 1, revision: 2, title: 'Tên mới của bộ chỉ số' })
  })

  it('can be deleted, and is then gone', async () => {
    const { person, set } = await aDraft('XOA')
    await ok(person.delete(`/indicator-sets/${set.id}`))
    expect((await person.get(`/indicator-sets/${set.id}`)).status).toBe(404)
  })

  it('can be checked without being saved', async () => {
    const reader = await as('school-staff')
    const { faults } = await ok(reader.post('/indicator-sets/check', faulty('THU')))
    expect(faults).toHaveLength(2)
  })
})
