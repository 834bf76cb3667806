import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { importing, xlsxOf, type TableRow } from '../../../test/imports.ts'
import { editWorkbook } from '../../../test/workbook-editor.ts'
import { readWorkbook } from '../../platform/spreadsheet/read.ts'

const tester = testApi()
const { api, as } = tester
const { bring, carryOut, changesOf, confirm, download, faultsOf } = importing(tester)

let last = 0
const row = (over: TableRow = {}): TableRow => ({
  Mã: `CO-CHE-${(last += 1)}`,
  Tên: `Trường Cơ Chế ${last}`,
  Loại: 'Trường tiểu học',
  'Mã đơn vị cấp trên': api.world.commune.code,
  ...over,
})
const book = (...rows: TableRow[]) => xlsxOf('Đơn vị', rows)
const codes = async (q: string) => {
  const { body } = await (await as('province-administrator')).get(`/units?q=${q}`)
  return body.items.map(({ code }: { code: string }) => code)
}

describe('confirming', () => {
  it('carries out once: a second time, or at the same time, it changes nothing more', async () => {
    const person = await as('province-administrator')
    const one = row()
    const brought = await bring(person, 'units', await book(one))
    const replies = await Promise.all([confirm(person, brought), confirm(person, brought), confirm(person, brought)])
    expect(replies.map(({ status, body }) => [status, body.status])).toEqual(Array(3).fill([200, 'applied']))
    expect(new Set(replies.map(({ body }) => body.appliedAt)).size).toBe(1)
    expect(await codes(String(one.Mã))).toEqual([one.Mã])
    expect((await confirm(person, brought)).body).toEqual(replies[0].body)
  })

  it('of two files about the same things at once carries out the second only as it was shown', async () => {
    const person = await as('province-administrator')
    const one = row()
    const files = [await bring(person, 'units', await book(one)), await bring(person, 'units', await book(one, row()))]
    const replies = await Promise.all(files.map((file) => confirm(person, file)))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(replies.find(({ status }) => status === 409)?.body.code).toBe('import.outdated')
    expect(await codes(String(one.Mã))).toEqual([one.Mã])
  })

  it('is refused when the world has changed, and shows what is wrong now', async () => {
    const person = await as('province-administrator')
    const superior = await aUnit(api.db, api.world.commune, { code: 'SAP-LAY' })
    const [one, two] = [row(), row({ Mã: 'SAP-LAY-2' })]
    const brought = await bring(person, 'units', await book(one, two))
    expect(brought.faultCount).toBe(0)
    await person.put(`/units/${superior.id}`, { version: 0, code: 'SAP-LAY-2', name: superior.name, ownership: null })
    await person.put(`/units/${superior.id}`, { version: 1, code: 'SAP-LAY', name: superior.name, ownership: null })
    expect(await confirm(person, brought)).toMatchObject({ status: 409, body: { code: 'import.faulty' } })
    expect(await faultsOf(person, brought)).toMatchObject([{ cell: 'A3', rule: 'unit.code-former' }])
    expect((await person.get(`/imports/${brought.id}`)).body).toMatchObject({ status: 'checked', faultCount: 1 })
    expect(await codes(String(one.Mã))).toEqual([])
  })

  it('is refused when it would do something else than was shown, which is shown then', async () => {
    const person = await as('province-administrator')
    const { code, id, name } = await aUnit(api.db, api.world.commune, { type: 'primary' })
    const brought = await bring(person, 'units', await book(row({ Mã: code, Tên: 'Tên mới' })))
    await person.put(`/units/${id}`, { version: 0, code, name: `${name} khác`, ownership: null })
    expect(await confirm(person, brought)).toMatchObject({ status: 409, body: { code: 'import.outdated' } })
    expect(await changesOf(person, brought)).toMatchObject([{ fields: [{ from: `${name} khác`, to: 'Tên mới' }] }])
    expect(await confirm(person, brought)).toMatchObject({ status: 200, body: { status: 'applied' } })
  })

  it('leaves nothing half done when the database refuses in the middle', async () => {
    const person = await as('province-administrator')
    const rows = [row(), row({ Tên: 'Trường Vấp Ngã' })]
    const brought = await bring(person, 'units', await book(...rows))
    await api.db.execute(sql`alter table units add constraint units_test_stumbles check (name <> 'Trường Vấp Ngã')`)
    expect((await confirm(person, brought)).status).toBe(500)
    await api.db.execute(sql`alter table units drop constraint units_test_stumbles`)
    expect(await codes(String(rows[0]?.Mã))).toEqual([])
    expect(await confirm(person, brought)).toMatchObject({ status: 200, body: { status: 'applied' } })
    expect(await codes(String(rows[0]?.Mã))).toEqual([rows[0]?.Mã])
  })
})

describe('the corrected sheet', () => {
  it('holds what was filled in and the faults of each row, and comes in again without its column', async () => {
    const person = await as('province-administrator')
    const bad = row({ 'Thư điện tử': 'sai' })
    const good = row()
    const brought = await bring(person, 'units', await book(bad, good))
    const { status, headers, content } = await download(person, `/imports/${brought.id}/corrected`)
    expect([status, decodeURIComponent(headers.get('content-disposition') ?? '')]).toEqual([
      200,
      expect.stringContaining('bang - lỗi cần sửa.xlsx'),
    ])
    const sheet = (await readWorkbook(content)).sheets[0]
    const shown = (at: number) => [...(sheet?.rows.get(at)?.values() ?? [])].map((cell) => 'text' in cell && cell.text)
    expect(shown(0)).toEqual(['Lỗi cần sửa', ...Object.keys(bad).slice(0, 5)])
    expect(shown(1)).toEqual([
      'E2: “sai” không đúng dạng; ví dụ đúng: truong@example.org',
      ...Object.values(bad).slice(0, 5),
    ])
    expect(shown(2)).toEqual(Object.values(good))
    const mended = editWorkbook(content, [{ sheet: 'Đơn vị', cell: 'F2', put: 'dung@example.org' }])
    expect(await carryOut(person, 'units', mended)).toMatchObject({ status: 'applied', rowCount: 2 })
  })
})
