import type { DataImport } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { csvOf, importing, xlsxOf, type TableRow } from '../../../test/imports.ts'

const tester = testApi()
const { api, as } = tester
const { bring, carryOut, changesOf, confirm, faultsOf, send } = importing(tester)

const book = (rows: TableRow[]) => xlsxOf('Đơn vị', rows)
const counted = ({ counts }: DataImport) => Object.fromEntries(counts.map(({ action, count }) => [action, count]))
let last = 0
const fresh = (over: TableRow = {}): TableRow => ({
  Mã: `NHAP-${(last += 1)}`,
  Tên: `Trường Tiểu học Nhập ${last}`,
  Loại: 'Trường tiểu học',
  'Loại hình': 'Công lập',
  'Mã đơn vị cấp trên': api.world.commune.code,
  ...over,
})

describe('units from a spreadsheet', () => {
  it('come in with all that is said of them, superiors and inferiors in any order', async () => {
    const administrator = await as('province-administrator')
    const school = fresh({
      Mã: 'MOI-TH-1',
      'Mã đơn vị cấp trên': 'MOI-XA-1',
      'Địa chỉ': 'Thôn 1, xã Minh Hoạ',
      'Điện thoại': '0203 123 4567',
      'Thư điện tử': 'th1@example.org',
      'Trang web': 'th1.example.org',
      'Điểm trường': '[Chính] Điểm trung tâm: Thôn 1\nĐiểm lẻ: Thôn 2\nĐiểm ba',
      'Mã cũ': 'CU-1; CU-2',
    })
    const commune = fresh({
      Mã: 'MOI-XA-1',
      Tên: 'Xã Nhập',
      Loại: 'UBND xã',
      'Mã đơn vị cấp trên': api.world.province.code,
    })
    const brought = await bring(administrator, 'units', await book([school, commune]))
    expect(brought).toMatchObject({
      status: 'checked',
      rowCount: 2,
      faultCount: 0,
      actions: ['confirm', 'discard', 'download'],
    })
    expect(counted(brought)).toEqual({ create: 2 })
    expect((await administrator.get('/units?q=MOI-TH-1')).body.items).toEqual([])
    const { status, body } = await confirm(administrator, brought)
    expect([status, body]).toMatchObject([200, { status: 'applied', actions: ['download'] }])
    const [change] = await changesOf(administrator, brought)
    const unit = (await administrator.get(`/units/${change?.thingId}`)).body
    expect(unit).toMatchObject({
      code: 'MOI-TH-1',
      ownership: 'public',
      address: 'Thôn 1, xã Minh Hoạ',
      phone: '0203 123 4567',
      email: 'th1@example.org',
      website: 'https://th1.example.org',
      sites: [
        { name: 'Điểm trung tâm', address: 'Thôn 1', main: true },
        { name: 'Điểm lẻ', address: 'Thôn 2', main: false },
        { name: 'Điểm ba', address: null, main: false },
      ],
      formerCodes: ['CU-1', 'CU-2'],
      parent: { code: 'MOI-XA-1' },
    })
    expect((await administrator.get('/units?q=cu-2')).body.items).toMatchObject([{ code: 'MOI-TH-1' }])
  })

  it('that are too many for one statement come in as well, in the order of their rows', async () => {
    const administrator = await as('province-administrator')
    const rows = Array.from({ length: 501 }, () => fresh())
    const brought = await carryOut(administrator, 'units', await book(rows))
    expect(counted(brought)).toEqual({ create: rows.length })
    const { items, nextCursor } = (await administrator.get(`/imports/${brought.id}/changes?limit=200`)).body
    const second = (await administrator.get(`/imports/${brought.id}/changes?limit=200&cursor=${nextCursor}`)).body
    const third = (await administrator.get(`/imports/${brought.id}/changes?limit=200&cursor=${second.nextCursor}`)).body
    const labels = [...items, ...second.items, ...third.items].map(({ label }: { label: string }) => label)
    expect(labels).toEqual(rows.map((row) => `${row['Tên']} (${row['Mã']})`))
    expect((await administrator.get(`/units?q=${rows.at(-1)?.['Mã']}`)).body.items).toHaveLength(1)
  })

  it('brought in again change nothing; of a changed file only what differs is written', async () => {
    const administrator = await as('province-administrator')
    const rows = [fresh(), fresh({ 'Địa chỉ': 'Thôn 3' }), fresh()]
    await carryOut(administrator, 'units', await book(rows))
    expect(counted(await carryOut(administrator, 'units', csvOf(rows)))).toEqual({ unchanged: 3 })
    const [one, two, three] = rows
    const changed = [one ?? {}, { ...two, 'Địa chỉ': '-', Tên: 'Trường đổi tên' }, { ...three, Loại: 'Trường THCS' }]
    const again = await carryOut(administrator, 'units', await book(changed))
    expect(counted(again)).toEqual({ change: 2, unchanged: 1 })
    expect(await changesOf(administrator, again)).toMatchObject([
      {
        action: 'change',
        row: 3,
        fields: [
          { name: 'Tên', from: two?.Tên, to: 'Trường đổi tên' },
          { name: 'Địa chỉ', from: 'Thôn 3', to: null },
        ],
      },
      { fields: [{ name: 'Loại', from: 'Trường tiểu học', to: 'Trường trung học cơ sở' }] },
    ])
  })
})

describe('faults of a sheet of units', () => {
  it('are all named, with sheet, cell and sentence, and nothing is changed', async () => {
    const administrator = await as('province-administrator')
    const { commune, school, abroad } = api.world
    const moved = await aUnit(api.db, api.world.otherCommune, { code: 'DI-CHUYEN', name: 'Trường ở nơi khác' })
    const rows = [
      fresh({ Mã: 'LOI-1' }),
      fresh({ Mã: 'loi-1' }),
      fresh({ Mã: 'có dấu' }),
      fresh({ Mã: null }),
      fresh({ Tên: null }),
      fresh({ Loại: 'Trường học' }),
      fresh({ 'Loại hình': 'quốc tế' }),
      fresh({ 'Mã đơn vị cấp trên': 'KHONG-CO' }),
      fresh({ 'Mã đơn vị cấp trên': null }),
      fresh({ 'Mã đơn vị cấp trên': school.code }),
      fresh({ 'Mã đơn vị cấp trên': abroad.commune.code }),
      fresh({ Mã: abroad.school.code }),
      fresh({ Mã: moved.code, Tên: moved.name, 'Mã đơn vị cấp trên': commune.code }),
      fresh({ Mã: school.code, Loại: 'UBND xã' }),
      fresh({ 'Thư điện tử': 'khong-phai-thu' }),
      fresh({ 'Trang web': 'javascript:alert(1)' }),
      fresh({ 'Điểm trường': '[Chính] A: 1\n[Chính] B: 2' }),
      fresh({ 'Mã cũ': school.code }),
      fresh({ Loại: 'Toàn hệ thống' }),
    ]
    const brought = await bring(administrator, 'units', await book(rows))
    const faults = await faultsOf(administrator, brought)
    expect(faults.map(({ sheet, cell, rule }) => [sheet, cell, rule])).toEqual(
      [
        ['A3', 'twice'],
        ['A4', 'not-a-key'],
        ['A5', 'cell-empty'],
        ['B6', 'cell-empty'],
        ['C7', 'unknown-word'],
        ['D8', 'unknown-word'],
        ['E9', 'unit.parent-unknown'],
        ['E10', 'cell-empty'],
        ['E11', 'unit.parent-unfit'],
        ['E12', 'unit.parent-unknown'],
        ['A13', 'unit.code-taken'],
        ['E14', 'unit.would-move'],
        ['C15', 'unit.tier-differs'],
        ['F16', 'not-a-key'],
        ['G17', 'not-a-key'],
        ['H18', 'not-a-key'],
        ['I19', 'unit.former-in-use'],
        ['C20', 'unknown-word'],
      ].map(([cell, rule]) => ['Đơn vị', cell, rule]),
    )
    expect(brought).toMatchObject({ faultCount: faults.length, actions: ['discard', 'download'] })
    expect(await confirm(administrator, brought)).toMatchObject({ status: 409, body: { code: 'import.faulty' } })
    expect((await administrator.get('/units?q=LOI-1')).body.items).toEqual([])
    expect(faults.filter(({ message, rule }) => message === rule || message.includes('{'))).toEqual([])
  })
})

it('send is refused to a role that may not write units', async () => {
  const staff = await as('school-head')
  expect(await send(staff, 'units', await book([fresh()]))).toMatchObject({
    status: 403,
    body: { code: 'access.denied' },
  })
})
