import { describe, expect, it } from 'vitest'
import { aUnit } from '../../../test/factories.ts'
import { exportsOf } from '../../../test/exports.ts'
import { testApi } from '../../../test/harness.ts'
import { importing, xlsxOf, type TableRow } from '../../../test/imports.ts'
import { readWorkbook } from '../../platform/spreadsheet/read.ts'

const tester = testApi()
const { api, as, client } = tester
const { fileOf } = exportsOf(tester)
const { bring, carryOut, changesOf, faultsOf } = importing(tester)

const book = (...rows: TableRow[]) => xlsxOf('Đơn vị', rows)
const textOf = (cell: unknown) => (typeof cell === 'object' && cell !== null && 'text' in cell ? cell.text : null)

describe('what is said of a unit', () => {
  const described = {
    address: 'Số 1 đường Minh Hoạ',
    phone: '+84 203 123 4567',
    email: 'truong@example.org',
    website: 'https://truong.example.org',
    sites: [
      { name: 'Điểm chính', address: 'Thôn 1', main: true },
      { name: 'Điểm lẻ', address: null, main: false },
    ],
  }

  it('is taken with a new unit and with a change; what is left out stays, null empties', async () => {
    const administrator = await as('province-administrator')
    const plain = { code: 'TA-1', name: 'Trường Tả', ownership: 'public' as const }
    const parentId = api.world.commune.id
    const { body } = await administrator.post('/units', { ...plain, type: 'primary', parentId, ...described })
    const path = `/units/${body.id}`
    expect((await administrator.get(path)).body).toMatchObject({ ...described, formerCodes: [] })
    await administrator.put(path, { ...plain, version: 0, phone: null })
    expect((await administrator.get(path)).body).toMatchObject({ ...described, phone: null })
    await administrator.put(path, { ...plain, version: 1, sites: [] })
    expect((await administrator.get(path)).body).toMatchObject({ email: described.email, sites: [] })
  })

  it('is refused where it cannot be: a second main site, a phone of letters, a website that runs', async () => {
    const administrator = await as('province-administrator')
    const { id, code, name } = await aUnit(api.db, api.world.commune)
    const main = { name: 'A', address: null, main: true }
    for (const odd of [
      { sites: [main, { ...main, name: 'B' }] },
      { sites: [{ ...main, name: 'A: B' }] },
      { phone: 'gọi cô Mẫu' },
      { email: 'truong' },
      { website: 'javascript:alert(1)' },
    ])
      expect(
        await administrator.put(`/units/${id}`, { version: 0, code, name, ownership: null, ...odd }),
      ).toMatchObject({
        status: 400,
        body: { code: 'request.invalid' },
      })
  })
})

describe('a former code', () => {
  const recode = async (id: string, code: string, version: number) =>
    (await as('province-administrator')).put(`/units/${id}`, { version, code, name: 'Trường đổi mã', ownership: null })

  it('stays with its unit, finds it, and is given to no other; the unit may take it back', async () => {
    const { commune } = api.world
    const administrator = await as('province-administrator')
    const { id } = await aUnit(api.db, commune, { code: 'MA-DAU' })
    expect((await recode(id, 'MA-HAI', 0)).status).toBe(200)
    expect((await administrator.get(`/units/${id}`)).body).toMatchObject({ code: 'MA-HAI', formerCodes: ['MA-DAU'] })
    expect((await administrator.get('/units?q=ma-dau')).body.items).toMatchObject([{ id }])
    const other = { parentId: commune.id, code: 'ma-dau', name: 'Trường khác', type: 'primary', ownership: null }
    expect(await administrator.post('/units', other)).toMatchObject({ status: 409, body: { code: 'unit.code-taken' } })
    expect((await recode(id, 'MA-DAU', 1)).status).toBe(200)
    expect((await administrator.get(`/units/${id}`)).body).toMatchObject({ code: 'MA-DAU', formerCodes: ['MA-HAI'] })
  })

  it('in a sheet is a fault that names the code of today; written as “Mã cũ” it gives the unit a new one', async () => {
    const administrator = await as('province-administrator')
    const { id, name } = await aUnit(api.db, api.world.commune, { code: 'BANG-CU' })
    const row = { Mã: 'BANG-MOI', Tên: name, Loại: 'Trường tiểu học', 'Mã cũ': 'BANG-CU; BANG-XUA' }
    const done = await carryOut(administrator, 'units', await book(row))
    expect(await changesOf(administrator, done)).toMatchObject([
      {
        action: 'change',
        thingId: id,
        fields: [
          { name: 'Mã', from: 'BANG-CU', to: 'BANG-MOI' },
          { name: 'Mã cũ', from: null, to: 'BANG-XUA' },
        ],
      },
    ])
    const { code, formerCodes } = (await administrator.get(`/units/${id}`)).body
    expect([code, formerCodes]).toEqual(['BANG-MOI', ['BANG-XUA', 'BANG-CU']])
    const again = await bring(administrator, 'units', await book(row))
    expect(again.counts).toEqual([{ subject: 'unit', action: 'unchanged', count: 1 }])
    const stale = await bring(administrator, 'units', await book({ ...row, Mã: 'BANG-CU', 'Mã cũ': null }))
    expect(await faultsOf(administrator, stale)).toMatchObject([
      { cell: 'A2', rule: 'unit.code-former', values: { code: 'BANG-CU', now: 'BANG-MOI' } },
    ])
  })

  it('of another unit is not claimed by a sheet, whoever the unit belongs to', async () => {
    const administrator = await as('province-administrator')
    const { school, abroad } = api.world
    const rows = [school.code, abroad.school.code].map((former, at) => ({
      Mã: `DOI-${at}`,
      Tên: 'Trường Đòi Mã',
      Loại: 'Trường tiểu học',
      'Mã đơn vị cấp trên': api.world.commune.code,
      'Mã cũ': former,
    }))
    // The first would simply give the known school another code.
    const brought = await bring(
      administrator,
      'units',
      await book({ ...rows[0], Mã: api.world.secondSchool.code }, rows[1] ?? {}),
    )
    const faults = await faultsOf(administrator, brought)
    expect(faults.map(({ cell, rule }) => [cell, rule])).toEqual([
      ['E2', 'unit.former-taken'],
      ['E3', 'unit.code-taken'],
    ])
  })
})

describe('units taken out', () => {
  it('are those that the list shows, and brought in again are all unchanged, as XLSX and as CSV', async () => {
    const administrator = await as('province-administrator', api.world.abroad.province)
    const { commune, school } = api.world.abroad
    const sites = [
      { name: 'Điểm chính', address: 'Thôn 1; tổ 2', main: true },
      { name: 'Điểm "lẻ"', address: null, main: false },
    ]
    const kept = {
      version: 0,
      code: school.code,
      name: '=Trường, “lạ”',
      ownership: 'non-public',
      phone: '+84 1',
      sites,
    }
    await administrator.put(`/units/${school.id}`, kept)
    const { items } = (await administrator.get('/units?limit=200')).body
    for (const format of ['xlsx', 'csv']) {
      const { name, content } = await fileOf(administrator, { kind: 'unit-list', filter: {}, format })
      expect(name).toMatch(new RegExp(`^Đơn vị \\d{4}-\\d\\d-\\d\\d\\.${format}$`))
      const again = await bring(administrator, 'units', content, `don-vi.${format}`)
      expect(await faultsOf(administrator, again)).toEqual([])
      expect(again.counts).toEqual([{ subject: 'unit', action: 'unchanged', count: items.length }])
    }
    const filter = { parentId: commune.id, type: school.type }
    const { content } = await fileOf(administrator, { kind: 'unit-list', filter, format: 'xlsx' })
    const rows = [...((await readWorkbook(content)).sheets[0]?.rows.values() ?? [])].map((line) => textOf(line.get(0)))
    expect(rows).toEqual(['Mã', school.code])
  })

  it('are one’s own branch only, and nothing to a stranger', async () => {
    const head = await as('school-head')
    const order = { kind: 'unit-list', filter: {}, format: 'csv' }
    const { content } = await fileOf(head, order)
    expect(String(content).trim().split('\r\n')).toHaveLength(2)
    expect(String(content)).toContain(api.world.school.code)
    expect((await client().post('/exports', order)).status).toBe(401)
  })
})
