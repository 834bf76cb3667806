import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { councilsOf } from '../../../test/councils.ts'
import { documentsOf } from '../../../test/documents.ts'
import { testApi } from '../../../test/harness.ts'
import { ok } from '../../../test/road.ts'

const tester = testApi()
const { api } = tester
const { offers, said, make, bytes } = documentsOf(tester)
const { withCouncil, fill, minutesOf } = councilsOf(tester)
let school: Awaited<ReturnType<typeof withCouncil>>
let first: { id: string }
let second: { id: string }

beforeAll(async () => {
  school = await withCouncil()
  await fill(school)
  first = (await minutesOf(school)).closed
  const { secretary, head, path } = school
  const begun = await ok(secretary.post(`${path}/council/minutes`, { corrects: null, reason: null }))
  second = await close(begun, { number: '02/BB', from: '2026-12-04T08:30:00+07:00', conclusion: 'Giữ nguyên kết quả' })

  async function close(minutes: { id: string; version: number }, over: object) {
    const address = `${path}/council/minutes/${minutes.id}`
    const saved = await ok(secretary.put(address, { ...(await textOf(minutes.id)), version: minutes.version, ...over }))
    const signed = await ok(secretary.post(`${address}/signature`, { version: saved.version }))
    return ok(head.post(`${address}/signature`, { version: signed.version }))
  }
})

/** What minutes say, with what earlier ones said where they are empty. */
async function textOf(id: string) {
  const { items } = await ok(school.secretary.get(`${school.path}/council/minutes`))
  const own = items.find((one: { id: string }) => one.id === id)
  const { number, from, to, place, attendance, headings, conclusion, votes } = own.place === '' ? items.at(-1) : own
  const present = attendance.map(({ memberId, note }: { memberId: string; note: string }) => ({
    ...{ memberId, note, present: true },
  }))
  return { number, from, to, place, attendance: present, headings, conclusion, votes }
}
const meetings = async (who = school.head) =>
  (await offers(who, school.file)).filter(({ kind }: { kind: string }) => kind === 'council-minutes')

describe('the minutes of the meetings of a council', () => {
  it('are offered for each meeting by its number and day, the newest first', async () => {
    expect(await meetings()).toMatchObject([
      { subjectId: second.id, part: { number: 2, on: '2026-12-04' }, mayMake: true, versions: [] },
      { subjectId: first.id, part: { number: 1, on: '2026-11-20' }, mayMake: true, versions: [] },
    ])
  })

  it('say what that meeting said, in papers of their own', async () => {
    const later = await said(school.head, 'council-minutes', second)
    const earlier = await said(school.head, 'council-minutes', first)
    expect(later.document).toMatchObject({ version: 1, symbol: '02/BB', signedOn: '2026-12-04', subjectId: second.id })
    expect(earlier.document).toMatchObject({ version: 1, symbol: '01/BB', signedOn: '2026-11-20', subjectId: first.id })
    expect(later.text).toContain('(lần 02)')
    expect(later.text).toContain('Giữ nguyên kết quả')
    expect(earlier.text).toContain('(lần 01)')
    expect(earlier.text).not.toContain('Giữ nguyên kết quả')
    expect([later.document.fileName, earlier.document.fileName]).toEqual([
      expect.stringContaining('họp Hội đồng tự đánh giá lần 2'),
      expect.stringContaining('họp Hội đồng tự đánh giá lần 1'),
    ])
  })

  it('of an earlier meeting that were corrected are its next version, and leave the other alone', async () => {
    const { secretary, head, path } = school
    const begun = await ok(
      secretary.post(`${path}/council/minutes`, { corrects: first.id, reason: 'Ghi sai địa điểm' }),
    )
    expect((await make(head, 'council-minutes', begun)).body.code).toBe('council-minutes.not-found')
    const address = `${path}/council/minutes/${begun.id}`
    const order = { ...(await textOf(begun.id)), version: begun.version, place: 'Hội trường' }
    const saved = await ok(secretary.put(address, order))
    const signed = await ok(secretary.post(`${address}/signature`, { version: saved.version }))
    await ok(head.post(`${address}/signature`, { version: signed.version }))
    const { items } = await ok(head.get(`/documents/changes?subject=submission&subjectId=${school.file.id}`))
    const [two, one] = await meetings()
    expect(items).toEqual(
      expect.arrayContaining([
        { id: two.versions[0].id, outdated: false },
        { id: one.versions[0].id, outdated: true },
      ]),
    )
    const { document, text } = await said(head, 'council-minutes', first)
    expect(document.version).toBe(2)
    expect(text).toContain('Hội trường')
    expect(text).toContain('Ghi sai địa điểm')
    expect((await meetings()).map(({ versions }: { versions: object[] }) => versions.length)).toEqual([1, 2])
  })

  it('that were drawn up for the file, before meetings were named, are found with their meeting', async () => {
    const { file, head } = school
    const before = await meetings()
    const switched = (to: string) => sql.raw(`alter table documents ${to} trigger documents_append_only`)
    await api.db.transaction(async (tx) => {
      await tx.execute(switched('disable'))
      await tx.execute(sql`update documents set subject_id = ${file.id} where subject_id = ${second.id}`)
      await tx.execute(switched('enable'))
    })
    expect((await meetings()).map(({ versions }: { versions: object[] }) => versions.length)).toEqual([0, 2])
    const folder = new URL('../../../../migrations/', import.meta.url)
    const name = readdirSync(folder).find((one) => one.endsWith('_name-meetings-of-minutes.sql')) ?? ''
    await api.db.execute(sql.raw(readFileSync(new URL(name, folder), 'utf8')))
    expect(await meetings()).toEqual(before)
    expect((await bytes(head, before[0].versions[0])).status).toBe(200)
  })
})
