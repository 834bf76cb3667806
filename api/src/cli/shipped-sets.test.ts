import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { aCatalogue } from '../../test/catalogue.ts'
import { testApi } from '../../test/harness.ts'
import { ok } from '../../test/road.ts'
import { localFiles, type Files } from '../platform/files.ts'
import { seed } from './seed.ts'

const tester = testApi()
const { api, as } = tester
let files: Files
const shipped = () => seed(api.db, { demonstration: false, files })

/** A database that was there before the samples: its province has used the code of one of them. */
beforeAll(async () => {
  files = await localFiles(api.filesFolder)
  await aCatalogue(tester).published('MAU-CQQL')
  await shipped()
})

const stored = async () => {
  const { rows } = await api.db.execute<Record<string, number>>(sql`
    select (select count(*)::int from indicator_sets) sets, (select count(*)::int from indicator_set_events) entries`)
  return rows[0]
}

describe('the sets that ship with the product', () => {
  it('are published for everybody: QĐ 4725 as not yet compared with the signed text, the sample as a sample', async () => {
    const person = await as('school-staff', api.world.abroad.school)
    const { items } = await ok(person.get('/indicator-sets'))
    expect(items).toEqual([
      expect.objectContaining({ code: 'MAU-MN', version: 1, sample: true, decision: null, lineCount: 9 }),
      expect.objectContaining({ code: 'QD4725', version: 1, sample: false, verified: false, lineCount: 29 }),
    ])
    const { items: record } = await ok(person.get(`/indicator-sets/${items[1].id}/record`))
    expect(record).toMatchObject([{ event: 'published' }, { event: 'imported', detail: 'qd4725.json' }])
  })

  it('leave alone whoever has used the code of a sample before', async () => {
    const { items } = await ok((await as('province-officer')).get('/indicator-sets?q=MAU-CQQL'))
    expect(items).toMatchObject([{ owner: { id: api.world.province.id }, version: 1, lineCount: 4 }])
  })

  it('are loaded once: another start changes nothing, also after the system has made a version of its own', async () => {
    const before = await stored()
    await shipped()
    expect(await stored()).toEqual(before)

    const system = await as('system-administrator')
    const { items } = await ok(system.get('/indicator-sets?q=MAU-MN'))
    const next = await ok(system.post(`/indicator-sets/${items[0].id}/derivations`, { as: 'version' }))
    await ok(system.post(`/indicator-sets/${next.id}/publish`, { revision: 1 }))
    const after = await stored()
    await shipped()
    expect(await stored()).toEqual(after)
  })

  it('are for all units of their kind', async () => {
    const person = await as('school-head')
    const codes = async (unitType: string) => {
      const { items } = await ok(person.get(`/indicator-sets?unitType=${unitType}&q=bo chi so`))
      return [...new Set(items.map(({ code }: { code: string }) => code))]
    }
    expect(await codes('kindergarten')).toEqual(['MAU-MN'])
    expect(await codes('continuing-education')).toEqual(['QD4725'])
  })
})
