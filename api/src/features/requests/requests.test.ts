import { checkKeys } from '@thuoc/shared'
import { beforeAll, describe, expect, it } from 'vitest'
import { aForm, type Form } from '../../../test/form.ts'
import { exportsOf } from '../../../test/exports.ts'
import { testApi } from '../../../test/harness.ts'
import { drawUp } from '../../../test/paper-worker.ts'
import { aRequest, everythingInOrder } from '../../../test/requests.ts'
import { ok, type Person } from '../../../test/road.ts'
import { pdf } from '../../../test/sample-files.ts'
import { unpack } from '../../platform/unpack.ts'
import { z } from 'zod'

const tester = testApi()
const { api, as } = tester
const { fileOf } = exportsOf(tester)
let form: Form
beforeAll(async () => {
  form = await aForm(tester)
})

type File = { id: string; version: number }
const get = (person: Person, { id }: { id: string }, part: string) => person.get(`/submissions/${id}/${part}`)
const put = (person: Person, { id }: { id: string }, part: string, body: object) =>
  person.put(`/submissions/${id}/${part}`, body)
const send = (person: Person, { id, version }: File) =>
  person.post(`/submissions/${id}/transitions`, { action: 'submit', version, reason: null })
const accept = (person: Person, { id, version }: File) =>
  person.post(`/submissions/${id}/transitions`, { action: 'accept', version, reason: null })

async function scanned({ token }: { token: string }, { id }: { id: string }) {
  const body = new FormData()
  body.append('file', new Blob([Uint8Array.from(pdf())]), 'to-trinh-da-ky.pdf')
  const address = `${api.url}/api/v1/submissions/${id}/request/files`
  const reply = await fetch(address, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body })
  const stored = z.looseObject({ files: z.array(z.looseObject({ id: z.string() })).default([]) })
  return { status: reply.status, body: stored.parse(await reply.json()) }
}

describe('the request', () => {
  it('is prepared while the file is with the school, and nothing is sent without it', async () => {
    const { file, head, staff } = await form.at('approved')
    expect(await ok(get(head, file, 'request'))).toMatchObject({ round: 1, version: 0, mayEdit: true })
    expect(await send(head, file)).toMatchObject({
      status: 409,
      body: {
        code: 'submission-request.missing',
        errors: [
          { path: '/number' },
          { path: '/issuedOn' },
          { path: '/signatory' },
          { path: '/office' },
          { path: '/text' },
        ],
      },
    })
    const draft = await ok(put(staff, file, 'request', aRequest(0, { number: null })))
    expect(draft).toMatchObject({ version: 1, missing: ['number'], savedBy: staff.person.fullName })
    expect(await put(head, file, 'request', aRequest(0))).toMatchObject({
      status: 409,
      body: { code: 'submission-request.stale' },
    })
    expect(await ok(put(head, file, 'request', aRequest(1)))).toMatchObject({ missing: [], version: 2 })

    const paper = await scanned(head, file)
    expect(paper).toMatchObject({ status: 200, body: { files: [{ name: 'to-trinh-da-ky.pdf' }] } })
    expect(await ok(send(head, file))).toMatchObject({ status: 'submitted', round: 1 })
    expect(await ok(get(head, file, 'request'))).toMatchObject({ round: 1, mayEdit: false, sentAt: expect.any(String) })
    expect(await put(head, file, 'request', aRequest(2))).toMatchObject({
      status: 409,
      body: { code: 'submission.wrong-state' },
    })
    const [attached] = paper.body.files
    expect((await get(head, file, `request/files/${attached?.id}`)).status).toBe(200)
  })

  it('of the next round proposes what stays the same, but no number', async () => {
    const { file, head, officer } = await form.at('submitted')
    await ok(form.move(officer, file, 'return', { reason: 'Bổ sung' }))
    expect(await ok(get(head, file, 'request'))).toMatchObject({
      ...{ round: 2, version: 0, number: null, issuedOn: null, signatory: 'Nguyễn Văn Mẫu', office: 'Hiệu trưởng' },
    })
  })

  it('that is being prepared is the school’s alone; others read what was sent last', async () => {
    const { file, head, officer } = await form.at('approved')
    const draft = await ok(put(head, file, 'request', aRequest(0, { issuedOn: '2099-01-01' })))
    expect(draft).toMatchObject({ round: 1, issuedOn: '2099-01-01' })
    const [paper] = (await scanned(head, file)).body.files
    expect(await ok(get(officer, file, 'request'))).toMatchObject({ round: 0, version: 0, number: null, files: [] })
    expect((await get(officer, file, `request/files/${paper?.id}`)).status).toBe(404)

    expect((await send(head, file)).body).toMatchObject({ code: 'submission-request.in-the-future' })
    await ok(put(head, file, 'request', aRequest(1)))
    const sent = await ok(send(head, file))
    expect(await ok(get(officer, file, 'request'))).toMatchObject({ round: 1, files: [{ id: paper?.id }] })
    expect((await get(officer, file, `request/files/${paper?.id}`)).status).toBe(200)

    const returned = await ok(form.move(officer, sent, 'return', { reason: 'Bổ sung' }))
    await ok(put(head, file, 'request', aRequest(0, { number: '99/TTr' })))
    expect(returned).toMatchObject({ status: 'returned' })
    expect(await ok(get(officer, file, 'request'))).toMatchObject({ round: 1, number: aRequest(0).number })
    expect(await ok(get(head, file, 'request'))).toMatchObject({ round: 2, number: '99/TTr' })
  })

  it('is not for strangers, and not the managing body’s to write', async () => {
    const { file } = await form.at('approved')
    const stranger = await as('school-head', api.world.otherSchool)
    for (const part of ['request', 'receipts', 'check-list']) expect((await get(stranger, file, part)).status).toBe(404)
    expect((await put(stranger, file, 'request', aRequest())).status).toBe(404)
    const officer = await as('managing-body-officer', api.world.commune)
    expect((await put(officer, file, 'request', aRequest())).status).toBe(403)
    expect((await scanned(officer, file)).status).toBe(403)
  })
})

describe('the receipt', () => {
  it('has the next number of the receiving body and year, one each, and says what came by its hash', async () => {
    const ready = [await form.at('approved'), await form.at('approved'), await form.at('approved')]
    for (const { head, file } of ready) await ok(put(head, file, 'request', aRequest()))
    await Promise.all(ready.map(({ head, file }) => ok(send(head, file))))
    const receipts = await Promise.all(
      ready.map(async ({ head, file }) => (await ok(get(head, file, 'receipts'))).items[0]),
    )
    const numbers = receipts.map(({ number }: { number: number }) => number).sort((a, b) => a - b)
    const [first = 0] = numbers
    expect(numbers).toEqual([first, first + 1, first + 2])
    const [{ head, file, unit }] = ready as [(typeof ready)[number]]
    const seals = (await ok(get(head, file, 'seals'))).items
    expect(receipts[0]).toMatchObject({
      ...{ round: 1, unit: { id: unit.id }, receiver: { id: api.world.commune.id }, hash: seals[0].hash },
      summary: { request: { number: '12/TTr-THCS' }, answered: 6, evidence: 2, files: 0 },
    })
  })
})

describe('the check on receipt', () => {
  it('is needed before a file is accepted; the system answers what it knows', async () => {
    const { file, head, officer } = await form.at('submitted')
    expect(await ok(get(head, file, 'check-list'))).toEqual({ checkList: null })
    expect(await accept(officer, file)).toMatchObject({ status: 409, body: { code: 'check-list.unfinished' } })
    const { checkList } = await ok(get(officer, file, 'check-list'))
    expect(checkList.items.map(({ key, answer }: { key: string; answer: string }) => [key, answer])).toEqual([
      ['request-complete', 'ok'],
      ['request-signed', null],
      ['form-complete', 'ok'],
      ['evidence-complete', 'ok'],
      ['evidence-opens', 'ok'],
      ['in-time', 'ok'],
      ['report', null],
      ['council-minutes', null],
      ['approval-decision', null],
    ])
    const half = await ok(
      put(officer, file, 'check-list', {
        version: 0,
        items: [
          { key: 'report', answer: 'not-ok', remark: '' },
          // What the system answers is not to be answered otherwise.
          { key: 'in-time', answer: 'not-ok', remark: '' },
        ],
        finish: false,
      }),
    )
    expect(half).toMatchObject({ version: 1, finishedAt: null })
    const unfinished = { version: 1, items: [{ key: 'report', answer: 'not-ok', remark: '' }], finish: true }
    expect(await put(officer, file, 'check-list', unfinished)).toMatchObject({
      status: 409,
      body: {
        code: 'check-list.unfinished',
        errors: [
          { path: 'request-signed', message: 'unanswered' },
          { path: 'report', message: 'remark-missing' },
          { path: 'council-minutes' },
          { path: 'approval-decision' },
        ],
      },
    })
    const items = everythingInOrder.map((item) =>
      item.key === 'report' ? { ...item, answer: 'not-ok', remark: 'Thiếu phần kiến nghị' } : item,
    )
    expect(await put(officer, file, 'check-list', { version: 0, items, finish: true })).toMatchObject({
      body: { code: 'check-list.stale' },
    })
    await ok(put(officer, file, 'check-list', { version: 1, items, finish: true }))
    expect((await ok(get(head, file, 'check-list'))).checkList).toMatchObject({
      finishedBy: officer.person.fullName,
      mayCheck: false,
    })
    expect(await ok(accept(officer, file))).toMatchObject({ status: 'accepted' })
    expect(await put(officer, file, 'check-list', { version: 2, items, finish: true })).toMatchObject({
      status: 409,
      body: { code: 'submission.wrong-state' },
    })
  })

  it('is the receiving body’s, which may have a list of its own', async () => {
    const { file, head } = await form.at('submitted')
    expect((await put(head, file, 'check-list', { version: 0, items: [], finish: false })).status).toBe(403)
    const officer = await as('managing-body-officer', api.world.commune)
    const standing = await ok(officer.get('/check-settings'))
    expect(standing).toMatchObject({ own: false, items: checkKeys.map((key) => ({ key, text: null })) })
    const items = [
      { key: 'evidence-complete', text: null },
      { key: 'own-1', text: 'Có xác nhận của ban đại diện cha mẹ học sinh' },
    ]
    await ok(officer.put('/check-settings', { version: 0, items }))
    const { checkList } = await ok(get(officer, file, 'check-list'))
    expect(checkList.items).toMatchObject([
      { key: 'evidence-complete', bySystem: true },
      { key: 'own-1', answer: null },
    ])
    expect((await officer.put('/check-settings', { version: 1, items: [{ key: 'own-2', text: null }] })).status).toBe(
      400,
    )
    expect(await officer.put('/check-settings', { version: 0, items: standing.items }), 'older').toMatchObject({
      status: 409,
      body: { code: 'check-list.stale' },
    })
    const restored = await ok(officer.put('/check-settings', { version: 1, items: standing.items }))
    expect(restored, 'the standard list again').toMatchObject({ own: false, version: 2, items: standing.items })
    const elsewhere = await as('managing-body-leader', api.world.otherCommune)
    expect(await ok(elsewhere.get('/check-settings')), 'of another body').toMatchObject({ own: false, version: 0 })
    expect((await head.get('/check-settings')).status, 'a school').toBe(403)
  })
})

describe('the package of a round', { timeout: 60_000 }, () => {
  it('holds the papers, the form, the register, the evidence and the hash of each, as they were sent', async () => {
    const { file, head, staff, officer } = await form.at('approved').then(async (road) => ({
      ...road,
      officer: await as('managing-body-officer', api.world.commune),
    }))
    await ok(put(head, file, 'request', aRequest()))
    await scanned(head, file)
    const sent = await ok(send(head, file))
    const returned = await ok(form.move(officer, sent, 'return', { reason: 'Bổ sung' }))
    await ok(form.addLink(staff, file, '1.1', 'Thêm sau khi trả lại'))
    expect(returned.status).toBe('returned')

    await drawUp(api)
    const size = await ok(officer.get(`/submissions/${file.id}/receipts/1/package`))
    expect(size).toMatchObject({ left: 0 })
    const order = { kind: 'sent-package', submissionId: file.id, round: 1 }
    const { name, content } = await fileOf(officer, order)
    expect(name).toMatch(/^Hồ sơ .* lần 1\.zip$/)
    const parts = unpack(content, { entries: 100, bytes: 10_000_000, ratio: 1_000 })
    expect([...parts.keys()].sort()).toEqual(
      expect.arrayContaining([
        'Biên nhận.html',
        'Báo cáo tự đánh giá.html',
        'Danh mục minh chứng.xlsx',
        'Phiếu tự đánh giá.html',
        'Phiếu tự đánh giá.xlsx',
        'Tờ trình.html',
        'Tờ trình/1 to-trinh-da-ky.pdf',
        'manifest.json',
      ]),
    )
    const manifest = JSON.parse(String(parts.get('manifest.json')))
    expect(manifest).toMatchObject({ round: 1, files: expect.any(Array) })
    expect(manifest.files).toHaveLength(parts.size - 1)
    expect(size.files).toBe(parts.size - 1)
    expect(String(parts.get('Tờ trình.html'))).toContain('12/TTr-THCS')

    const stranger = await as('school-head', api.world.otherSchool)
    expect((await stranger.get(`/submissions/${file.id}/receipts/1/package`)).status).toBe(404)
    expect((await stranger.post('/exports', order)).body.code).toBe('submission.not-found')
    const missing = { status: 404, body: { code: 'receipt.not-found' } }
    expect(await officer.get(`/submissions/${file.id}/receipts/2/package`)).toMatchObject(missing)
    expect(await officer.post('/exports', { ...order, round: 2 })).toMatchObject(missing)
  })
})
