import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { request as httpRequest } from 'node:http'
import { connect as connectSocket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { aForm, type File, type Form } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'
import { docx, exe, pdf } from '../../../test/sample-files.ts'

const limit = 300_000
const tester = testApi({ maxFileBytes: limit })
const { api, as } = tester
let form: Form
beforeAll(async () => {
  form = await aForm(tester)
})

const fields = (criterion: string, more: Record<string, string> = {}) => ({ criterion, ...more })
const pathOf = (file: File) => `/api/v1/campaign-units/${file.campaignUnitId}/evidence/files`

async function upload(
  person: Person,
  file: File,
  content: Buffer,
  name = 'Kế hoạch.pdf',
  given: object = fields('1.1'),
) {
  const data = new FormData()
  for (const [key, value] of Object.entries(given)) data.append(key, String(value))
  data.append('file', new Blob([Uint8Array.from(content)]), name)
  const headers = { authorization: `Bearer ${person.token}` }
  const reply = await fetch(`${api.url}${pathOf(file)}`, { method: 'POST', headers, body: data })
  const body: { id: string; code: string } = JSON.parse(await reply.text())
  return { status: reply.status, body }
}

const codeOf = async (reply: Response): Promise<string> => JSON.parse(await reply.text()).code
const incoming = () => readdir(join(api.filesFolder, 'incoming'))
async function kept(file: { unit: { id: string } }) {
  const entries = await readdir(join(api.filesFolder, 'kept', file.unit.id), {
    recursive: true,
    withFileTypes: true,
  }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).length
}
const large = (size: number) => Buffer.concat([pdf(), Buffer.alloc(size - pdf().length, 'x')])

async function newSchool() {
  const unit = await form.newSchool()
  return { file: { ...(await form.fileOf(unit)), unit }, staff: await as('school-staff', unit), unit }
}

describe('an upload', () => {
  it('becomes evidence with its code, size, SHA-256 and the type that its content says', async () => {
    const { file, staff } = await newSchool()
    const content = pdf('Kế hoạch năm học')
    const { status, body } = await upload(
      staff,
      file,
      content,
      'Kế hoạch năm học.pdf',
      fields('1.1', { title: 'Kế hoạch' }),
    )
    expect(status).toBe(200)
    expect(body).toMatchObject({
      code: '[H1-1.1-01]',
      kind: 'file',
      title: 'Kế hoạch',
      criteria: ['1.1'],
      url: null,
      file: {
        name: 'Kế hoạch năm học.pdf',
        size: content.length,
        mediaType: 'application/pdf',
        sha256: createHash('sha256').update(content).digest('hex'),
      },
    })
    expect((await upload(staff, file, docx, 'bao-cao.docx', fields('2.2'))).body).toMatchObject({
      title: 'bao-cao.docx',
    })
    expect(await incoming()).toEqual([])
  })

  it('of the same content lies on disk once for a unit', async () => {
    const { file, staff } = await newSchool()
    for (const criterion of ['1.1', '2.2']) await upload(staff, file, pdf('một'), 'a.pdf', fields(criterion))
    expect(await kept(file)).toBe(1)
  })

  it('counts as what the criterion demands', async () => {
    const { file, staff } = await newSchool()
    await ok(
      form.save(staff, file, '1.1', {
        met: true,
        score: null,
        count: null,
        numerator: null,
        denominator: null,
        choice: null,
        items: null,
        fields: {},
        note: '',
      }),
    )
    const gapsAt11 = async () => {
      const { body } = await form.move(staff, file, 'finish')
      return body.errors.filter(({ path }: { path: string }) => path === '1.1')
    }
    expect(await gapsAt11()).toHaveLength(1)
    await upload(staff, file, pdf())
    expect(await gapsAt11()).toEqual([])
  })

  it('is refused with the reason, and leaves nothing', async () => {
    const { file, staff } = await newSchool()
    const refusals = [
      [await upload(staff, file, exe, 'ke-hoach.pdf'), 415, 'evidence.type-refused'],
      [await upload(staff, file, Buffer.alloc(0)), 400, 'evidence.empty'],
      [await upload(staff, file, pdf(), 'a.pdf', fields('7.7')), 404, 'line.not-found'],
      [await upload(staff, file, pdf(), 'a.pdf', fields('1.2')), 409, 'evidence.kind-refused'],
      [await upload(staff, file, pdf(), 'a.pdf', {}), 400, 'request.invalid'],
      [await upload(staff, file, large(limit + 1)), 413, 'evidence.too-large'],
      [await upload(staff, file, large(limit * 20)), 413, 'evidence.too-large'],
    ] as const
    expect(refusals.map(([{ status, body }]) => [status, body.code])).toEqual(
      refusals.map(([, ...expected]) => expected),
    )
    expect((await upload(staff, file, large(limit))).status).toBe(200)
    expect([await kept(file), await incoming()]).toEqual([1, []])
    expect((await ok(staff.get(`/campaign-units/${file.campaignUnitId}/evidence`))).items).toHaveLength(1)
  })

  it('is one file as multipart/form-data', async () => {
    const { file, staff } = await newSchool()
    const path = `/campaign-units/${file.campaignUnitId}/evidence/files`
    expect(await staff.post(path, { criterion: '1.1' })).toMatchObject({
      status: 400,
      body: { code: 'evidence.file-expected' },
    })
    const fieldsOnly = new FormData()
    fieldsOnly.append('criterion', '1.1')
    const headers = { authorization: `Bearer ${staff.token}` }
    const reply = await fetch(`${api.url}${pathOf(file)}`, { method: 'POST', headers, body: fieldsOnly })
    expect([reply.status, await codeOf(reply)]).toEqual([400, 'evidence.file-expected'])
  })

  it('is refused before it is read: by who may not, and when it is too late', async () => {
    const { file, officer, staff } = await form.at('awaiting-approval')
    expect(await upload(staff, file, pdf())).toMatchObject({ status: 409, body: { code: 'submission.wrong-state' } })
    expect(await upload(officer, file, pdf())).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    const stranger = await as('school-staff', api.world.otherSchool)
    expect(await upload(stranger, file, pdf())).toMatchObject({ status: 404, body: { code: 'submission.not-found' } })
    expect(await incoming()).toEqual([])
  })

  it('that breaks off leaves nothing behind and harms nobody', async () => {
    const { file, staff } = await newSchool()
    const { hostname, port } = new URL(api.url)
    for (const sent of [10, 100_000]) {
      const socket = connectSocket(Number(port), hostname)
      const head = [
        '--edge\r\ncontent-disposition: form-data; name="criterion"\r\n\r\n1.1\r\n',
        '--edge\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n',
      ].join('')
      socket.write(
        `POST ${pathOf(file)} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${staff.token}\r\n` +
          `content-type: multipart/form-data; boundary=edge\r\ncontent-length: 200000\r\n\r\n${head}`,
      )
      socket.write(Buffer.alloc(sent, '%'))
      await until(async () => (await incoming()).length === 1)
      socket.destroy()
      await until(async () => (await incoming()).length === 0)
    }
    expect((await upload(staff, file, pdf())).status).toBe(200)
    expect((await ok(staff.get(`/campaign-units/${file.campaignUnitId}/evidence`))).items).toHaveLength(1)
  })
})

async function until(happened: () => Promise<boolean>) {
  for (let tries = 0; !(await happened()); tries += 1) {
    if (tries > 200) throw new Error('It did not happen')
    await wait(20)
  }
}

describe('a download', () => {
  const address = async (person: Person, id: string): Promise<string> =>
    (await ok(person.post(`/evidence/${id}/download-address`))).url

  it('has an address for one minute that needs no header, and comes to be saved, never to be shown', async () => {
    const { file, staff } = await newSchool()
    const content = pdf('tải về')
    const { body } = await upload(staff, file, content, 'Kế hoạch “Đợt 1”.pdf')
    const given = await ok(staff.post(`/evidence/${body.id}/download-address`))
    expect(Date.parse(given.expiresAt) - Date.now()).toBeLessThanOrEqual(60_000)

    const reply = await fetch(`${api.url}${given.url}`)
    expect(reply.status).toBe(200)
    expect(Buffer.from(await reply.arrayBuffer()).equals(content)).toBe(true)
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(content.length),
      'content-disposition': expect.stringMatching(
        /^attachment; filename="Ke hoach _Dot 1_.pdf"; filename\*=UTF-8''K%E1/,
      ),
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      'cache-control': 'no-store',
      'accept-ranges': 'bytes',
    })
    const part = await fetch(`${api.url}${given.url}`, { headers: { range: 'bytes=5-8' } })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 5-8/${content.length}`])
    expect(await part.text()).toBe(content.subarray(5, 9).toString())
    const beyond = await fetch(`${api.url}${given.url}`, { headers: { range: 'bytes=99999-' } })
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${content.length}`])
    const head = await fetch(`${api.url}${given.url}`, { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(content.length)])
  })

  it('is for whoever may see the file, as they stand when the address is used', async () => {
    const { file, staff, unit } = await newSchool()
    const { body } = await upload(staff, file, pdf())
    const reader = await as('managing-body-officer', api.world.commune)
    const fetched = async (url: string) => (await fetch(`${api.url}${url}`)).status
    expect(await fetched(await address(reader, body.id))).toBe(200)
    const stranger = await as('school-head', api.world.otherSchool)
    expect(await stranger.post(`/evidence/${body.id}/download-address`)).toMatchObject({ status: 404 })

    const given = [await address(reader, body.id), await address(staff, body.id)]
    await api.db.execute(sql`update sessions set ended_at = now() where id = ${reader.session.id}`)
    await api.db.execute(
      sql`update memberships set unit_id = ${api.world.otherSchool.id} where id = ${staff.membership.id}`,
    )
    expect(await Promise.all(given.map(fetched))).toEqual([404, 404])

    const head = await as('school-head', unit)
    const soon = await address(head, body.id)
    await ok(head.delete(`/evidence/${body.id}/criteria/1.1`))
    expect(await fetched(soon)).toBe(404)
    expect(await head.post(`/evidence/${body.id}/download-address`)).toMatchObject({ status: 404 })
  })

  it('works for machines, as long as their key does', async () => {
    const { file, staff, unit } = await newSchool()
    const { body } = await upload(staff, file, pdf())
    const head = await as('school-head', unit)
    const key = { unitId: unit.id, name: 'Phần mềm', expiresOn: '2099-01-01', scopes: ['submission.read'] }
    const { apiKey, secret } = await ok(head.post('/api-keys', key))
    const url = (await tester.client(secret).post(`/evidence/${body.id}/download-address`)).body.url
    expect((await fetch(`${api.url}${url}`)).status).toBe(200)
    await api.db.execute(sql`update api_keys set revoked_at = now() where id = ${apiKey.id}`)
    expect((await fetch(`${api.url}${url}`)).status).toBe(404)
  })

  it('has no address that is forged, expired or a token for something else', async () => {
    const { file, staff } = await newSchool()
    const { body } = await upload(staff, file, pdf())
    const token = (await address(staff, body.id)).split('/').at(-1) ?? ''
    const [head = '', payload = '', signature = ''] = token.split('.')
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString())
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none', typ: 'JWT' })).toString('base64url')
    const other = Buffer.from(JSON.stringify({ ...claims, exp: claims.exp + 3600 })).toString('base64url')
    const expired = api.app.jwt.sign({ ...claims, iat: 1, exp: 2 })
    for (const wrong of [`${unsigned}.${payload}.`, `${head}.${other}.${signature}`, expired, staff.token, 'x']) {
      const reply = await fetch(`${api.url}/api/v1/files/${wrong}`)
      expect([reply.status, await codeOf(reply)]).toEqual([404, 'evidence.link-expired'])
    }
    // And an address opens nothing else.
    expect(await tester.client(token).get('/submissions')).toMatchObject({ status: 401 })
  })

  it('a client that goes away in the middle harms nobody', async () => {
    const { file, staff } = await newSchool()
    const { body } = await upload(staff, file, large(limit))
    const url = await address(staff, body.id)
    await new Promise<void>((resolve) => {
      const call = httpRequest(`${api.url}${url}`, (reply) => {
        reply.once('data', () => call.destroy())
        reply.once('close', resolve)
        reply.on('error', () => {})
      })
      call.on('error', () => {})
      call.end()
    })
    expect((await fetch(`${api.url}${url}`)).status).toBe(200)
  })
})
