import { TemplateHandler } from 'easy-template-x'
import { describe, expect, it } from 'vitest'
import { councilsOf } from '../../../test/councils.ts'
import { documentsOf } from '../../../test/documents.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'
import { originalOf, paragraph } from '../../platform/documents/index.ts'

const tester = testApi()
const { api, as, client } = tester
const { aSchool, withCouncil } = councilsOf(tester)
const drawn = documentsOf(tester)

const templates = '/document-templates/council-decision'
const textOf = (docx: Buffer) => new TemplateHandler().getText(docx)
async function fileOf(who: { token: string }, path: string) {
  const reply = await fetch(`${api.url}/api/v1${path}`, { headers: { authorization: `Bearer ${who.token}` } })
  return { status: reply.status, content: Buffer.from(await reply.arrayBuffer()) }
}
const documentFile = async (who: { token: string }, { id }: { id: string }) =>
  (await fileOf(who, `/documents/${id}/file`)).content
async function send(who: { token: string }, method: 'PUT' | 'POST', path: string, file: Buffer, fields: object = {}) {
  const body = new FormData()
  for (const [key, value] of Object.entries(fields)) body.append(key, String(value))
  body.append('file', new Blob([Uint8Array.from(file)]), 'Mẫu của trường.docx')
  const headers = { authorization: `Bearer ${who.token}` }
  const reply = await fetch(`${api.url}/api/v1${path}`, { method, headers, body })
  const content = Buffer.from(await reply.arrayBuffer())
  const isJson = reply.headers.get('content-type')?.includes('json')
  return { status: reply.status, content, body: isJson ? JSON.parse(content.toString()) : null }
}
const templateOf = (...texts: string[]) =>
  originalOf({ orientation: 'portrait', blocks: texts.map((text) => paragraph(text)) })

async function withDecision() {
  const school = await withCouncil()
  const wanted = { kind: 'council-decision', subjectId: school.file.id }
  const offer = (who: Person = school.head) => drawn.offer(who, 'council-decision', school.file)
  return { ...school, wanted, offer, make: (who: Person = school.head) => who.post('/documents', wanted) }
}

describe('a document', () => {
  it('is drawn up from the data: head, number, date, members and who signs', async () => {
    const { head, unit, make } = await withDecision()
    const made = await ok(make())
    expect(made).toMatchObject({
      version: 1,
      symbol: '05/QĐ-THMH',
      number: null,
      ownTemplate: false,
      formats: ['docx'],
    })
    const said = await textOf(await documentFile(head, made))
    for (const part of [
      unit.name.toLocaleUpperCase('vi'),
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
      'Số: 05/QĐ-THMH',
      'ngày 02 tháng 11 năm 2026',
      'gồm 05 thành viên',
      'Trần Thị Mẫu',
      'Trưởng ban đại diện cha mẹ học sinh',
      'Nguyễn Văn Mẫu',
    ])
      expect(said).toContain(part)
    expect(said).not.toMatch(/[{}]|undefined|null/)
  })

  it('is the same while nothing changed; what changes makes a new version and leaves the old as it was', async () => {
    const { head, path, order, make, offer } = await withDecision()
    const first = await ok(make())
    expect((await ok(make())).id).toBe(first.id)
    expect(await offer()).toMatchObject({ mayMake: true, outdated: false, versions: [{ version: 1 }] })
    const before = await documentFile(head, first)

    const { version } = await ok(head.get(`${path}/council`))
    const change = { version, number: '09/QĐ-THMH', reason: 'Thầy Mẫu chuyển công tác' }
    await ok(head.post(`${path}/council/decisions`, order(change)))
    expect(await offer()).toMatchObject({ outdated: true, versions: [{ version: 1 }] })
    const second = await ok(make())
    expect(second).toMatchObject({ version: 2, symbol: '09/QĐ-THMH' })
    expect(await textOf(await documentFile(head, second))).toContain('với lý do: Thầy Mẫu chuyển công tác')
    expect((await documentFile(head, first)).equals(before)).toBe(true)
    expect(await offer()).toMatchObject({ outdated: false, versions: [{ version: 2 }, { version: 1 }] })
  })

  it('is made once when two make it at once', async () => {
    const { make, offer, first } = await withDecision()
    const replies = await Promise.all([make(), make(), make(first)])
    expect(replies.filter(({ status }) => status === 200).length).toBeGreaterThan(0)
    for (const { status, body } of replies)
      if (status !== 200) expect(body).toMatchObject({ status: 409, code: 'document.superseded' })
    expect((await offer()).versions).toHaveLength(1)
  })

  it('is hidden like the thing itself, and made by its unit only', async () => {
    const { file, wanted, make } = await withDecision()
    const made = await ok(make())
    const stranger = await as('school-head', api.world.otherSchool)
    const listed = `/documents?subject=submission&subjectId=${file.id}`
    for (const who of [stranger, await as('managing-body-leader', api.world.otherCommune)]) {
      expect(await who.get(listed)).toMatchObject({ status: 404 })
      expect(await who.post('/documents', wanted)).toMatchObject({ status: 404 })
      expect((await fileOf(who, `/documents/${made.id}/file`)).status).toBe(404)
    }
    expect(await client().get(listed)).toMatchObject({ status: 401 })
    const officer = await as('managing-body-officer')
    const [seen] = (await ok(officer.get(listed))).items.filter((one: { mayMake: boolean }) => one.mayMake)
    expect(seen).toBeUndefined()
    expect(await officer.post('/documents', wanted)).toMatchObject({ status: 403 })
  })

  it('says nothing before its time', async () => {
    const { head, file } = await aSchool()
    expect(await head.post('/documents', { kind: 'council-decision', subjectId: file.id })).toMatchObject({
      body: { code: 'document.nothing-to-say' },
    })
  })
})

describe('a template', () => {
  it('of the unit takes the place of the original until it is given up; what was made with it stays', async () => {
    const { head, unit, make } = await withDecision()
    await ok(make())
    const own = await templateOf('Mẫu riêng: {tên đơn vị}, {số thành viên} người')
    const saved = await send(head, 'PUT', `/units/${unit.id}${templates}`, own)
    expect(saved.body).toMatchObject({ own: { fileName: 'Mẫu của trường.docx', unit: { id: unit.id } } })
    const second = await ok(make())
    expect(second).toMatchObject({ version: 2, ownTemplate: true })
    expect(await textOf(await documentFile(head, second))).toBe(`Mẫu riêng: ${unit.name}, 05 người`)

    expect(await ok(head.delete(`/units/${unit.id}${templates}`))).toMatchObject({ own: null })
    expect(await ok(make())).toMatchObject({ version: 3, ownTemplate: false })
    expect(await textOf(await documentFile(head, second))).toContain('Mẫu riêng')
  })

  it('of a body above counts for those below that have none', async () => {
    const { head, unit, make } = await withDecision()
    const leader = await as('managing-body-leader')
    const path = `/units/${leader.unit.id}${templates}`
    expect((await send(leader, 'PUT', path, await templateOf('Mẫu của xã cho {tên đơn vị}'))).status).toBe(200)
    const { items } = await ok(head.get(`/units/${unit.id}/document-templates`))
    expect(items).toContainEqual(expect.objectContaining({ own: null, inherited: expect.objectContaining({}) }))
    expect(await textOf(await documentFile(head, await ok(make())))).toBe(`Mẫu của xã cho ${unit.name}`)
    await ok(leader.delete(path))
  })

  it('that is faulty is checked, named and not taken', async () => {
    const { head, unit } = await withDecision()
    const faulty = await templateOf('{tên trường}', '{#thành viên}{họ và tên}')
    const path = `/units/${unit.id}${templates}`
    const { body } = await send(head, 'POST', `${path}/checks`, faulty)
    expect(body).toMatchObject({ unknown: ['{tên trường}'], unpaired: ['{#thành viên}'] })
    expect(body.missing).toContain('tên đơn vị')
    expect((await send(head, 'PUT', path, faulty)).body).toMatchObject({
      status: 400,
      code: 'document-template.faulty',
      errors: [
        { path: '{tên trường}', message: 'document-template.unknown' },
        { path: '{#thành viên}', message: 'document-template.unpaired' },
      ],
    })
    expect((await send(head, 'PUT', path, Buffer.from('xin chào'))).body).toMatchObject({
      code: 'document-template.not-docx',
    })
    const { items } = await ok(head.get(`/units/${unit.id}/document-templates`))
    expect(items).toContainEqual({ kind: 'council-decision', own: null, inherited: null })
  })

  it('is looked at with a real case or with examples before it is taken', async () => {
    const { head, unit, wanted } = await withDecision()
    const own = await templateOf('{tên đơn vị}')
    const path = `/units/${unit.id}${templates}/previews`
    const real = await send(head, 'POST', path, own, { subjectId: wanted.subjectId })
    expect(await textOf(real.content)).toBe(unit.name)
    expect(await textOf((await send(head, 'POST', path, own)).content)).toBe('Trường THCS Minh Hoạ 1')
  })

  it('comes as it is in use and as the system brings it; both fit their fields', async () => {
    const { head, unit } = await withDecision()
    const { content } = await fileOf(head, `/units/${unit.id}${templates}/file?original=true`)
    const { body } = await send(head, 'POST', `/units/${unit.id}${templates}/checks`, content)
    expect(body).toMatchObject({ unknown: [], unpaired: [] })
  })

  it('is for those who lead the unit, and for their own unit', async () => {
    const { head, first, unit } = await withDecision()
    const own = await templateOf('{tên đơn vị}')
    expect((await send(first, 'PUT', `/units/${unit.id}${templates}`, own)).status).toBe(403)
    const other = await as('school-head', api.world.otherSchool)
    expect((await send(other, 'PUT', `/units/${unit.id}${templates}`, own)).status).toBe(404)
    expect((await send(head, 'PUT', `/units/${api.world.commune.id}${templates}`, own)).status).toBe(403)
  })
})

describe('the head of documents', () => {
  it('follows the settings of the unit, and the system where it has set none', async () => {
    const { head, unit, make } = await withDecision()
    const path = `/units/${unit.id}/document-settings`
    const set = await ok(head.get(path))
    expect(set).toMatchObject({ version: 0, place: null, standard: { issuer: unit.name }, mayWrite: true })
    const order = {
      version: 0,
      superior: 'Ủy ban nhân dân xã Mẫu',
      issuer: null,
      abbreviation: 'THM',
      place: 'Xã Mẫu',
      symbols: {},
    }
    expect(await ok(head.put(path, order))).toMatchObject({ version: 1, place: 'Xã Mẫu' })
    const said = await textOf(await documentFile(head, await ok(make())))
    expect(said).toContain('ỦY BAN NHÂN DÂN XÃ MẪU')
    expect(said).toContain('Xã Mẫu, ngày 02 tháng 11 năm 2026')
    expect(await head.put(path, order)).toMatchObject({ body: { code: 'document-settings.stale' } })
    expect(await head.put(path, { ...order, version: 1, symbols: { KH: '12/KH' } })).toMatchObject({ status: 400 })
  })
})
