import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { faulty, flawed, templateOf, unusual } from '../../../test/broken-templates.ts'
import { councilsOf } from '../../../test/councils.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'
import { uploader } from '../../../test/uploads.ts'

const tester = testApi()
const { api, as } = tester
const { withCouncil } = councilsOf(tester)
const kind = 'council-decision'
let leader: Person
let path: string
let own: object

beforeAll(async () => {
  leader = await as('managing-body-leader')
  path = `/units/${api.world.commune.id}/document-templates`
  await send('PUT', '', await templateOf('Mẫu của xã: {tên đơn vị}'))
  own = await inUse()
})

async function send(method: 'PUT' | 'POST', way: '' | '/checks' | '/previews', file: Buffer) {
  const body = new FormData()
  body.append('file', new Blob([Uint8Array.from(file)]), 'mau.docx')
  const headers = { authorization: `Bearer ${leader.token}` }
  const reply = await fetch(`${api.url}/api/v1${path}/${kind}${way}`, { method, headers, body })
  const isJson = reply.headers.get('content-type')?.includes('json')
  return { status: reply.status, body: isJson ? await reply.json() : null }
}
const inUse = async () => (await ok(leader.get(path))).items.find((one: { kind: string }) => one.kind === kind).own

describe('a file that cannot be a template', () => {
  // What has no bytes is no upload.
  const { 'an empty file': _, ...uploaded } = flawed
  it.each(Object.entries(uploaded))(
    '%s is refused by its name on every way, and the former stays',
    async (_what, one) => {
      const file = await one.file()
      const errors = one.thing === undefined ? undefined : [{ path: '', message: one.thing }]
      for (const [method, way] of [
        ['POST', '/checks'],
        ['PUT', ''],
        ['POST', '/previews'],
      ] as const) {
        const { status, body } = await send(method, way, file)
        expect([way, body.code, body.errors]).toEqual([way, `document-template.${one.flaw}`, errors])
        expect(status).toBeLessThan(500)
      }
      expect(await inUse()).toEqual(own)
    },
  )

  it.each(Object.entries(faulty))('%s is told in the check and not saved', async (_what, { file, faults }) => {
    const docx = await file()
    expect((await send('POST', '/checks', docx)).body).toMatchObject(faults)
    const named = Object.entries(faults).flatMap(([fault, marks]) =>
      marks.map((mark) => ({ path: mark, message: `document-template.${fault}` })),
    )
    const saved = await send('PUT', '', docx)
    expect(saved.body).toMatchObject({ code: 'document-template.faulty', status: 400 })
    expect(saved.body.errors).toEqual(expect.arrayContaining(named))
    const previewed = await send('POST', '/previews', docx)
    expect([200, 400]).toContain(previewed.status)
    // What is named is the office’s own word, not that of a library.
    for (const { message } of previewed.body?.errors ?? []) expect(message).toMatch(/^\{.*\}$/)
    expect(await inUse()).toEqual(own)
  })

  it('that was taken all the same says so where a document is made, and nothing is lost', async () => {
    const school = await withCouncil()
    const { head, unit, file, path: filePath } = school
    const { campaignUnitId } = await ok(head.get(filePath))
    const docx = await faulty['a list within a content control']?.file()
    if (!docx) throw new Error('There is such a template')
    const sent = await uploader(tester)(head, { campaignUnitId }, docx, 'a.docx', { criterion: '1.2' })
    expect(sent).toMatchObject({ status: 200, body: { files: [{ name: 'a.docx' }] } })
    await api.db.execute(sql`
      with kept as (
        insert into attachments (id, name, size, media_type, sha256, storage_key, added_by, added_by_id)
        select id, name, size, media_type, sha256, storage_key, 'Nguyễn Văn Mẫu', ${head.person.id}
        from evidence_files where name = 'a.docx' returning id)
      insert into document_templates (id, unit_id, kind, attachment_id)
      select gen_random_uuid(), ${unit.id}, ${kind}, id from kept`)
    const made = await head.post('/documents', { kind, subjectId: file.id })
    expect(made).toMatchObject({ status: 409, body: { code: 'document-template.unusable' } })
    await ok(head.delete(`/units/${unit.id}/document-templates/${kind}`))
    await ok(head.post('/documents', { kind, subjectId: file.id }))
  })
})

describe('a template that is unusual', () => {
  it.each(Object.entries(unusual))('%s is taken', async (_what, { file }) => {
    const docx = await file()
    expect((await send('POST', '/checks', docx)).body).toMatchObject({ unknown: [], misplaced: [] })
    expect((await send('PUT', '', docx)).status).toBe(200)
  })
})
