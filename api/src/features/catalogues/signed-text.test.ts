import { describe, expect, it } from 'vitest'
import { aCatalogue } from '../../../test/catalogue.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'
import { exe, pdf } from '../../../test/sample-files.ts'

const tester = testApi()
const { api, as } = tester
const { draft, published } = aCatalogue(tester)

const addressOf = (id: string) => `${api.url}/api/v1/indicator-sets/${id}/signed-text`
async function attach(person: Person, { id }: { id: string }, content = pdf('Quyết định'), name = 'Quyết định.pdf') {
  const body = new FormData()
  body.append('file', new Blob([Uint8Array.from(content)]), name)
  const headers = { authorization: `Bearer ${person.token}` }
  const reply = await fetch(addressOf(id), { method: 'POST', headers, body })
  return { status: reply.status, body: JSON.parse(await reply.text()) }
}
const download = (person: Person, { id }: { id: string }) =>
  fetch(addressOf(id), { headers: { authorization: `Bearer ${person.token}` } })

describe('the file of the signed decision', () => {
  it('is kept with the set, also with a frozen one, and read by everybody who sees the set', async () => {
    const { person, set } = await published('BAN-KY')
    expect(set).toMatchObject({ signedText: null })
    const { body } = await attach(person, set)
    expect(body.signedText).toMatchObject({
      name: 'Quyết định.pdf',
      mediaType: 'application/pdf',
      size: pdf('Quyết định').length,
    })
    expect(body.signedText.addedBy).toBe(person.person.fullName)

    const reply = await download(await as('school-staff'), set)
    expect(Buffer.from(await reply.arrayBuffer())).toEqual(pdf('Quyết định'))
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringContaining(`filename*=UTF-8''Quy%E1%BA%BFt%20%C4%91%E1%BB%8Bnh.pdf`),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
  })

  it('gives way to a newer one; the record names both', async () => {
    const { person, set } = await draft('HAI-BAN')
    await attach(person, set)
    const { body } = await attach(person, set, pdf('Bản hai'), 'Bản hai.pdf')
    expect(body.signedText.name).toBe('Bản hai.pdf')
    const { items } = await ok(person.get(`/indicator-sets/${set.id}/record`))
    expect(items.slice(0, 2)).toMatchObject([
      { event: 'text-attached', detail: 'Bản hai.pdf' },
      { event: 'text-attached', detail: 'Quyết định.pdf' },
    ])
  })

  it('is a document by its content, whatever it is called; of what is refused nothing stays', async () => {
    const { person, set } = await draft('TEP-LA')
    expect(await attach(person, set, exe, 'Quyết định.pdf')).toMatchObject({
      status: 415,
      body: { code: 'evidence.type-refused' },
    })
    expect(await attach(person, set, Buffer.alloc(0))).toMatchObject({ status: 400, body: { code: 'evidence.empty' } })
    expect(await attach(person, set, Buffer.concat([pdf(), Buffer.alloc(1024 * 1024)]))).toMatchObject({
      status: 413,
      body: { code: 'evidence.too-large' },
    })
    expect(await ok(person.get(`/indicator-sets/${set.id}`))).toMatchObject({ signedText: null })
  })

  it('comes from the owner alone, and is missing to a stranger', async () => {
    const { person, set } = await published('CHI-CHU')
    expect(await attach(await as('managing-body-leader'), set)).toMatchObject({ status: 403 })
    expect(await attach(await as('system-administrator'), set)).toMatchObject({ status: 403 })
    const stranger = await as('province-leader', api.world.abroad.province)
    const missing = { status: 404, body: { code: 'indicator-set.not-found' } }
    expect(await attach(stranger, set)).toMatchObject(missing)
    await attach(person, set)
    expect((await download(stranger, set)).status).toBe(404)
    expect((await fetch(addressOf(set.id))).status).toBe(401)
  })

  it('is said to be missing where there is none', async () => {
    const { person, set } = await draft('CHUA-CO-TEP')
    const reply = await download(person, set)
    expect([reply.status, JSON.parse(await reply.text()).code]).toEqual([404, 'attachment.not-found'])
  })
})

describe('GET /indicator-set-schema', () => {
  it('is the JSON Schema of a definition on the wire, for anyone', async () => {
    const reply = await fetch(`${api.url}/api/v1/indicator-set-schema`)
    const schema = JSON.parse(await reply.text())
    expect(schema.$schema).toBe('https://json-schema.org/draft/2020-12/schema')
    expect(schema.required).toEqual(expect.arrayContaining(['code', 'title', 'groups', 'level']))
    expect(schema.additionalProperties).toBe(false)
    expect(schema.properties.groups.items.properties.maximum).toMatchObject({ type: 'number', maximum: 9999.99 })
    expect(JSON.stringify(schema)).not.toContain('"wire"')
  })
})
