import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { recordWords } from '@thuoc/shared'
import { testApi } from '../../../test/harness.ts'
import { unfollowed } from '../../../test/unfollowed-tables.ts'
import { aRoad, ok, score } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
let road: Awaited<ReturnType<typeof aRoad>>
beforeAll(async () => {
  road = await aRoad(tester)
})

type Entry = { number: number; table: string; key: string; action: string; content: Record<string, unknown> }
type Kept = Entry & { actor: string | null; unit: string | null; text: string; hash: string }
async function entriesOf(chain: string): Promise<Kept[]> {
  const { rows } = await api.db.execute<Kept>(sql`
    select number, table_name as "table", row_key as key, action, content, actor_id as actor, actor_unit_id as unit,
      audit_text(entry) as text, encode(hash, 'hex') as hash
    from audit_entries entry where chain = ${chain} order by number`)
  return rows
}

describe('the record', () => {
  it('keeps each change of a followed table, with what stood there before, who made it and where they acted', async () => {
    const staff = await as('school-staff')
    const file = await road.fileOf(api.world.school)
    const before = (await entriesOf(file.id)).length
    const save = (version: number, value: number) =>
      ok(staff.put(`/submissions/${file.id}/lines/1.2`, { version, answer: score(value) }))
    await save(0, 40)
    await save(1, 42.5)

    const entries = (await entriesOf(file.id)).slice(before)
    expect(entries.every(({ actor }) => actor === staff.person.id)).toBe(true)
    expect(entries.every(({ unit }) => unit === api.world.school.id)).toBe(true)
    const lines = entries.filter(({ table }) => table === 'submission_lines')
    expect(lines).toMatchObject([
      { action: 'insert', key: `${file.id}/1.2`, content: { score: 40, criterion_code: '1.2' } },
      { action: 'update', key: `${file.id}/1.2`, content: { score: [40, 42.5], awarded: [40, 42.5] } },
    ])
    // Names may have to be forgotten: the record has the id beside them.
    expect(JSON.stringify(lines)).not.toContain(staff.person.fullName)
  })

  it('chains every entry to the one before by a hash that anyone can count again', async () => {
    const file = await road.fileOf(api.world.school)
    let before = '0'.repeat(64)
    const entries = await entriesOf(file.id)
    expect(entries.length).toBeGreaterThan(3)
    for (const { text, hash } of entries) {
      expect(createHash('sha256').update(`${before}\n${text}`).digest('hex')).toBe(hash)
      before = hash
    }
  })

  it('has nothing to say of a change that changes nothing recorded', async () => {
    const file = await road.fileOf(api.world.school)
    const before = (await entriesOf(file.id)).length
    await api.db.execute(sql`update submissions set version = version + 1 where id = ${file.id}`)
    expect(await entriesOf(file.id)).toHaveLength(before)
  })

  it.each(['update audit_entries set key = 1', 'delete from audit_entries', 'truncate audit_entries cascade'])(
    'is not changed by the way of the database: %s',
    async (statement) => {
      await expect(api.db.execute(sql.raw(statement.replace('key = 1', "via = 'x'")))).rejects.toThrow()
    },
  )

  it('lets two files be written at the same time', async () => {
    const [one, other] = [await road.fileOf(api.world.school), await road.fileOf(api.world.secondSchool)]
    await api.db.transaction(async (first) => {
      await first.execute(sql`update submissions set self_total = 1 where id = ${one.id}`)
      await api.db.execute(sql`update submissions set self_total = 2 where id = ${other.id}`)
    })
    expect((await entriesOf(other.id)).at(-1)).toMatchObject({ content: { self_total: [0, 2] }, actor: null })
  })

  it('follows every table, but those that are left out for a reason; and has a word for each', async () => {
    const { rows } = await api.db.execute<{ name: string; followed: boolean }>(sql`
      select relname as name, exists (select from audit_tables where name = relname) as followed
      from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`)
    const left = rows.filter(({ followed }) => !followed).map(({ name }) => name)
    expect(left.sort()).toEqual(Object.keys(unfollowed).sort())
    const followed = rows.filter((row) => row.followed).map(({ name }) => name)
    for (const { tables } of Object.values(recordWords))
      expect(followed.filter((name) => tables[name] === undefined)).toEqual([])
    expect(Object.keys(recordWords.en.columns)).toEqual(Object.keys(recordWords.vi.columns))
  })
})
