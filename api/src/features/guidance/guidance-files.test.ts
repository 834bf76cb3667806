import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { aGuidedSet } from '../../../test/guidance.ts'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok, type Person } from '../../../test/road.ts'
import { docm, docx, exe, html, pdf } from '../../../test/sample-files.ts'

const mebibyte = 1024 * 1024
/** More than a note takes, so that the limit of notes is the one that is met. */
const tester = testApi({ maxFileBytes: 40 * mebibyte })
const { api, as, client } = tester

let commune: Person
beforeAll(async () => {
  commune = await as('managing-body-officer')
})

/** A note of the commune, each on a set of its own. */
let sets = 0
async function aNote(text = 'Xã') {
  sets += 1
  const { write, note, read } = await aGuidedSet(tester, `TEP-${sets}`)
  const { id }: { id: string } = await ok(write(commune, '1.1', note(text)))
  return { id, write, note, read }
}

async function upload(person: Person, id: string, content: Buffer, name = 'Mẫu biên bản.pdf') {
  const data = new FormData()
  data.append('file', new Blob([Uint8Array.from(content)]), name)
  const headers = { authorization: `Bearer ${person.token}` }
  const reply = await fetch(`${api.url}/api/v1/guidance-notes/${id}/attachments`, {
    method: 'POST',
    headers,
    body: data,
  })
  const body: { indicatorSetId: string; attachments: [{ id: string }] } = JSON.parse(await reply.text())
  return { status: reply.status, body }
}
const download = (person: Person | null, id: string, fileId: string, headers: Record<string, string> = {}) =>
  fetch(`${api.url}/api/v1/guidance-notes/${id}/attachments/${fileId}`, {
    headers: { ...(person && { authorization: `Bearer ${person.token}` }), ...headers },
  })
const incoming = () => readdir(join(api.filesFolder, 'incoming'))

describe('a file of a note', () => {
  it('comes with the note to everybody who reads it, and changes no version of its text', async () => {
    const { id, read } = await aNote()
    const added = await ok(upload(commune, id, docx, 'mau.docx'))
    await ok(upload(commune, id, pdf(), 'Mẫu biên bản.pdf'))
    expect(added).toMatchObject({
      version: 1,
      attachments: [{ name: 'mau.docx', size: docx.length, addedBy: commune.person.fullName }],
    })
    const school = await as('school-staff')
    const { items } = await ok(school.get(`/indicator-sets/${added.indicatorSetId}/guidance`))
    expect(items[0].attachments).toMatchObject([
      { name: 'mau.docx' },
      { name: 'Mẫu biên bản.pdf', mediaType: 'application/pdf' },
    ])
    expect(await read(school)).toEqual(['1.1 Xã'])
    expect(await incoming()).toEqual([])
  })

  it('is downloaded with a session, to be saved and never shown; ranges are served', async () => {
    const { id } = await aNote()
    const content = pdf('mẫu')
    const { attachments } = await ok(upload(commune, id, content, 'Mẫu “một”.pdf'))
    const fileId = attachments[0].id
    const school = await as('school-staff')
    const reply = await download(school, id, fileId)
    expect(reply.status).toBe(200)
    expect(Buffer.from(await reply.arrayBuffer()).equals(content)).toBe(true)
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(content.length),
      'content-disposition': expect.stringMatching(/^attachment; filename="Mau _mot_.pdf"; filename\*=UTF-8''M%E1/),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
    })
    const part = await download(school, id, fileId, { range: 'bytes=0-3' })
    expect([part.status, await part.text()]).toEqual([206, '%PDF'])
    expect((await download(null, id, fileId)).status).toBe(401)
  })

  it('reaches the team that assesses a unit below its author, and nobody else of other places', async () => {
    const { id } = await aNote()
    const { attachments } = await ok(upload(commune, id, pdf()))
    const road = await aRoad(tester, 'DOAN-KHAC')
    const sent = await as('council-member', api.world.otherSchool)
    const unsent = await as('council-member', api.world.otherSchool)
    await api.db.execute(sql`insert into campaign_unit_assessors (campaign_unit_id, person_id, duty)
      select id, ${sent.person.id}::uuid, 'member' from campaign_units
      where campaign_id = ${road.campaign.id}::uuid and unit_id = ${api.world.school.id}::uuid`)
    expect((await download(sent, id, attachments[0].id)).status).toBe(200)
    expect((await download(unsent, id, attachments[0].id)).status).toBe(404)
  })

  it('leaves the note when its author takes it away; what it was stays on record', async () => {
    const { id } = await aNote()
    const { attachments } = await ok(upload(commune, id, pdf()))
    const address = `/guidance-notes/${id}/attachments/${attachments[0].id}`
    expect(await ok(commune.delete(address))).toMatchObject({ attachments: [] })
    const gone = { status: 404, body: { code: 'attachment.not-found' } }
    expect(await commune.delete(address)).toMatchObject(gone)
    expect(await commune.get(address)).toMatchObject(gone)
    const { rows } = await api.db.execute<{ by: string; name: string }>(
      sql`select removed_by as by, name from guidance_attachments join attachments on id = attachment_id
        where note_id = ${id}`,
    )
    expect(rows).toEqual([{ by: commune.person.fullName, name: 'Mẫu biên bản.pdf' }])
  })

  it('of two that take it away at once exactly one does', async () => {
    const { id } = await aNote()
    const { attachments } = await ok(upload(commune, id, pdf()))
    const address = `/guidance-notes/${id}/attachments/${attachments[0].id}`
    const replies = await Promise.all([1, 2, 3].map(() => commune.delete(address)))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 404, 404])
  })

  it('keeps a note without text from being withdrawn', async () => {
    const { id, write, note, read } = await aNote()
    const { attachments } = await ok(upload(commune, id, pdf()))
    await ok(write(commune, '1.1', note('', 1)))
    const school = await as('school-staff')
    expect(await read(school)).toEqual(['1.1 '])
    await ok(commune.delete(`/guidance-notes/${id}/attachments/${attachments[0].id}`))
    expect(await read(school)).toEqual([])
    expect((await download(school, id, attachments[0].id)).status).toBe(404)
    expect((await download(commune, id, attachments[0].id)).status).toBe(404)
  })

  it('is not reached through another note', async () => {
    const one = await aNote()
    const other = await aNote()
    const { attachments } = await ok(upload(commune, one.id, pdf()))
    expect((await download(commune, other.id, attachments[0].id)).status).toBe(404)
    expect(await commune.delete(`/guidance-notes/${other.id}/attachments/${attachments[0].id}`)).toMatchObject({
      status: 404,
      body: { code: 'attachment.not-found' },
    })
  })
})

describe('who keeps files with a note', () => {
  it('its author alone: those who read it are refused, to others it is missing', async () => {
    const { id } = await aNote()
    const { attachments } = await ok(upload(commune, id, pdf()))
    const province = await as('province-officer')
    const beside = await as('managing-body-officer', api.world.otherCommune)
    const fileId = attachments[0].id
    expect((await download(province, id, fileId)).status).toBe(200)
    for (const [person, status, code] of [
      [province, 403, 'access.denied'],
      [beside, 404, 'guidance.not-found'],
      [await as('school-head'), 403, 'access.denied'],
    ] as const) {
      expect(await upload(person, id, pdf())).toMatchObject({ status, body: { code } })
      expect(await person.delete(`/guidance-notes/${id}/attachments/${fileId}`)).toMatchObject({
        status,
        body: { code },
      })
    }
    expect((await download(beside, id, fileId)).status).toBe(404)
    expect(await incoming()).toEqual([])
  })

  it('nobody through a key that may only read', async () => {
    const { id } = await aNote()
    const leader = await as('managing-body-leader')
    const key = { unitId: leader.unit.id, name: 'Đọc', expiresOn: '2099-12-31', scopes: ['catalogue.read'] }
    const { secret } = await ok(leader.post('/api-keys', key))
    expect(await client(secret).post(`/guidance-notes/${id}/attachments`)).toMatchObject({ status: 403 })
  })
})

describe('a file that is refused', () => {
  it.each([
    ['a program', exe, 'mau.pdf'],
    ['a web page', html, 'mau.html'],
    ['a document with macros', docm, 'mau.docx'],
  ])('is %s, whatever it is called', async (_, content, name) => {
    const { id } = await aNote()
    expect(await upload(commune, id, content, name)).toMatchObject({
      status: 415,
      body: { code: 'evidence.type-refused' },
    })
    expect(await incoming()).toEqual([])
  })

  it('is empty, or no file at all', async () => {
    const { id } = await aNote()
    expect(await upload(commune, id, Buffer.alloc(0))).toMatchObject({ status: 400, body: { code: 'evidence.empty' } })
    expect(await commune.post(`/guidance-notes/${id}/attachments`, {})).toMatchObject({
      status: 400,
      body: { code: 'evidence.file-expected' },
    })
  })

  it('is larger than 25 MiB, even where evidence may be larger', async () => {
    const { id } = await aNote()
    const large = (size: number) => Buffer.concat([pdf(), Buffer.alloc(size - pdf().length, 'x')])
    expect(await upload(commune, id, large(25 * mebibyte + 1))).toMatchObject({
      status: 413,
      body: { code: 'evidence.too-large' },
    })
    expect(await ok(upload(commune, id, large(25 * mebibyte)))).toMatchObject({
      attachments: [{ size: 25 * mebibyte }],
    })
  })
})
