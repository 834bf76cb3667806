import { createHash, randomBytes } from 'node:crypto'
import { readdir, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { aForm, type Form } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'
import { pdf } from '../../../test/sample-files.ts'
import { addressOf, aSchool, codeOf, partSender, sentWhole } from '../../../test/uploads.ts'
import { localFiles } from '../../platform/files.ts'
import { partialFiles } from '../../platform/partial-files.ts'
import { allFileTypes } from '../../platform/known-file-types.ts'
import { createIntake } from './intake.ts'
import { createUploadsService } from './uploads.service.ts'

const room = 4_000_000
const tester = testApi({ maxFileBytes: 3_000_000, maxUnitBytes: room })
const { api } = tester
const send = partSender(tester)
const whole = sentWhole(tester)
let form: Form
beforeAll(async () => {
  form = await aForm(tester)
})
const newSchool = () => aSchool(tester, form)
type Staff = Awaited<ReturnType<typeof newSchool>>['staff']

const content = Buffer.concat([pdf('Ảnh chụp'), randomBytes(1_000_000)])
const begin = async (staff: Staff, size = content.length, name = 'Kế hoạch.pdf'): Promise<string> =>
  (await ok(staff.post(`/units/${staff.unit.id}/uploads`, { name, size, purpose: { criterion: '1.1' } }))).id
const offsetOf = async (person: Person, id: string) => {
  const headers = { authorization: `Bearer ${person.token}` }
  const reply = await fetch(`${api.url}/api/v1/uploads/${id}`, { method: 'HEAD', headers })
  return [reply.headers.get('upload-offset'), reply.headers.get('upload-length')].map(Number)
}
const partsLying = () => readdir(join(api.filesFolder, 'partial'))
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

describe('a file that comes in parts', () => {
  it('goes on where it broke off, and is what was sent', async () => {
    const { staff } = await newSchool()
    const id = await begin(staff)
    expect((await send(staff, id, { offset: 0, content: content.subarray(0, 300_000) })).status).toBe(204)
    expect(await offsetOf(staff, id)).toEqual([300_000, content.length])
    expect(await ok(staff.get(`/uploads/${id}`))).toMatchObject({ received: 300_000, arrived: null })

    const rest = await send(staff, id, { offset: 300_000, content: content.subarray(300_000) })
    expect([rest.status, rest.headers.get('upload-offset')]).toEqual([204, String(content.length)])
    expect(await ok(staff.get(`/uploads/${id}`))).toMatchObject({
      name: 'Kế hoạch.pdf',
      received: content.length,
      purpose: { criterion: '1.1' },
      arrived: { sha256: sha256(content), mediaType: 'application/pdf', size: content.length, sameAs: [] },
    })
    expect(await partsLying()).not.toContain(id)
  })

  it('keeps what arrived before the line went dead', async () => {
    const { staff } = await newSchool()
    const id = await begin(staff)
    const line = new AbortController()
    const body = new ReadableStream({
      async pull(controller) {
        controller.enqueue(Uint8Array.from(content.subarray(0, 100_000)))
        // What was sent has to be on its way before the line is cut.
        await new Promise((resolve) => setTimeout(resolve, 300))
        line.abort()
      },
    })
    const headers = {
      authorization: `Bearer ${staff.token}`,
      'content-type': 'application/offset+octet-stream',
      'tus-resumable': '1.0.0',
      'upload-offset': '0',
    }
    const init = { method: 'PATCH', headers, body, duplex: 'half', signal: line.signal } as const
    await expect(fetch(`${api.url}/api/v1/uploads/${id}`, init)).rejects.toThrow()
    await expect.poll(() => offsetOf(staff, id)).toEqual([100_000, content.length])
    const rest = await send(staff, id, { offset: 100_000, content: content.subarray(100_000) })
    expect(rest.status).toBe(204)
    expect((await ok(staff.get(`/uploads/${id}`))).arrived.sha256).toBe(sha256(content))
  })

  it('is hashed anew where another process took in its first part', async () => {
    const { staff } = await newSchool()
    const id = await begin(staff)
    await send(staff, id, { offset: 0, content: content.subarray(0, 500_000) })
    const partial = await partialFiles(join(api.filesFolder, 'partial'))
    expect(await partial.append(id, Readable.from([content.subarray(500_000)]), content.length)).toBe(content.length)
    // The process died between the last byte and its answer: whoever asks next finds it settled.
    expect((await ok(staff.get(`/uploads/${id}`))).arrived.sha256).toBe(sha256(content))
  })

  it('is refused where its part does not fit, is none of ours, or speaks another protocol', async () => {
    const { staff } = await newSchool()
    const id = await begin(staff)
    const wrong = await send(staff, id, { offset: 5, content })
    expect([wrong.status, await codeOf(wrong)]).toEqual([409, 'upload.wrong-offset'])
    const other = (await newSchool()).staff
    expect(await codeOf(await send(other, id, { offset: 0, content }))).toBe('upload.not-found')
    const headers = { authorization: `Bearer ${staff.token}`, 'content-type': 'application/offset+octet-stream' }
    for (const fault of [{ offset: '-1' }, { offset: '0.5' }, { offset: '9'.repeat(30) }, { version: '2.0.0' }]) {
      const { offset = '0', version = '1.0.0' } = fault
      const spoken = { 'tus-resumable': version, 'upload-offset': offset }
      const asked = { method: 'PATCH', headers: { ...headers, ...spoken }, body: 'x' }
      expect([fault, (await fetch(`${api.url}/api/v1/uploads/${id}`, asked)).status]).toEqual([fault, 412])
    }
    const bare = await fetch(`${api.url}/api/v1/uploads/${id}`, { method: 'PATCH', headers, body: 'x' })
    expect([bare.status, await codeOf(bare)]).toEqual([412, 'upload.protocol'])
    const json = await staff.post(`/units/${staff.unit.id}/uploads`, { name: 'x', size: 0 })
    expect(json).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
  })

  it('is never longer than announced', async () => {
    const { staff } = await newSchool()
    const id = await begin(staff, 200)
    const long = Buffer.concat([pdf('dài'), Buffer.alloc(1000, 32)])
    const begun = long.subarray(0, 50)
    expect((await send(staff, id, { offset: 0, content: begun })).status).toBe(204)
    const reply = await send(staff, id, { offset: 50, content: long.subarray(50) })
    expect([reply.status, await codeOf(reply)]).toEqual([409, 'upload.longer-than-announced'])
    expect(await ok(staff.get(`/uploads/${id}`))).toMatchObject({ received: 50, arrived: null })
    expect((await send(staff, id, { offset: 50, content: long.subarray(50, 200) })).status).toBe(204)
    expect((await ok(staff.get(`/uploads/${id}`))).arrived.sha256).toBe(sha256(long.subarray(0, 200)))
  })

  it('is asked for again later where the disk is full, and then goes on', async () => {
    const { staff } = await newSchool()
    const id = await begin(staff)
    const place = join(api.filesFolder, 'partial', id)
    await symlink('/dev/full', place)
    const reply = await send(staff, id, { offset: 0, content })
    expect([reply.status, await codeOf(reply)]).toEqual([503, 'server.storage-unavailable'])
    await rm(place)
    expect((await send(staff, id, { offset: 0, content })).status).toBe(204)
  })

  it('of a type that is not taken is refused once it is whole, and forgotten', async () => {
    const { staff } = await newSchool()
    const page = Buffer.from('<html><script>alert(1)</script></html>')
    const id = await begin(staff, page.length, 'bao-cao.pdf')
    const reply = await send(staff, id, { offset: 0, content: page })
    expect([reply.status, await codeOf(reply)]).toEqual([415, 'evidence.type-refused'])
    expect(await staff.get(`/uploads/${id}`)).toMatchObject({ status: 404 })
    expect(await partsLying()).not.toContain(id)
  })

  it('needs room in its unit, also two at once', async () => {
    const { staff } = await newSchool()
    const path = `/units/${staff.unit.id}/uploads`
    expect(await staff.post(path, { name: 'a.pdf', size: 3_000_001 })).toMatchObject({
      status: 409,
      body: { code: 'upload.too-large' },
    })
    const both = await Promise.all([1, 2].map(() => staff.post(path, { name: 'a.pdf', size: 2_500_000 })))
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409])
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('evidence.storage-full')
    expect((await ok(staff.get(path))).room).toEqual({ used: 0, limit: room, largestFile: 3_000_000 })
  })

  it('can be dropped, and what nobody goes on with is swept', async () => {
    const { staff } = await newSchool()
    const [dropped, left] = [await begin(staff), await begin(staff)]
    for (const id of [dropped, left]) await send(staff, id, { offset: 0, content: content.subarray(0, 10) })
    await ok(staff.delete(`/uploads/${dropped}`))
    expect(await partsLying()).not.toContain(dropped)
    expect((await ok(staff.get(`/units/${staff.unit.id}/uploads`))).items).toMatchObject([{ id: left, received: 10 }])

    const service = createUploadsService({
      db: api.db,
      files: await localFiles(api.filesFolder),
      partial: await partialFiles(join(api.filesFolder, 'partial')),
      settings: { maxFileBytes: 1, maxUnitBytes: 1 },
      takeIn: createIntake({ fileTypes: allFileTypes, scanner: null }, () => new Date()),
      now: () => new Date(),
    })
    await service.sweep(new Date())
    expect(await partsLying()).toContain(left)
    await service.sweep(new Date(Date.now() + 8 * 24 * 3600 * 1000))
    expect(await partsLying()).not.toContain(left)
    expect(await staff.get(`/uploads/${left}`)).toMatchObject({ status: 404 })
  })
})

describe('files that have arrived', () => {
  const evidence = (staff: Staff, file: { campaignUnitId: string }, body: object) =>
    staff.post(`/campaign-units/${file.campaignUnitId}/evidence/uploads`, { criterion: '1.1', ...body })

  it('are handed in as one piece: all of them or none, and each once', async () => {
    const { staff, file } = await newSchool()
    const ids = await whole(staff, [pdf('một'), pdf('hai')])
    const missing = await begin(staff)
    expect(await evidence(staff, file, { uploads: [...ids, missing] })).toMatchObject({
      status: 409,
      body: { code: 'upload.not-arrived' },
    })
    const piece = await ok(evidence(staff, file, { uploads: ids, title: 'Ảnh buổi tập huấn' }))
    expect(piece).toMatchObject({
      code: '[H1-1.1-01]',
      kind: 'file',
      title: 'Ảnh buổi tập huấn',
      files: [{ name: 'Tệp 1.pdf', sha256: sha256(pdf('một')) }, { name: 'Tệp 2.pdf' }],
    })
    expect(await evidence(staff, file, { uploads: ids })).toMatchObject({ body: { code: 'upload.not-found' } })
    const { url } = await ok(addressOf(staff, piece))
    const bytes = Buffer.from(await (await fetch(`${api.url}${url}`)).arrayBuffer())
    expect(bytes.equals(pdf('một'))).toBe(true)
  })

  it('are noticed when the unit has the same content already, in whatever register', async () => {
    const { staff, file } = await newSchool()
    const [first] = await whole(staff, [pdf('trùng')])
    const { pieceId } = await ok(evidence(staff, file, { uploads: [first], title: 'Bản đầu' }))
    const [again] = await whole(staff, [pdf('trùng')])
    const { arrived } = await ok(staff.get(`/uploads/${again}`))
    expect(arrived.sameAs).toMatchObject([{ id: pieceId, title: 'Bản đầu' }])
    const stranger = (await newSchool()).staff
    const [elsewhere] = await whole(stranger, [pdf('trùng')])
    expect((await ok(stranger.get(`/uploads/${elsewhere}`))).arrived.sameAs).toEqual([])
  })

  it('nobody else hands in, not even a colleague', async () => {
    const { staff, file, unit } = await newSchool()
    const [id] = await whole(staff, [pdf('của tôi')])
    const colleague = await tester.as('school-staff', unit)
    expect(await evidence(colleague, file, { uploads: [id] })).toMatchObject({ body: { code: 'upload.not-found' } })
  })

  it('that turned out infected are not handed in', async () => {
    const { staff, file } = await newSchool()
    const [id] = await whole(staff, [pdf('nhiễm')])
    await api.db.execute(sql`update uploads set scan = 'infected', threat = 'Mẫu' where id = ${id}`)
    expect(await evidence(staff, file, { uploads: [id] })).toMatchObject({
      status: 409,
      body: { code: 'evidence.infected' },
    })
  })
})
