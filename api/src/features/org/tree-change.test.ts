import { describe, expect, it } from 'vitest'
import type { DataImport } from '@thuoc/shared'
import { aMembership, aPerson, aProvince, aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { booksOf, importing, type TableRow } from '../../../test/imports.ts'
import { aRoad, ok } from '../../../test/road.ts'
import type { UnitRow } from './index.ts'

const tester = testApi()
const { api, as } = tester
const { bring, confirm, carryOut, changesOf, faultsOf } = importing(tester)

let serial = 0
const decision = (over: TableRow = {}): TableRow => ({
  'Số quyết định': '1656/NQ-UBTVQH15',
  'Ngày quyết định': '16/06/2025',
  'Ngày hiệu lực': '01/07/2025',
  ...over,
})
const newCommune = (parent: UnitRow, over: TableRow = {}): TableRow => ({
  Mã: `XA-${(serial += 1)}`,
  Tên: `Phòng VH-XH xã Sắp Xếp ${serial}`,
  Loại: 'UBND xã',
  'Mã đơn vị cấp trên': parent.code,
  ...over,
})
const moveTo = (unit: { code: string }, code: string): TableRow => ({
  'Mã đơn vị': unit.code,
  'Mã đơn vị cấp trên mới': code,
})
type Sheets = { decisions?: TableRow[]; founded?: TableRow[]; moves?: TableRow[]; closures?: TableRow[] }
const book = ({ decisions = [decision()], founded = [], moves = [], closures = [] }: Sheets) =>
  booksOf({
    'Quyết định': decisions,
    ...(founded.length > 0 && { 'Đơn vị mới': founded }),
    ...(moves.length > 0 && { 'Đơn vị chuyển': moves }),
    ...(closures.length > 0 && { 'Đơn vị giải thể': closures }),
  })
const counted = ({ counts }: DataImport) =>
  Object.fromEntries(counts.map(({ subject, action, count }) => [`${subject} ${action}`, count]))

describe('districts that communes replace', () => {
  it('in one file: shown first, carried out whole, told in a report; a second time it changes nothing', async () => {
    const { province } = await aProvince(api.db, 'Sắp Xếp')
    const by = await as('province-administrator', province)
    const district = await aUnit(api.db, province, { type: 'district-office', name: 'Phòng GDĐT cũ' })
    const schools = [await aUnit(api.db, district), await aUnit(api.db, district), await aUnit(api.db, district)]
    await aMembership(api.db, await aPerson(api.db), district, 'managing-body-leader')
    const founded = [newCommune(province), newCommune(province)]
    const [first, second] = founded.map(({ Mã }) => String(Mã))
    const moves = schools.map((school, at) => moveTo(school, (at === 0 ? first : second) ?? ''))
    const content = await book({ founded, moves, closures: [{ 'Mã đơn vị': district.code }] })

    const brought = await bring(by, 'tree-change', content)
    expect(brought).toMatchObject({ status: 'checked', faultCount: 0, rowCount: 7 })
    expect(counted(brought)).toEqual({ 'unit create': 2, 'unit move': 3, 'unit end': 1, 'membership end': 1 })
    expect((await ok(by.get(`/units/${district.id}`))).closedOn).toBeNull()
    expect(await changesOf(by, brought)).toMatchObject([
      { action: 'create', sheet: 'Đơn vị mới', row: 2 },
      { action: 'create', row: 3 },
      { action: 'move', sheet: 'Đơn vị chuyển', row: 2 },
      { action: 'move' },
      { action: 'move' },
      { action: 'end', sheet: 'Đơn vị giải thể', row: 2 },
    ])

    expect(await ok(confirm(by, brought))).toMatchObject({ status: 'applied' })
    expect(await ok(by.get(`/units/${district.id}`))).toMatchObject({ closedOn: '2025-07-01', childCount: 0 })
    const { parent } = await ok(by.get(`/units/${schools[0]?.id}`))
    expect(parent.code).toBe(first)
    expect((await ok(by.get(`/units/${schools[0]?.id}?asOf=2025-06-30`))).parent.id).toBe(district.id)
    const { operations } = await ok(by.get(`/units/${schools[0]?.id}/history`))
    expect(operations).toMatchObject([
      { kind: 'reorganise', decisionNumber: '1656/NQ-UBTVQH15', decisionDate: '2025-06-16', effectiveOn: '2025-07-01' },
    ])
    expect(counted(await carryOut(by, 'tree-change', content))).toEqual({ 'unit unchanged': 6 })
  })

  it('in the middle of a year: running files go to the communes', async () => {
    const { province, otherCommune } = api.world
    const district = await aUnit(api.db, province, { type: 'district-office' })
    const school = await aUnit(api.db, district)
    const road = await aRoad(tester, 'MAU-SX')
    const file = await road.fileOf(school)
    const by = await as('province-administrator')
    const content = await book({
      decisions: [decision({ 'Ngày hiệu lực': '01/11/2026' })],
      moves: [moveTo(school, otherCommune.code)],
      closures: [{ 'Mã đơn vị': district.code }],
    })
    const applied = await carryOut(by, 'tree-change', content)
    expect(counted(applied)).toMatchObject({ 'file move': 1 })
    const staff = await as('school-staff', school)
    expect(await ok(staff.get(`/submissions/${file.id}`))).toMatchObject({ assessor: { id: otherCommune.id } })
  })
})

describe('faults', () => {
  it('are each named in their cell, and nothing is done', async () => {
    const { province, commune, school, otherCommune, highSchool } = api.world
    const by = await as('province-administrator')
    const faulty = await bring(
      by,
      'tree-change',
      await book({
        decisions: [decision({ 'Ngày hiệu lực': 'đầu tháng bảy' }), decision()],
        founded: [
          newCommune(province, { Mã: commune.code }),
          newCommune(province, { 'Mã đơn vị cấp trên': 'KHONG-CO' }),
        ],
        moves: [moveTo({ code: 'KHONG-CO' }, otherCommune.code), moveTo(school, api.world.abroad.commune.code)],
      }),
    )
    expect(faulty).toMatchObject({ status: 'checked', actions: ['discard', 'download'] })
    expect((await faultsOf(by, faulty)).map(({ sheet, cell, rule }) => [sheet, cell, rule])).toEqual([
      ['Quyết định', null, 'decision-once'],
      ['Quyết định', 'C2', 'not-a-date'],
      ['Đơn vị mới', 'A2', 'unit.code-taken'],
      ['Đơn vị mới', 'D3', 'unit.not-found'],
      ['Đơn vị chuyển', 'A2', 'unit.not-found'],
      ['Đơn vị chuyển', 'B3', 'unit.not-found'],
    ])
    expect((await confirm(by, faulty)).status).toBe(409)
    const office = await aUnit(api.db, province, { type: 'commune-office' })
    await aUnit(api.db, office)
    const unfit = await bring(
      by,
      'tree-change',
      await book({ moves: [moveTo(school, highSchool.code)], closures: [{ 'Mã đơn vị': office.code }] }),
    )
    expect((await faultsOf(by, unfit)).map(({ sheet, cell, rule }) => [sheet, cell, rule])).toEqual([
      ['Đơn vị chuyển', 'A2', 'unit.parent-unfit'],
      ['Đơn vị giải thể', null, 'unit-change.children-left'],
    ])
  })

  it('what has changed since it was shown is not carried out', async () => {
    const by = await as('province-administrator')
    const { commune, otherCommune, district } = api.world
    const unit = await aUnit(api.db, commune)
    const brought = await bring(by, 'tree-change', await book({ moves: [moveTo(unit, otherCommune.code)] }))
    const move = { kind: 'move', units: [{ unitId: unit.id, version: 0, parentId: district.id }] }
    const said = { effectiveOn: '2025-07-01', decisionNumber: '1', decisionDate: '2025-06-01', note: '' }
    await ok(by.post('/unit-changes', { ...said, ...move }))
    expect(await confirm(by, brought)).toMatchObject({ status: 409, body: { code: 'import.outdated' } })
  })

  it('schools bring in nothing of the kind', async () => {
    const head = await as('school-head')
    await expect(bring(head, 'tree-change', await book({}))).rejects.toThrow('access.denied')
  })
})
