import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { connect as connectSocket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { aForm, type Form } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { met, ok } from '../../../test/road.ts'
import { docx, exe, pdf } from '../../../test/sample-files.ts'
import { aSchool, codeOf, large, limit, pathOf, uploader } from '../../../test/uploads.ts'

const tester = testApi({ maxFileBytes: limit })
const { api, as } = tester
const upload = uploader(tester)
let form: Form
beforeAll(async () => {
  form = await aForm(tester)
})
const newSchool = () => aSchool(tester, form)

const fields = (criterion: string, more: Record<string, string> = {}) => ({ criterion, ...more })
const incoming = () => readdir(join(api.filesFolder, 'incoming'))
async function kept({ unit }: { unit: { id: string } }) {
  const folder = join(api.filesFolder, 'kept', unit.id)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isFile()).length
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
      files: [
        {
          name: 'Kế hoạch năm học.pdf',
          size: content.length,
          mediaType: 'application/pdf',
          sha256: createHash('sha256').update(content).digest('hex'),
        },
      ],
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
    await ok(form.save(staff, file, '1.1', met(true)))
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

  it('is refused, and never cut short in silence, when more than one file comes or a field comes too late', async () => {
    const { file, staff } = await newSchool()
    const headers = { authorization: `Bearer ${staff.token}` }
    const send = async (...parts: [string, string | Blob][]) => {
      const data = new FormData()
      for (const [name, value] of parts) data.append(name, value)
      return codeOf(await fetch(`${api.url}${pathOf(file)}`, { method: 'POST', headers, body: data }))
    }
    const one = new Blob([Uint8Array.from(pdf())])
    expect(await send(['criterion', '1.1'], ['file', one], ['file', one])).toBe('evidence.file-expected')
    expect(await send(['criterion', '1.1'], ['file', one], ['title', 'Kế hoạch'])).toBe('request.invalid')
    expect(await send(['file', one], ['criterion', '1.1'])).toBe('request.invalid')
    expect(await incoming()).toEqual([])
    expect((await ok(staff.get(`/campaign-units/${file.campaignUnitId}/evidence`))).items).toEqual([])
  })

  it('is refused as the fault of its sender when it is torn, and taken when the file has no name', async () => {
    const { file, staff } = await newSchool()
    const send = (body: string, type = 'multipart/form-data; boundary=edge') =>
      fetch(`${api.url}${pathOf(file)}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${staff.token}`, 'content-type': type },
        body,
      })
    const field = '--edge\r\ncontent-disposition: form-data; name="criterion"\r\n\r\n1.1\r\n'
    const head =
      '--edge\r\ncontent-disposition: form-data; name="file"; filename=""\r\ncontent-type: application/pdf\r\n\r\n'
    for (const torn of [
      send('x', 'multipart/form-data'),
      send('--other--'),
      send(field),
      send(field + head + '%PDF-1.7'),
    ])
      expect(await codeOf(await torn)).toBe('evidence.file-expected')
    expect(await incoming()).toEqual([])
    const reply = await send(`${field}${head}${pdf().toString()}\r\n--edge--\r\n`)
    expect(JSON.parse(await reply.text())).toMatchObject({ files: [{ name: 'minh-chung.pdf' }] })
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
