import { sql } from 'drizzle-orm'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { aForm, type Form } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { writtenDocx } from '../../../test/office-files.ts'
import { ok, type Person } from '../../../test/road.ts'
import { pdf } from '../../../test/sample-files.ts'
import { aSchool, codeOf, uploader } from '../../../test/uploads.ts'
import { zipOf } from '../../../test/zip-writer.ts'
import { NotConverted, type OfficeConverter } from '../../platform/office.ts'
import { forgetRenditions } from './renditions.repository.ts'

// What leaves the machine for a program of its own; the real one has tests of its own.
const asked: string[] = []
let broken = false
const office: OfficeConverter = {
  toPdf: async (_path, extension) => {
    asked.push(extension)
    if (broken) throw new NotConverted('Broken')
    const folder = await mkdtemp(join(tmpdir(), 'thuoc-viewing-test-'))
    await writeFile(join(folder, 'out.pdf'), pdf('bản xem'))
    return { path: join(folder, 'out.pdf'), discard: () => rm(folder, { recursive: true }) }
  },
}
const tester = testApi({ office })
const { api, as } = tester
const upload = uploader(tester)
let form: Form
beforeAll(async () => {
  form = await aForm(tester)
})

type Added = { files: { id: string }[] }
const pathOf = ({ files: [file] }: Added, what: string) => `/evidence-files/${file?.id}/${what}`
const askPdf = (person: Person, added: Added) => person.post(pathOf(added, 'pdf'), {})
async function pdfOf(person: Person, added: Added) {
  for (let turn = 0; turn < 100; turn++) {
    const reply = await ok(askPdf(person, added))
    if (reply.state !== 'working') return reply
    await wait(20)
  }
  throw new Error('It is still being made')
}
const docx = (text: string) => writtenDocx([text])

describe('a file of an office program', () => {
  it('is looked at as PDF, made once for its content, by whoever may open the file', async () => {
    const { file, staff } = await aSchool(tester, form)
    const { body } = await upload(staff, file, docx('Kế hoạch'), 'Kế hoạch.docx')
    const { body: again } = await upload(staff, file, docx('Kế hoạch'), 'Bản sao.docx')
    asked.length = 0
    expect(await ok(askPdf(staff, body))).toEqual({ state: 'working', url: null, expiresAt: null })
    const { url } = await pdfOf(staff, body)
    const reply = await fetch(`${api.url}${url}`)
    expect(Buffer.from(await reply.arrayBuffer()).equals(pdf('bản xem'))).toBe(true)
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringContaining('attachment'),
      'x-content-type-options': 'nosniff',
    })
    expect((await pdfOf(await as('managing-body-officer', api.world.commune), again)).state).toBe('ready')
    expect(asked).toEqual(['docx'])
    const stranger = await as('school-head', api.world.otherSchool)
    expect(await askPdf(stranger, body)).toMatchObject({ status: 404, body: { code: 'evidence.not-found' } })

    // An address that was given out is worth nothing once the file is infected.
    await api.db.execute(
      sql`update evidence_files set scan = 'infected', threat = 'Eicar' where id = ${body.files[0]?.id}`,
    )
    const late = await fetch(`${api.url}${url}`)
    expect([late.status, await codeOf(late)]).toEqual([409, 'evidence.infected'])
    expect(await askPdf(staff, body)).toMatchObject({ status: 409, body: { code: 'evidence.infected' } })
    await api.db.execute(sql`update evidence_files set scan = 'waiting', threat = null where id = ${body.files[0]?.id}`)
    expect(await askPdf(await as('managing-body-officer', api.world.commune), body)).toMatchObject({
      status: 409,
      body: { code: 'evidence.not-scanned' },
    })
    // With its last file the PDF goes too.
    await api.db.execute(sql`delete from evidence_files where piece_id in (${body.pieceId}, ${again.pieceId})`)
    await forgetRenditions(api.db)
    expect((await api.db.execute(sql`select 1 from evidence_renditions`)).rows).toHaveLength(0)
  })

  it('that cannot be read is tried once and downloaded; other files are not tried at all', async () => {
    const { file, staff } = await aSchool(tester, form)
    const { body } = await upload(staff, file, docx('Hỏng'), 'Hỏng.docx')
    const { body: paper } = await upload(staff, file, pdf(), 'Giấy.pdf')
    asked.length = 0
    broken = true
    const states = [await pdfOf(staff, body), await pdfOf(staff, body), await pdfOf(staff, paper)]
    broken = false
    expect(states.map(({ state }) => state)).toEqual(['none', 'none', 'none'])
    expect(asked).toHaveLength(1)
  })
})

it('an archive is listed, never unpacked; what is none has no list', async () => {
  const { file, staff } = await aSchool(tester, form)
  const archive = zipOf([
    { name: 'Ảnh/sân trường.jpg', data: Buffer.from('x'.repeat(900)), flags: 0x800, method: 8 },
    { name: '../../etc/passwd', data: Buffer.from('y') },
  ])
  const { body } = await upload(staff, file, archive, 'Ảnh.zip')
  const listing = await ok(staff.get(pathOf(body, 'entries')))
  expect(listing).toMatchObject({ count: 2, warnings: ['outside'], isDamaged: false })
  expect(listing.entries).toEqual([
    { name: 'Ảnh/sân trường.jpg', isFolder: false, size: 900, warnings: [] },
    { name: '../../etc/passwd', isFolder: false, size: 1, warnings: ['outside'] },
  ])
  const { body: paper } = await upload(staff, file, pdf(), 'Giấy.pdf')
  expect(await staff.get(pathOf(paper, 'entries'))).toMatchObject({
    status: 409,
    body: { code: 'evidence.not-viewable' },
  })
})
