import { createHash } from 'node:crypto'
import { fileExport, recordLine } from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { text, unzip } from '../../../test/archives.ts'
import { exportsOf } from '../../../test/exports.ts'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok, score, type Person } from '../../../test/road.ts'
import { hashOf, noHash } from '../../platform/audit/chain.ts'
import { anchor } from '../../platform/audit/index.ts'
import { pdf } from '../../../test/sample-files.ts'
import { uploader } from '../../../test/uploads.ts'
import { audience } from './records.policy.ts'

const tester = testApi()
const { api, as } = tester
const { fileOf } = exportsOf(tester)
const archive = ({ id }: { id: string }) => ({ kind: 'file-archive', submissionId: id })
/** The complete export of a file, part by part. */
const exportOf = async (person: Person, of: { id: string }) => unzip((await fileOf(person, archive(of))).content)
let road: Awaited<ReturnType<typeof aRoad>>
let file: { id: string }
let staff: Person
let assessing: Awaited<ReturnType<typeof road.assessing>>
const nasty = '<script>alert("minh chứng & ghi chú")</script>'
beforeAll(async () => {
  road = await aRoad(tester)
  staff = await as('school-staff')
  file = await road.fileOf(api.world.school)
  const save = (line: string, version: number, answer: object) =>
    ok(staff.put(`/submissions/${file.id}/lines/${line}`, { version, answer }))
  await save('1.2', 0, score(40))
  await save('1.2', 1, { ...score(42.5), note: nasty })
  const { campaignUnitId } = await ok(staff.get(`/submissions/${file.id}`))
  await uploader(tester)(staff, { campaignUnitId }, pdf(), 'Kế hoạch.pdf', { criterion: '1.2' })
  assessing = await road.assessing(api.world.secondSchool)
  await anchor(api.db)
})

describe('the record of a file', () => {
  it('tells who changed what from what to what, the newest first', async () => {
    const head = await as('school-head')
    const page = await ok(head.get(`/submissions/${file.id}/record?table=submission_lines`))
    expect(page.items).toMatchObject([
      { action: 'update', actorId: staff.person.id, actorUnitId: api.world.school.id },
      { action: 'insert', actorId: staff.person.id },
    ])
    expect(page.items[0].changes).toContainEqual({ column: 'score', before: 40, after: 42.5 })
    expect(page.names).toMatchObject({ [staff.person.id]: staff.person.fullName })
    expect(page.tables).toEqual(expect.arrayContaining(['submission_lines', 'submissions', 'evidence']))
    expect(page.actors).toContainEqual({ id: staff.person.id, name: staff.person.fullName })
  })

  it('is read page by page, and narrowed by person and day', async () => {
    const head = await as('school-head')
    const all = await ok(head.get(`/submissions/${file.id}/record`))
    const first = await ok(head.get(`/submissions/${file.id}/record?limit=2`))
    const second = await ok(head.get(`/submissions/${file.id}/record?limit=2&cursor=${first.nextCursor}`))
    expect([...first.items, ...second.items]).toEqual(all.items.slice(0, 4))
    const none = await ok(head.get(`/submissions/${file.id}/record?to=2020-01-01`))
    expect(none).toMatchObject({ items: [], nextCursor: null })
    expect((await ok(head.get(`/submissions/${file.id}/record?actorId=${head.person.id}`))).items).toEqual([])
  })

  it('is missing for a stranger, and not for members of a team from elsewhere', async () => {
    const stranger = await as('school-head', api.world.secondSchool)
    expect(await stranger.get(`/submissions/${file.id}/record`)).toMatchObject({ status: 404 })
    expect(await stranger.post('/exports', archive(file))).toMatchObject({ status: 404 })
    const { file: other, teamHead, teamMember: guest } = assessing
    expect(await guest.get(`/submissions/${other.id}`)).toMatchObject({ status: 200 })
    expect(await guest.get(`/submissions/${other.id}/record`)).toMatchObject({ status: 403 })
    expect(await guest.post('/exports', archive(other))).toMatchObject({ status: 403 })
    expect(await teamHead.get(`/submissions/${other.id}/record`)).toMatchObject({ status: 200 })
  })

  it('tells the school nothing of the external assessment before its time, and the assessing body all of it', async () => {
    const { file: other, teamHead, head } = assessing
    const answer = { version: 0, answer: score(10), reason: 'Chưa đủ minh chứng' }
    await ok(teamHead.put(`/submissions/${other.id}/external-lines/1.2`, answer))
    const told = async (person: Person) => {
      const record = JSON.stringify(await ok(person.get(`/submissions/${other.id}/record?limit=200`)))
      const parts = await exportOf(person, other)
      return record + [...parts.values()].map((part) => part.toString('utf8')).join()
    }
    expect(await told(teamHead)).toContain('Chưa đủ minh chứng')
    const seen = await told(head)
    expect(seen).not.toContain('Chưa đủ minh chứng')
    expect(seen).not.toContain('"external_total":10')
    expect(seen).not.toContain('"external_lines"')
  })

  it('of every table that is followed for files it is settled who reads it', async () => {
    const { rows } = await api.db.execute<{ name: string }>(sql`select name from audit_tables where kind = 'file'`)
    const unread = ['line_saves']
    expect(rows.map(({ name }) => name).sort()).toEqual([...Object.keys(audience), ...unread].sort())
  })
})

describe('the record of rights', () => {
  it('tells of roles that were given in the subtree, to those who may read it', async () => {
    const administrator = await as('province-administrator')
    const head = await as('school-head')
    const { items, names } = await ok(administrator.get('/rights-record?limit=200'))
    const given = items.find(
      ({ key, table }: { key: string; table: string }) => table === 'memberships' && key === head.membership.id,
    )
    expect(given.changes).toContainEqual({ column: 'role', before: null, after: 'school-head' })
    expect(names[head.person.id]).toBe(head.person.fullName)
    expect(await head.get('/rights-record')).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    const abroad = await as('province-administrator', api.world.abroad.province)
    const theirs = (await ok(abroad.get('/rights-record?limit=200'))).items
    expect(theirs.some(({ key }: { key: string }) => key === head.membership.id)).toBe(false)
  })
})

describe('the complete export of a file', () => {
  it('holds everything, and proves itself without the system', async () => {
    const head = await as('school-head')
    const parts = await exportOf(head, file)
    const names = [...parts.keys()]
    expect(names).toEqual(
      expect.arrayContaining(['index.html', 'DOC-TOI.txt', 'ho-so.json', 'nhat-ky.jsonl', 'SHA256SUMS']),
    )

    const sums = text(parts, 'SHA256SUMS')
      .trim()
      .split('\n')
      .map((line) => line.split('  '))
    expect(sums.map(([, name]) => name).sort()).toEqual(names.filter((name) => name !== 'SHA256SUMS').sort())
    for (const [hash, name = ''] of sums)
      expect(
        createHash('sha256')
          .update(parts.get(name) ?? '')
          .digest('hex'),
      ).toBe(hash)

    const data = fileExport.parse(JSON.parse(text(parts, 'ho-so.json')))
    expect(data.tables.submission_lines).toMatchObject([{ criterion_code: '1.2', score: 42.5, note: nasty }])
    expect(data.tables.submissions?.[0]).toMatchObject({ id: file.id, status: 'drafting' })
    const [stored] = data.files
    expect(parts.get(stored?.path ?? '')).toEqual(pdf())
    expect(stored?.sha256).toBe(createHash('sha256').update(pdf()).digest('hex'))

    const lines = text(parts, 'nhat-ky.jsonl')
      .trim()
      .split('\n')
      .map((line) => recordLine.parse(JSON.parse(line)))
    let before = noHash
    for (const line of lines) {
      if (line.text !== null) expect(hashOf(before, line.text)).toBe(line.hash)
      before = line.hash
    }
    expect(data.record).toMatchObject({ chain: file.id, entries: lines.length, head: before, anchor: { number: 1 } })
  })

  it('can be read as one page, in which what people wrote is text and nothing else', async () => {
    const officer = await as('managing-body-officer', api.world.commune)
    const page = text(await exportOf(officer, file), 'index.html')
    expect(page).not.toContain('<script')
    expect(page).toContain('&lt;script&gt;alert(&quot;minh chứng &amp; ghi chú&quot;)')
    expect(page).toContain(staff.person.fullName)
    expect(page).not.toMatch(/(src|href)="(https?:)?\/\//)
    // Codes, columns without a word and empty structures are for machines: they stand in ho-so.json.
    expect(page).toContain('<b>loại</b>: tệp')
    expect(page).not.toMatch(/<\/b>: (file|self|link|draft|\{|\[)/)
    expect(page).not.toMatch(/<b>[a-z]+_[a-z_]+<\/b>/)
  })

  it('is read in English, too: nothing the page says itself is Vietnamese', async () => {
    const head = await as('school-head')
    const parts = await exportOf(head, file)
    expect(text(parts, 'index.html')).toContain('href="index.en.html"')
    const page = text(parts, 'index.en.html')
    expect(page).toContain('<html lang="en">')
    for (const said of ['href="index.html"', '<h2>Evidence</h2>', 'being written', '<b>kind</b>: file'])
      expect(page).toContain(said)
    const heads = [...page.matchAll(/<(?:h2|th|b)>([^<]*)<\/(?:h2|th|b)>/g)].map(([, said]) => said)
    expect(heads.length).toBeGreaterThan(50)
    expect(heads.filter((said = '') => /[ăâđêôơưạảấầẩậắằẳặẹẻếềểệịỉọỏốồổộớờởợụủứừửự]/i.test(said))).toEqual([])
  })
})
