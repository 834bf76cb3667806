import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { importing, xlsxOf, type TableRow } from '../../../test/imports.ts'

const tester = testApi()
const { api, as, client } = tester
const { bring, carryOut, confirm, send } = importing(tester)

let last = 0
const row = (over: TableRow = {}): TableRow => ({
  Mã: `CO-CHE-${(last += 1)}`,
  Tên: `Trường Cơ Chế ${last}`,
  Loại: 'Trường tiểu học',
  'Mã đơn vị cấp trên': api.world.commune.code,
  ...over,
})
const book = (...rows: TableRow[]) => xlsxOf('Đơn vị', rows)

const keptFiles = async (id: string) => existsSync(join(api.filesFolder, 'kept', id))
const missing = { status: 404, body: { code: 'import.not-found' } }

describe('who', () => {
  it('may not write such things may not bring them in, nor ask for the template', async () => {
    for (const role of ['province-leader', 'managing-body-leader', 'school-head'] as const) {
      const person = await as(role)
      const denied = { status: 403, body: { code: 'access.denied' } }
      expect(await send(person, 'units', await book(row()))).toMatchObject(denied)
      expect(await person.get('/import-kinds/units/template')).toMatchObject(denied)
    }
    expect((await client().post('/import-kinds/units/imports')).status).toBe(401)
  })

  it('reads what the own branch brought in; to all others it is missing', async () => {
    const person = await as('province-administrator')
    const brought = await bring(person, 'units', await book(row()))
    const leader = await as('province-leader')
    expect(await leader.get(`/imports/${brought.id}`)).toMatchObject({ status: 200, body: { actions: ['download'] } })
    const superior = await as('system-administrator')
    expect(await superior.get(`/imports/${brought.id}`)).toMatchObject({ status: 200, body: { actions: ['download'] } })
    expect(await confirm(superior, brought)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    const strangers = [await as('province-administrator', api.world.abroad.province), await as('managing-body-leader')]
    for (const stranger of strangers) {
      for (const path of ['', '/faults', '/changes', '/corrected'])
        expect(await stranger.get(`/imports/${brought.id}${path}`)).toMatchObject(missing)
      expect(await confirm(stranger, brought)).toMatchObject(missing)
      expect(await stranger.delete(`/imports/${brought.id}`)).toMatchObject(missing)
      expect((await stranger.get('/imports')).body.items).toEqual([])
    }
  })

  it('brought it in, or a colleague, may discard it; what was carried out stays', async () => {
    const person = await as('province-administrator')
    const brought = await bring(person, 'units', await book(row()))
    expect(await keptFiles(brought.id)).toBe(true)
    expect((await (await as('province-administrator')).delete(`/imports/${brought.id}`)).status).toBe(200)
    expect(await person.get(`/imports/${brought.id}`)).toMatchObject(missing)
    const done = await carryOut(person, 'units', await book(row()))
    expect(await person.delete(`/imports/${done.id}`)).toMatchObject({ status: 409, body: { code: 'import.applied' } })
  })
})
