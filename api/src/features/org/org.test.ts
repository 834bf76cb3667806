import { unitTypes, type Unit } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'

const { api, as } = testApi()

const names = (items: Unit[]) => items.map(({ name }) => name)
const missing = { status: 404, body: { code: 'unit.not-found' } }
const unit = (parentId: string, over = {}) => ({
  parentId,
  code: `N${Math.random().toString(36).slice(2, 10)}`,
  name: 'Trường Tiểu học Mới',
  type: 'primary',
  ownership: 'public',
  ...over,
})

describe('GET /units', () => {
  it('lists the own subtree in Vietnamese order', async () => {
    const { district } = api.world
    for (const name of ['Trường Đông', 'Trường Dân', 'Trường Ân', 'Trường An', 'Trường Em'])
      await aUnit(api.db, district, { name, type: 'nursery' })
    const { body } = await (await as('managing-body-officer', district)).get('/units?type=nursery')
    expect(names(body.items)).toEqual(['Trường An', 'Trường Ân', 'Trường Dân', 'Trường Đông', 'Trường Em'])
  })

  it('shows a school itself and nothing of its neighbours', async () => {
    const { body } = await (await as('school-staff')).get('/units')
    expect(body.items).toMatchObject([{ id: api.world.school.id, parent: { id: api.world.commune.id }, childCount: 0 }])
  })

  it('finds by part of the name or code without accents, and takes % and _ as they are', async () => {
    const { otherCommune } = api.world
    await aUnit(api.db, otherCommune, { name: 'Trường Mầm non Hướng Dương', code: 'HD-01' })
    const officer = await as('managing-body-officer', otherCommune)
    const found = async (q: string) => names((await officer.get(`/units?q=${encodeURIComponent(q)}`)).body.items)
    expect(await found('huong duong')).toEqual(['Trường Mầm non Hướng Dương'])
    expect(await found('HƯỚNG dương')).toEqual(['Trường Mầm non Hướng Dương'])
    expect(await found('hd-0')).toEqual(['Trường Mầm non Hướng Dương'])
    expect(await found('%')).toEqual([])
    expect(await found('d_ong')).toEqual([])
  })

  it('filters by parent, by subtree, type and ownership', async () => {
    const { province, commune, school, secondSchool } = api.world
    await aUnit(api.db, commune, { name: 'Trường Tư thục Mẫu', ownership: 'non-public', type: 'multi-level' })
    const leader = await as('province-leader', province)
    const listed = async (query: string) => (await leader.get(`/units?${query}`)).body.items as Unit[]
    expect((await listed(`within=${commune.id}`)).map(({ id }) => id)).toEqual(
      expect.arrayContaining([commune.id, school.id, secondSchool.id]),
    )
    expect((await listed(`parentId=${province.id}`)).every(({ parent }) => parent?.id === province.id)).toBe(true)
    expect(names(await listed(`within=${commune.id}&ownership=non-public`))).toEqual(['Trường Tư thục Mẫu'])
    expect(names(await listed('type=multi-level'))).toEqual(['Trường Tư thục Mẫu'])
    const types = (items: Unit[]) => [...new Set(items.map(({ type }) => type))].sort()
    const [bodies, bodiesThen] = [
      await listed('types=commune-office,district-office'),
      await listed(
        `types=commune-office,district-office&asOf=${new Date().toLocaleDateString('sv', { timeZone: 'Asia/Ho_Chi_Minh' })}`,
      ),
    ]
    expect(types(bodies)).toEqual(['commune-office', 'district-office'])
    expect(names(bodiesThen)).toEqual(names(bodies))
    expect((await leader.get('/units?types=commune-office,castle')).status).toBe(400)
    expect(await listed(`within=${api.world.abroad.commune.id}`)).toEqual([])
  })

  it('goes page by page without losing or repeating a unit', async () => {
    const leader = await as('province-leader', api.world.abroad.province)
    const { body: whole } = await leader.get('/units')
    const seen: Unit[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { body } = await leader.get(`/units?limit=2${cursor && `&cursor=${cursor}`}`)
      seen.push(...body.items)
      cursor = body.nextCursor
    }
    expect(seen).toEqual(whole.items)
  })
})

describe('GET /units/:id', () => {
  it('shows the line of superiors, the highest first', async () => {
    const { body } = await (await as('school-head')).get(`/units/${api.world.school.id}`)
    expect(body.ancestors.map(({ id }: Unit) => id)).toEqual(
      [api.world.root, api.world.province, api.world.commune].map(({ id }) => id),
    )
  })

  it('shows a superior, who may not be touched', async () => {
    const head = await as('province-administrator')
    const { root } = api.world
    expect(await head.get(`/units/${root.id}`)).toMatchObject({ status: 200, body: { actions: [] } })
    expect(await head.post('/units', unit(root.id, { type: 'province' }))).toMatchObject({
      status: 403,
      body: { code: 'access.denied' },
    })
  })

  it('answers alike for a unit of others and a missing one', async () => {
    const head = await as('school-head')
    const hidden = await head.get(`/units/${api.world.secondSchool.id}`)
    const absent = await head.get('/units/00000000-0000-7000-8000-00000000dead')
    expect(hidden).toMatchObject(missing)
    expect({ ...hidden.body, requestId: '' }).toEqual({ ...absent.body, requestId: '' })
  })

  it('offers what the role may do there', async () => {
    const administrator = await as('province-administrator')
    const actions = async (id: string) => (await administrator.get(`/units/${id}`)).body.actions
    expect(await actions(api.world.commune.id)).toEqual(['edit', 'add-child', 'manage-people', 'reorganise'])
    expect(await actions(api.world.school.id)).toEqual(['edit', 'manage-people', 'reorganise'])
    const system = await as('system-administrator')
    expect((await system.get(`/units/${api.world.root.id}`)).body.actions).toEqual(['add-child', 'manage-people'])
  })
})

describe('POST /units', () => {
  it('adds a unit under a parent of the own subtree', async () => {
    const administrator = await as('province-administrator')
    const reply = await administrator.post('/units', unit(api.world.commune.id, { code: 'MOI-1' }))
    expect(reply).toMatchObject({
      status: 200,
      body: { code: 'MOI-1', version: 0, parent: { id: api.world.commune.id } },
    })
    const officer = await as('managing-body-officer')
    expect((await officer.get(`/units/${reply.body.id}`)).status).toBe(200)
  })

  it('refuses a code that is taken, in whatever case', async () => {
    const administrator = await as('province-administrator')
    await administrator.post('/units', unit(api.world.commune.id, { code: 'Ma-Trung' }))
    expect(await administrator.post('/units', unit(api.world.commune.id, { code: 'MA-TRUNG' }))).toMatchObject({
      status: 409,
      body: { code: 'unit.code-taken' },
    })
  })

  it('puts each type only under the tiers where it may stand', async () => {
    const { root, province, commune, district, school } = api.world
    const system = await as('system-administrator')
    const parents = { root, province, commune, district, school }
    const offices = ['district-office', 'commune-office']
    for (const type of unitTypes.filter((each) => each !== 'system')) {
      const fit =
        type === 'province' ? ['root'] : offices.includes(type) ? ['province'] : ['province', 'commune', 'district']
      for (const [name, parent] of Object.entries(parents)) {
        const { status, body } = await system.post('/units', unit(parent.id, { type }))
        const expected = fit.includes(name) ? 'created' : 'unit.parent-unfit'
        expect([type, name, status === 200 ? 'created' : body.code]).toEqual([type, name, expected])
      }
    }
  })

  it('knows no parent outside of the own subtree', async () => {
    const administrator = await as('province-administrator')
    expect(await administrator.post('/units', unit(api.world.abroad.commune.id))).toMatchObject(missing)
  })

  it('refuses a second root, and text with the character NUL', async () => {
    const system = await as('system-administrator')
    expect(await system.post('/units', unit(api.world.root.id, { type: 'system' }))).toMatchObject({ status: 400 })
    expect(await system.post('/units', unit(api.world.commune.id, { name: 'a\u0000b' }))).toMatchObject({
      status: 400,
      body: { code: 'request.invalid' },
    })
  })
})

describe('PUT /units/:id', () => {
  const change = { code: 'DOI-1', name: 'Trường đổi tên', ownership: 'non-public' }

  it('changes what it was asked to and counts the version up; an old version is refused', async () => {
    const administrator = await as('province-administrator')
    const { id } = await aUnit(api.db, api.world.commune)
    const path = `/units/${id}`
    expect(await administrator.put(path, { ...change, version: 0 })).toMatchObject({
      status: 200,
      body: { ...change, version: 1 },
    })
    expect(await administrator.put(path, { ...change, version: 0 })).toMatchObject({
      status: 409,
      body: { code: 'unit.stale' },
    })
    expect(await administrator.put(path, { ...change, version: 1 })).toMatchObject({ status: 200 })
  })

  it('lets exactly one of two at once win', async () => {
    const administrator = await as('province-administrator')
    const { id } = await aUnit(api.db, api.world.commune)
    const save = (code: string) => administrator.put(`/units/${id}`, { ...change, code, version: 0 })
    const replies = await Promise.all([save('HAI-A'), save('HAI-B')])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('refuses a taken code, a unit of others and the root', async () => {
    const administrator = await as('province-administrator')
    const { id } = await aUnit(api.db, api.world.commune)
    const taken = { ...change, code: api.world.school.code.toLowerCase(), version: 0 }
    expect((await administrator.put(`/units/${id}`, taken)).body.code).toBe('unit.code-taken')
    expect(await administrator.put(`/units/${api.world.abroad.school.id}`, { ...change, version: 0 })).toMatchObject(
      missing,
    )
    const system = await as('system-administrator')
    expect((await system.put(`/units/${api.world.root.id}`, { ...change, code: 'GOC', version: 0 })).body.code).toBe(
      'access.denied',
    )
  })
})
