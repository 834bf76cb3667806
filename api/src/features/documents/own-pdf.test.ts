import { readFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { councilsOf } from '../../../test/councils.ts'
import { testApi } from '../../../test/harness.ts'
import { ok } from '../../../test/road.ts'
import { originalOf, paragraph } from '../../platform/documents/index.ts'
import { NotConverted, type OfficeConverter } from '../../platform/office.ts'

/** Stands for the office program, which is no part of ours: its PDF holds the DOCX it was given. */
let breaks = false
const office: OfficeConverter = {
  toPdf: async (path, extension) => {
    if (breaks) throw new NotConverted('Took too long')
    const folder = await mkdtemp(join(tmpdir(), 'thuoc-double-'))
    const made = join(folder, 'made.pdf')
    await writeFile(made, Buffer.concat([Buffer.from(`%PDF-1.7 ${extension} `), await readFile(path)]))
    return { path: made, discard: () => rm(folder, { recursive: true }) }
  },
}
const withOffice = testApi({ office })
const without = testApi()

const own = () => originalOf({ orientation: 'portrait', blocks: [paragraph('Mẫu riêng của {tên đơn vị}')] })

function schoolsOf(tester: ReturnType<typeof testApi>) {
  const { withCouncil, fill } = councilsOf(tester)
  return async () => {
    const school = await withCouncil()
    await fill(school)
    const templates = `/api/v1/units/${school.unit.id}/document-templates/assessment-sheet`
    const send = async (method: 'PUT' | 'POST', at: string, fields: Record<string, string> = {}) => {
      const body = new FormData()
      for (const [key, value] of Object.entries(fields)) body.append(key, value)
      body.append('file', new Blob([Uint8Array.from(await own())]), 'mau.docx')
      const headers = { authorization: `Bearer ${school.head.token}` }
      return fetch(`${tester.api.url}${at}`, { method, headers, body })
    }
    const make = () => ok(school.head.post('/documents', { kind: 'assessment-sheet', subjectId: school.file.id }))
    const file = async (id: string, format: string) => {
      const headers = { authorization: `Bearer ${school.head.token}` }
      const reply = await fetch(`${tester.api.url}/api/v1/documents/${id}/file?format=${format}`, { headers })
      return Buffer.from(await reply.arrayBuffer())
    }
    const listed = () => ok(school.head.get(`/units/${school.unit.id}/document-templates`))
    const save = async () => expect((await send('PUT', templates)).status).toBe(200)
    const preview = (format: string) => send('POST', `${templates}/previews`, { format })
    return { make, file, listed, save, preview }
  }
}

const besideOffice = schoolsOf(withOffice)
const alone = schoolsOf(without)

describe('with a template of a body’s own', () => {
  it('the PDF is made of the DOCX itself, where the server has an office program', async () => {
    const { make, file, listed, save, preview } = await besideOffice()
    expect((await listed()).makesPdf).toBe(true)
    expect((await make()).formats).toEqual(['docx', 'pdf'])
    await save()
    const made = await make()
    expect(made).toMatchObject({ version: 2, ownTemplate: true, formats: ['docx', 'pdf'] })
    const pdf = await file(made.id, 'pdf')
    expect(pdf.subarray(0, 14).toString()).toBe('%PDF-1.7 docx ')
    expect(pdf.subarray(14)).toEqual(await file(made.id, 'docx'))
    const shown = await preview('pdf')
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  })

  it('the document is drawn up all the same where the office program cannot read it', async () => {
    const { make, save, preview } = await besideOffice()
    await save()
    breaks = true
    try {
      expect((await make()).formats).toEqual(['docx'])
      expect(await (await preview('pdf')).json()).toMatchObject({ code: 'document.format-missing' })
    } finally {
      breaks = false
    }
  })

  it('there is the DOCX alone where there is no such program; the original still has its PDF', async () => {
    const { make, listed, save, preview } = await alone()
    expect((await listed()).makesPdf).toBe(false)
    expect((await make()).formats).toEqual(['docx', 'pdf'])
    await save()
    expect((await make()).formats).toEqual(['docx'])
    expect((await preview('pdf')).status).toBe(404)
    expect((await preview('docx')).status).toBe(200)
  })
})
