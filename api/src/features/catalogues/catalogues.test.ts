import { describe, expect, it } from 'vitest'
import { aCatalogue, faulty } from '../../../test/catalogue.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, shortSet } from '../../../test/road.ts'

const tester = testApi()
const { api, as, client } = tester
const { draft, published } = aCatalogue(tester)

const codes = ({ items }: { items: { code: string; version: number }[] }) =>
  items.map(({ code, version }) => `${code} ${version}`)
const ids = ({ items }: { items: { id: string }[] }) => items.map(({ id }) => id)

describe('POST /indicator-sets', () => {
  it('creates a draft of the unit of whoever creates it, the next version where it has the code already', async () => {
    const { person, set } = await draft('BAN-NHAP')
    expect(set).toMatchObject({ version: 1, status: 'draft', lineCount: 4, derivedFrom: null, refines: null })
    expect(set.actions).toEqual(['edit', 'publish', 'delete', 'attach'])
    expect(set.owner).toEqual({ id: api.world.province.id, name: api.world.province.name })
    expect(set.definition.groups[0].criteria[1].maximum).toBe(60)
    await ok(person.post(`/indicator-sets/${set.id}/publish`, { revision: 1 }))
    const next = await ok(person.post('/indicator-sets', shortSet('BAN-NHAP')))
    expect(next).toMatchObject({ version: 2, derivedFrom: { id: set.id, version: 1 } })
  })

  it('counts versions per owner: two provinces that do not see each other may use one code', async () => {
    await published('CHUNG-MA')
    const abroad = await as('province-officer', api.world.abroad.province)
    const { set } = await published('CHUNG-MA', abroad)
    expect(set).toMatchObject({ version: 1, derivedFrom: null })
    expect(codes(await ok(abroad.get('/indicator-sets?q=CHUNG-MA')))).toEqual(['CHUNG-MA 1'])
  })

  it('takes a faulty draft and names its faults', async () => {
    const { set } = await draft(faulty('CO-LOI'))
    const values = { sum: '100.00', maximum: '90.00' }
    expect(set.faults).toEqual([
      { path: '1', part: 'maximum', rule: 'maxima-do-not-add-up', values },
      { path: '2', part: 'maximum', rule: 'maxima-do-not-add-up', values },
    ])
  })

  it('is not for schools and their managing bodies', async () => {
    for (const role of ['managing-body-leader', 'school-head'] as const)
      expect(await (await as(role)).post('/indicator-sets', shortSet('KHONG'))).toMatchObject({
        status: 403,
        body: { code: 'access.denied' },
      })
  })

  it('refuses what is not a definition, naming the place; nothing unknown is dropped in silence', async () => {
    const person = await as('province-officer')
    const refused = async (over: object) => {
      const { status, body } = await person.post('/indicator-sets', { ...shortSet('SAI'), ...over })
      return [status, body.code, ...(body.errors ?? []).map(({ path }: { path: string }) => path)]
    }
    const { level, groups } = shortSet('SAI')
    expect(await refused({ groups: 'hai' })).toEqual([400, 'request.invalid', '/groups'])
    expect(await refused({ level: { ...level, bands: [{ level: 1, below: 50.125 }] } })).toEqual([
      400,
      'request.invalid',
      '/level/bands/0/below',
    ])
    expect(await refused({ groups: [{ ...groups[1], weight: 2 }] })).toEqual([400, 'request.invalid', '/groups/0'])
  })
})

describe('who sees a set', () => {
  it('a draft: its own writers; anyone else finds nothing', async () => {
    const { person, set } = await draft('CHI-MINH-TOI')
    const address = `/indicator-sets/${set.id}`
    expect((await person.get(address)).status).toBe(200)
    const others = [
      await as('school-head'),
      await as('province-officer', api.world.abroad.province),
      await as('system-administrator'),
    ]
    for (const other of others) {
      expect(await other.get(address)).toMatchObject({ status: 404, body: { code: 'indicator-set.not-found' } })
      expect(ids(await ok(other.get('/indicator-sets?limit=200')))).not.toContain(set.id)
    }
    expect((await client().get(address)).status).toBe(401)
  })

  it('a published one: the units below and above its owner, and no other province', async () => {
    const { set } = await published('CUA-TINH')
    const address = `/indicator-sets/${set.id}`
    for (const role of ['school-staff', 'managing-body-officer', 'province-leader', 'system-administrator'] as const) {
      const person = await as(role)
      expect((await person.get(address)).status).toBe(200)
      expect(ids(await ok(person.get('/indicator-sets?limit=200&unitType=primary')))).toContain(set.id)
    }
    const stranger = await as('province-leader', api.world.abroad.province)
    expect((await stranger.get(address)).status).toBe(404)
    expect(ids(await ok(stranger.get('/indicator-sets?limit=200')))).not.toContain(set.id)
  })

  it('one of the system: everybody', async () => {
    const { set } = await published('CUA-HE-THONG', 'system-administrator')
    const stranger = await as('school-staff', api.world.abroad.school)
    expect(await stranger.get(`/indicator-sets/${set.id}`)).toMatchObject({ status: 200, body: { actions: [] } })
  })
})

describe('the list of sets', () => {
  it('comes in pages, each set once', async () => {
    for (const code of ['TRANG-A', 'TRANG-B', 'TRANG-C']) await published(code)
    const person = await as('province-officer')
    const seen: string[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: { items: { code: string; version: number }[]; nextCursor: string | null } = await ok(
        person.get(`/indicator-sets?limit=2${cursor && `&cursor=${cursor}`}`),
      )
      seen.push(...codes(page))
      cursor = page.nextCursor
    }
    expect(seen).toEqual([...new Set(seen)])
    expect(seen).toEqual(expect.arrayContaining(['TRANG-A 1', 'TRANG-B 1', 'TRANG-C 1']))
  })

  it('is searched by code and title without accents, and by kind of unit', async () => {
    const title = 'Bộ chỉ số cho trường nghề'
    await published({ ...shortSet('TIM-KIEM'), title, appliesTo: ['vocational-continuing-education'] })
    const person = await as('school-staff')
    const found = async (query: string) => codes(await ok(person.get(`/indicator-sets?${query}`)))
    for (const q of ['truong nghe', 'TRƯỜNG NGHỀ', 'nghe tim-kiem', 'tim-k'])
      expect(await found(`q=${encodeURIComponent(q)}`)).toEqual(['TIM-KIEM 1'])
    expect(await found('q=truong nghe khac'.replaceAll(' ', '%20'))).toEqual([])
    expect(await found('q=%25')).toEqual([])
    expect(await found('q=nghe&unitType=primary')).toEqual([])
    expect(await found('q=nghe&status=draft')).toEqual([])
  })
})

describe('a draft', () => {
  it('is replaced as a whole and counts its saves', async () => {
    const { person, set } = await draft('THAY')
    const definition = { ...shortSet('THAY-MOI'), title: 'Tên mới của bộ chỉ số' }
    const changed = await ok(person.put(`/indicator-sets/${set.id}`, { revision: 1, definition }))
    expect(changed).toMatchObject({ code: 'THAY-MOI', version: 1, revision: 2, title: 'Tên mới của bộ chỉ số' })
  })

  it('can be deleted, and is then gone', async () => {
    const { person, set } = await draft('XOA')
    await ok(person.delete(`/indicator-sets/${set.id}`))
    expect((await person.get(`/indicator-sets/${set.id}`)).status).toBe(404)
  })

  it('can be checked without being saved', async () => {
    const reader = await as('school-staff')
    const { faults } = await ok(reader.post('/indicator-sets/check', faulty('THU')))
    expect(faults).toHaveLength(2)
  })
})
