import { request as httpRequest } from 'node:http'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { aForm, type Form } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'
import { pdf } from '../../../test/sample-files.ts'
import { addressOf, aSchool, codeOf, large, limit, uploader } from '../../../test/uploads.ts'

const tester = testApi({ maxFileBytes: limit })
const { api, as } = tester
const upload = uploader(tester)
let form: Form
beforeAll(async () => {
  form = await aForm(tester)
})
const newSchool = () => aSchool(tester, form)

describe('a download', () => {
  type Added = { files: { id: string }[] }
  const address = async (person: Person, added: Added): Promise<string> => (await ok(addressOf(person, added))).url

  it('has an address for one minute that needs no header, and comes to be saved, never to be shown', async () => {
    const { file, staff } = await newSchool()
    const content = pdf('tải về')
    const { body } = await upload(staff, file, content, 'Kế hoạch “Đợt 1”.pdf')
    const given = await ok(addressOf(staff, body))
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
    expect(await fetched(await address(reader, body))).toBe(200)
    const stranger = await as('school-head', api.world.otherSchool)
    expect(await addressOf(stranger, body)).toMatchObject({ status: 404 })

    const given = [await address(reader, body), await address(staff, body)]
    await api.db.execute(sql`update sessions set ended_at = now() where id = ${reader.session.id}`)
    await api.db.execute(
      sql`update memberships set unit_id = ${api.world.otherSchool.id} where id = ${staff.membership.id}`,
    )
    expect(await Promise.all(given.map(fetched))).toEqual([404, 404])

    const head = await as('school-head', unit)
    const officer = await as('managing-body-officer', api.world.commune)
    const soon = [await address(head, body), await address(officer, body)]
    await ok(head.delete(`/evidence/${body.id}/criteria/1.1`))
    // Out of the register, it is in the library of the school and nobody else's.
    expect(await Promise.all(soon.map(fetched))).toEqual([200, 404])
    expect(await addressOf(officer, body)).toMatchObject({ status: 404 })
  })

  it('works for machines, as long as their key does', async () => {
    const { file, staff, unit } = await newSchool()
    const { body } = await upload(staff, file, pdf())
    const head = await as('school-head', unit)
    const key = { unitId: unit.id, name: 'Phần mềm', expiresOn: '2099-01-01', scopes: ['submission.read'] }
    const { apiKey, secret } = await ok(head.post('/api-keys', key))
    const url = (await tester.client(secret).post(`/evidence-files/${body.files[0]?.id}/address`, {})).body.url
    expect((await fetch(`${api.url}${url}`)).status).toBe(200)
    await api.db.execute(sql`update api_keys set revoked_at = now() where id = ${apiKey.id}`)
    expect((await fetch(`${api.url}${url}`)).status).toBe(404)
  })

  it('has no address that is forged, expired or a token for something else', async () => {
    const { file, staff } = await newSchool()
    const { body } = await upload(staff, file, pdf())
    const token = (await address(staff, body)).split('/').at(-1) ?? ''
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
    const url = await address(staff, body)
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
