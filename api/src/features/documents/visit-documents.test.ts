import { readdirSync, readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { deskReview } from '../../../test/closing.ts'
import { documentsOf } from '../../../test/documents.ts'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok } from '../../../test/road.ts'

const tester = testApi()
const { api } = tester
const { offers, said, make, bytes } = documentsOf(tester)
let road: Awaited<ReturnType<Awaited<ReturnType<typeof aRoad>>['assessing']>>
let path: string

/** Desk reviews, which the head of the team closes at once. @returns what was begun */
async function closed(over: object, more: object = {}) {
  const { teamHead } = road
  const content = { ...deskReview, ...over }
  const { items } = await ok(teamHead.put(path, { version: 0, corrects: null, correction: null, content, ...more }))
  const closing = { action: 'close', version: 1, answerDue: null, agrees: null, view: null }
  await ok(teamHead.post(`${path}/moves`, closing))
  return items[0]
}
let first: { id: string }
let second: { id: string }

beforeAll(async () => {
  road = await (await aRoad(tester)).assessing()
  path = `/submissions/${road.file.id}/visit-minutes`
  first = await closed({ heldOn: '2026-11-20', conclusion: 'Thống nhất lần đầu' })
  second = await closed({ heldOn: '2026-11-23', conclusion: 'Đã bổ sung minh chứng' })
})
const visits = async () =>
  (await offers(road.teamHead, road.file)).filter(({ kind }: { kind: string }) => kind === 'visit-minutes')

describe('the minutes of the times that a team worked at a unit', () => {
  it('are offered for each time by its number and day, the newest first', async () => {
    expect(await visits()).toMatchObject([
      { subjectId: second.id, part: { number: 2, on: '2026-11-23' }, mayMake: true, versions: [] },
      { subjectId: first.id, part: { number: 1, on: '2026-11-20' }, mayMake: true, versions: [] },
    ])
  })

  it('say what was found that time, in papers of their own', async () => {
    const later = await said(road.teamHead, 'visit-minutes', second)
    const earlier = await said(road.teamHead, 'visit-minutes', first)
    expect(later.text).toContain('Đã bổ sung minh chứng')
    expect(earlier.text).toContain('Thống nhất lần đầu')
    expect(earlier.text).not.toContain('Đã bổ sung minh chứng')
    expect([later, earlier].map(({ document }) => [document.version, document.signedOn])).toEqual([
      [1, '2026-11-23'],
      [1, '2026-11-20'],
    ])
    expect(later.document.fileName).toContain('lần 2')
    expect(earlier.document.fileName).not.toContain('lần')
  })

  it('of an earlier time that were corrected are its next version, and leave the other alone', async () => {
    const correction = await closed(
      { heldOn: '2026-11-21', conclusion: 'Thống nhất lần đầu' },
      { corrects: 1, correction: 'Ghi nhầm ngày' },
    )
    expect((await make(road.teamHead, 'visit-minutes', correction)).body.code).toBe('visit-minutes.not-found')
    const { document, text } = await said(road.teamHead, 'visit-minutes', first)
    expect(document).toMatchObject({ version: 2, signedOn: '2026-11-21' })
    expect(text).toContain('Ghi nhầm ngày')
    expect(await visits()).toMatchObject([
      { part: { number: 2, on: '2026-11-23' }, versions: [{ version: 1 }] },
      { part: { number: 1, on: '2026-11-21' }, versions: [{ version: 2 }, { version: 1 }] },
    ])
  })

  it('that were drawn up for the file, before its visits were told apart, are found with the first', async () => {
    const before = await visits()
    const switched = (to: string) => sql.raw(`alter table documents ${to} trigger documents_append_only`)
    const folder = new URL('../../../../migrations/', import.meta.url)
    const name = readdirSync(folder).find((one) => one.endsWith('_tell-visits-apart.sql')) ?? ''
    const moved = /^update documents[^;]+;/m.exec(readFileSync(new URL(name, folder), 'utf8'))?.[0] ?? ''
    await api.db.transaction(async (tx) => {
      await tx.execute(switched('disable'))
      await tx.execute(sql`update documents set subject_id = ${road.file.id} where subject_id = ${first.id}`)
      await tx.execute(sql.raw(moved))
      await tx.execute(switched('enable'))
    })
    expect(await visits()).toEqual(before)
    expect((await bytes(road.teamHead, before[1].versions[0])).status).toBe(200)
  })
})
