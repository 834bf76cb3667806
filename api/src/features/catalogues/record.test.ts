import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aCatalogue } from '../../../test/catalogue.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, shortSet, type Person } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
const { draft, published } = aCatalogue(tester)

type Entry = { event: string; by: string; detail: string | null }
const recordOf = async (person: Person, { id }: { id: string }): Promise<Entry[]> =>
  (await ok(person.get(`/indicator-sets/${id}/record`))).items
const events = async (person: Person, set: { id: string }) =>
  (await recordOf(person, set)).map(({ event, detail }) => [event, detail])

describe('the record of a set', () => {
  it('says who made and published it, the newest first', async () => {
    const { person, set } = await published('GHI-LAI')
    const by = person.person.fullName
    expect(await recordOf(await as('school-staff'), set)).toMatchObject([
      { event: 'published', by, detail: null },
      { event: 'created', by, detail: null },
    ])
  })

  it('says from which file it was imported, or from which set it was made', async () => {
    const person = await as('province-officer')
    const file = encodeURIComponent('Bộ chỉ số 2027.xlsx')
    const imported = await ok(person.post(`/indicator-sets?importedFrom=${file}`, shortSet('NHAP-TEP')))
    expect(await events(person, imported)).toEqual([['imported', 'Bộ chỉ số 2027.xlsx']])
    const { set } = await published('GOC-GHI', person)
    const made = await ok(person.post(`/indicator-sets/${set.id}/derivations`, { as: 'version' }))
    expect(await events(person, made)).toEqual([['derived', 'GOC-GHI v1']])
  })

  it('names everybody who worked on a draft, once an hour, however often the editor saves', async () => {
    const { person, set } = await draft('LUU-NHIEU')
    const other = await as('province-leader')
    for (const [at, by] of [person, person, other, person].entries())
      await ok(by.put(`/indicator-sets/${set.id}`, { revision: at + 1, definition: shortSet('LUU-NHIEU') }))
    const saved = async () => (await recordOf(person, set)).flatMap(({ event, by }) => (event === 'saved' ? [by] : []))
    expect(await saved()).toEqual([other.person.fullName, person.person.fullName])
  })

  it('names somebody again who comes back an hour later', async () => {
    const { person, set } = await draft('HOM-QUA')
    const { id, fullName } = person.person
    await api.db.execute(sql`insert into indicator_set_events (id, indicator_set_id, event, at, actor_id, actor_name)
      select gen_random_uuid(), ${set.id}, 'saved', now() - interval '61 minutes', ${id}, ${fullName}`)
    await ok(person.put(`/indicator-sets/${set.id}`, { revision: 1, definition: shortSet('HOM-QUA') }))
    expect((await events(person, set)).map(([event]) => event)).toEqual(['saved', 'created', 'saved'])
  })

  it('is kept for good', async () => {
    await published('CON-MAI')
    await expect(api.db.execute(sql`delete from indicator_set_events`)).rejects.toMatchObject({
      cause: { code: '23001' },
    })
  })

  it('is missing to those who do not see the set', async () => {
    const { set } = await published('KHONG-THAY')
    const stranger = await as('province-leader', api.world.abroad.province)
    const reply = await stranger.get(`/indicator-sets/${set.id}/record`)
    expect(reply).toMatchObject({ status: 404, body: { code: 'indicator-set.not-found' } })
  })
})
