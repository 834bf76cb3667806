import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { unzip } from '../../../test/archives.ts'
import { councilsOf } from '../../../test/councils.ts'
import { documentsOf } from '../../../test/documents.ts'
import { exportsOf } from '../../../test/exports.ts'
import { testApi } from '../../../test/harness.ts'
import { drawUp } from '../../../test/paper-worker.ts'
import { aRequest } from '../../../test/requests.ts'
import { ok, score, type Person } from '../../../test/road.ts'
import { originalOf, paragraph } from '../../platform/documents/index.ts'
import { localFiles } from '../../platform/files.ts'
import { claim } from './sent-papers.repository.ts'

const tester = testApi()
const { api, as } = tester
const { fileOf } = exportsOf(tester)
const { bytes, make, offer, said, textOf } = documentsOf(tester)
const { withCouncil, fill, minutesOf } = councilsOf(tester)
type School = Awaited<ReturnType<typeof withCouncil>>
type Paper = { documentId: string; kind: string; version: number; files: { name: string; sha256: string }[] }

const move = async ({ path }: School, who: Person, action: string, reason: string | null = null) =>
  ok(who.post(`${path}/transitions`, { action, version: (await ok(who.get(path))).version, reason }))
const papersOf = async (who: Person, { path }: School, round = 1) =>
  (await ok(who.get(`${path}/receipts`))).items.find((one: { round: number }) => one.round === round).papers
const kindsOf = ({ items }: { items: Paper[] }) => items.map(({ kind }) => kind)
const byKind = ({ items }: { items: Paper[] }, kind: string): Paper => {
  const found = items.find((one) => one.kind === kind)
  if (!found) throw new Error(`The receipt has no ${kind}`)
  return found
}
const documentOf = ({ documentId }: Paper) => ({ id: documentId })

/** Scored, agreed and approved: what is left is to send it. */
async function ready() {
  const school = await withCouncil()
  const { head, secretary, path } = school
  await fill(school)
  await minutesOf(school)
  await move(school, secretary, 'finish')
  const signed = { number: '12/QĐ-THMH', signedOn: '2026-11-21', signatory: 'Nguyễn Văn Mẫu', office: 'Hiệu trưởng' }
  const { version } = await ok(head.get(path))
  await ok(head.post(`${path}/approval`, { version, ...signed, note: null, withoutCouncil: null }))
  await ok(head.put(`${path}/request`, aRequest()))
  return school
}
const sent = [
  ...['assessment-request', 'self-assessment-report', 'approval-decision', 'council-minutes'],
  ...['assessment-sheet', 'council-decision'],
]

describe('the papers of a sending', () => {
  let school: School
  let officer: Person
  let draft: { id: string }
  beforeAll(async () => {
    school = await ready()
    ;({ officer } = school.road.people)
    draft = (await said(school.head, 'assessment-sheet', school.file)).document
    // What was drawn up before the last word was written is a draft.
    await ok(school.head.put(`${school.path}/request`, aRequest(1, { text: 'Bản nháp.' })))
    await said(school.head, 'assessment-request', school.file)
    await ok(school.head.put(`${school.path}/request`, aRequest(2, { text: 'Kính đề nghị đánh giá ngoài.' })))
    await move(school, school.head, 'submit')
  })

  it('are said to be under way until they are drawn up; nothing of them is in the archive so long', async () => {
    const papers = await papersOf(officer, school)
    // What was drawn up already and says what was sent goes as it is.
    expect(kindsOf(papers)).toEqual(['assessment-sheet'])
    expect(papers.waiting).toEqual(sent.filter((kind) => kind !== 'assessment-sheet'))
    const { left } = await ok(officer.get(`${school.path}/receipts/1/package`))
    expect(left).toBe(1)
    const parts = await unzip(
      (await fileOf(officer, { kind: 'sent-package', submissionId: school.file.id, round: 1 })).content,
    )
    expect(parts.get('Tệp không còn hoặc chưa đưa vào.txt')?.toString()).toContain('Văn bản đang lập')
  })

  it('stand on the receipt by name, version and hash, and in the archive byte for byte', async () => {
    await drawUp(api)
    const papers = await papersOf(officer, school)
    expect(papers).toMatchObject({ waiting: [], failed: [] })
    expect(kindsOf(papers)).toEqual(sent)
    const { left } = await ok(officer.get(`${school.path}/receipts/1/package`))
    expect(left).toBe(0)
    const parts = await unzip(
      (await fileOf(officer, { kind: 'sent-package', submissionId: school.file.id, round: 1 })).content,
    )
    const inArchive = new Set([...parts.values()].map((one) => createHash('sha256').update(one).digest('hex')))
    for (const { kind, documentId, files } of papers.items as (Paper & { files: { format: string }[] })[])
      for (const file of files) {
        const { status, content } = await bytes(officer, { id: documentId }, file.format)
        expect([kind, status]).toEqual([kind, 200])
        expect(createHash('sha256').update(content).digest('hex')).toBe(file.sha256)
        expect(inArchive.has(file.sha256)).toBe(true)
        expect(parts.get('manifest.json')?.toString()).toContain(file.sha256)
        expect(parts.get('Biên nhận.html')?.toString()).toContain(file.sha256)
      }
    expect([...parts.keys()]).toContain(`Văn bản/1 Tờ trình đề nghị đánh giá ngoài - ${school.unit.name}.docx`)
    const text = await textOf(officer, documentOf(byKind(papers, 'assessment-request')))
    expect(text).toContain('Kính đề nghị đánh giá ngoài.')
  })

  it('are all that the receiver reads: no draft of before, none of after', async () => {
    const papers = await papersOf(officer, school)
    expect(byKind(papers, 'assessment-sheet').documentId).toBe(draft.id)
    const request = await offer(officer, 'assessment-request', school.file)
    expect(request.versions.map(({ version }: Paper) => version)).toEqual([2])
    const all = await offer(school.head, 'assessment-request', school.file)
    expect(all.versions.map(({ version }: Paper) => version)).toEqual([2, 1])
    expect((await bytes(officer, all.versions[1])).status).toBe(404)
    expect(await make(officer, 'assessment-sheet', school.file)).toMatchObject({ status: 403 })
  })

  it('are drawn up in the name of the sender, and stand in the record of the file', async () => {
    const request = await offer(officer, 'assessment-request', school.file)
    expect(request.versions[0].madeBy).toBe(school.head.person.fullName)
    const { rows } = await api.db.execute<{ rows: number }>(
      sql`select count(*)::int as rows from audit_entries where table_name = 'sent_papers' and chain = ${school.file.id}`,
    )
    expect(rows[0]?.rows).toBe(sent.length)
  })

  it('are for nobody who does not see the file', async () => {
    const papers = await papersOf(officer, school)
    for (const stranger of [
      await as('school-head', api.world.otherSchool),
      await as('managing-body-officer', api.world.otherCommune),
    ]) {
      expect((await stranger.get(`${school.path}/receipts`)).status).toBe(404)
      for (const paper of papers.items as Paper[]) expect((await bytes(stranger, documentOf(paper))).status).toBe(404)
    }
  })

  it('of the next sending are its own; those of the first stay what they were', async () => {
    const { head, secretary, first, path } = school
    const before = await papersOf(officer, school)
    await move(school, officer, 'return', 'Bổ sung')
    await ok(first.put(`${path}/lines/1.3`, { version: 1, answer: score(20) }))
    const mended = (await said(head, 'assessment-sheet', school.file)).document
    expect((await bytes(officer, mended)).status).toBe(404)
    await minutesOf(school)
    await move(school, secretary, 'finish')
    const signed = { number: '15/QĐ-THMH', signedOn: '2026-11-22', signatory: 'Nguyễn Văn Mẫu', office: 'Hiệu trưởng' }
    const { version } = await ok(head.get(path))
    await ok(head.post(`${path}/approval`, { version, ...signed, note: null, withoutCouncil: null }))
    await ok(head.put(`${path}/request`, aRequest(0, { number: '14/TTr-THCS' })))
    await move(school, head, 'submit')
    await drawUp(api)
    const second = await papersOf(officer, school, 2)
    // The council has met once more.
    expect(kindsOf(second)).toEqual(sent.flatMap((kind) => (kind === 'council-minutes' ? [kind, kind] : [kind])))
    expect(byKind(second, 'assessment-sheet').documentId).toBe(mended.id)
    expect((await bytes(officer, mended)).status).toBe(200)
    expect(await textOf(officer, documentOf(byKind(second, 'approval-decision')))).toContain('15/QĐ-THMH')
    // What did not change goes again in the version it has.
    expect(byKind(second, 'council-decision').documentId).toBe(byKind(before, 'council-decision').documentId)
    expect(await papersOf(officer, school)).toEqual(before)
  })
})

describe('what was sent', () => {
  it('is what the papers say, also when the school writes on before they are drawn up', async () => {
    const school = await ready()
    const { head, first, path, road } = school
    await move(school, head, 'submit')
    await move(school, road.people.officer, 'return', 'Bổ sung')
    await ok(first.put(`${path}/lines/1.3`, { version: 1, answer: score(5.25) }))
    await drawUp(api)
    const text = await textOf(head, documentOf(byKind(await papersOf(head, school), 'assessment-sheet')))
    expect(text).toContain('160/200 điểm')
    expect(text).not.toContain('5,25')
  })

  it('under a number of the register goes in the version that has it, and is drawn up no more', async () => {
    const school = await ready()
    const { head } = school
    const { document } = await said(head, 'self-assessment-report', school.file)
    const numbered = await ok(head.post(`/documents/${document.id}/numbers`, { number: 7, signedOn: '2026-11-21' }))
    // The office settings change after it was signed.
    const settings = await ok(head.get(`/units/${school.unit.id}/document-settings`))
    const { version } = settings
    await ok(
      head.put(`/units/${school.unit.id}/document-settings`, {
        ...{ version, superior: null, issuer: null, abbreviation: null, place: 'Nơi Khác', symbols: {} },
      }),
    )
    await move(school, head, 'submit')
    await drawUp(api)
    const papers = await papersOf(head, school)
    expect(byKind(papers, 'self-assessment-report')).toMatchObject({ documentId: numbered.id, version: 2 })
    expect((await offer(head, 'self-assessment-report', school.file)).versions).toHaveLength(2)
    expect(await textOf(head, documentOf(byKind(papers, 'assessment-sheet')))).toContain('Nơi Khác')
  })

  it('stays behind for no paper: what the database cannot tell is missing in that one alone', async () => {
    const school = await ready()
    // Of all papers the report alone tells of training.
    await api.db.execute(sql`alter table training_sessions rename to training_sessions_gone`)
    await move(school, school.head, 'submit').finally(() =>
      api.db.execute(sql`alter table training_sessions_gone rename to training_sessions`),
    )
    const { waiting, failed } = await papersOf(school.head, school)
    expect(failed).toEqual(['self-assessment-report'])
    expect(waiting).toEqual(sent.filter((kind) => kind !== 'self-assessment-report'))
    await drawUp(api)
    expect(kindsOf(await papersOf(school.head, school)).toSorted()).toEqual(waiting.toSorted())
  })
})

describe('a worker', () => {
  it('that dies over a paper leaves it to the next, which draws it up once', async () => {
    const school = await ready()
    await move(school, school.head, 'submit')
    const now = new Date()
    const taken = await claim(api.db, now, new Date(now.getTime() + 60_000))
    await drawUp(api)
    expect((await papersOf(school.head, school)).waiting).toEqual([taken?.kind])
    await Promise.all([drawUp(api, 61_000), drawUp(api, 61_000)])
    const papers = await papersOf(school.head, school)
    expect(papers.waiting).toEqual([])
    expect(byKind(papers, taken?.kind ?? '').version).toBe(1)
  })

  it('that cannot draw one up tries again, gives it up at last, and the receipt says so', async () => {
    const school = await ready()
    const { head, unit } = school
    const body = new FormData()
    const template = await originalOf({ orientation: 'portrait', blocks: [paragraph('Mẫu của {tên đơn vị}')] })
    body.append('file', new Blob([Uint8Array.from(template)]), 'mau.docx')
    const address = `${api.url}/api/v1/units/${unit.id}/document-templates/assessment-sheet`
    const headers = { authorization: `Bearer ${head.token}` }
    expect((await fetch(address, { method: 'PUT', headers, body })).status).toBe(200)
    await move(school, head, 'submit')
    const { rows } = await api.db.execute<{ key: string }>(
      sql`select storage_key as key from attachments join document_templates on attachment_id = attachments.id`,
    )
    await (await localFiles(api.filesFolder)).remove(rows[0]?.key ?? '')
    const faults: unknown[] = []
    const fault = (error: unknown) => faults.push(error)
    await drawUp(api, 0, fault)
    expect((await papersOf(head, school)).waiting).toEqual(['assessment-sheet'])
    for (let tries = 1; tries < 6; tries++) await drawUp(api, tries * 61_000, fault)
    expect(await papersOf(head, school)).toMatchObject({ waiting: [], failed: ['assessment-sheet'] })
    expect(faults).toHaveLength(5)
  })
})
