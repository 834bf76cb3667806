import { sheetPreview, type SheetPreview } from '@thuoc/shared'
import { beforeAll, describe, expect, it } from 'vitest'
import { aForm, wholeForm, type Form } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { emptyWireAnswer, met, ok, score, type Person } from '../../../test/road.ts'
import { editWorkbook, type Put } from '../../../test/workbook-editor.ts'
import { openSpreadsheet } from '../../platform/spreadsheet/open.ts'
import { cellName, type Workbook } from '../../platform/spreadsheet/workbook.ts'
import { writeCsv } from '../../platform/spreadsheet/csv.ts'

const tester = testApi()
const { api, as } = tester
let form: Form
beforeAll(async () => {
  form = await aForm(tester)
})

const name = 'Phiếu tự đánh giá'
const at = { value: 3, note: 4, key: 6, version: 7 }

const addressOf = (id: string) => `${api.url}/api/v1/submissions/${id}/form-sheet`
async function download({ token }: { token: string }, id: string) {
  const reply = await fetch(addressOf(id), { headers: { authorization: `Bearer ${token}` } })
  return { status: reply.status, file: Buffer.from(await reply.arrayBuffer()) }
}
async function look({ token }: { token: string }, id: string, file: Buffer, fileName = 'phieu.xlsx') {
  const body = new FormData()
  body.append('file', new Blob([Uint8Array.from(file)]), fileName)
  const headers = { authorization: `Bearer ${token}` }
  const reply = await fetch(`${addressOf(id)}/look`, { method: 'POST', headers, body })
  return { status: reply.status, body: await reply.json() }
}
/** As it goes over the wire: scores are decimals. */
async function looked(person: { token: string }, id: string, file: Buffer, fileName?: string) {
  const { status, body } = await look(person, id, file, fileName)
  expect({ status, body }).toMatchObject({ status: 200 })
  sheetPreview.parse(body)
  return body as SheetPreview
}

const textAt = ({ sheets }: Workbook, row: number, column: number) => {
  const cell = sheets[0]?.rows.get(row)?.get(column)
  return cell?.kind === 'text' ? cell.text : cell?.kind === 'number' ? String(cell.value) : ''
}
/** Types into cells named by the key that stands in their row. */
async function filledIn(file: Buffer, puts: Record<string, Put>, column = at.value) {
  const workbook = await openSpreadsheet(file)
  const rows = [...(workbook.sheets[0]?.rows.keys() ?? [])]
  const edits = Object.entries(puts).map(([key, put]) => {
    const row = rows.find((each) => textAt(workbook, each, at.key) === key)
    if (row === undefined) throw new Error(`No row ${key}`)
    return { sheet: name, cell: cellName(row, column), put }
  })
  return editWorkbook(file, edits)
}
const stateOf = ({ lines }: SheetPreview) => lines.map(({ code, state }) => [code, state])

async function begun() {
  const unit = await form.newSchool()
  const staff = await as('school-staff', unit)
  const file = await form.fileOf(unit)
  await ok(form.save(staff, file, '1.1', met(true)))
  await ok(form.save(staff, file, '1.2', score(40.5)))
  return { unit, staff, file }
}
const linesOf = async (person: Person, { id }: { id: string }) =>
  Object.fromEntries(
    (await ok(person.get(`/submissions/${id}/form`))).lines.map((line: { code: string }) => [line.code, line]),
  )

describe('the form as a workbook', () => {
  it('holds what was answered, and read again as it is it changes nothing', async () => {
    const { staff, file } = await begun()
    const { file: taken } = await download(staff, file.id)
    const workbook = await openSpreadsheet(taken)
    const rows = [...(workbook.sheets[0]?.rows.keys() ?? [])].map((row) => [
      ...[textAt(workbook, row, at.key), textAt(workbook, row, at.value), textAt(workbook, row, at.version)],
    ])
    expect(rows).toEqual(
      expect.arrayContaining([
        ['1.1:met', 'Có', '1'],
        ['1.2:score', '40.5', '1'],
        ['1.3:note', '', '0'],
        ['1.3:fields/solution', '', '0'],
        ['1.3.2:numerator', '', '0'],
      ]),
    )
    expect(await looked(staff, file.id, taken)).toEqual({ lines: [], unchanged: 7, faults: [] })
  })

  it('is looked at first and saved on confirmation, by the rules of each line, all or none', async () => {
    const { staff, file } = await begun()
    const { file: taken } = await download(staff, file.id)
    const filled = await filledIn(taken, {
      '1.1:met': 'không',
      '1.2:score': '45,25',
      '1.3:fields/solution': 'Phần mềm mẫu',
      '1.3.1:score': 12,
      '1.3.2:numerator': 45,
      '1.3.2:denominator': '50',
      '1.3.2:score': 18,
    })
    const preview = await looked(staff, file.id, await filledIn(filled, { '1.2:score': 'Đã đo lại' }, at.note))
    expect(preview.faults).toEqual([])
    expect(stateOf(preview)).toEqual([
      ['1.1', 'changed'],
      ['1.2', 'changed'],
      ['1.3', 'changed'],
      ['1.3.1', 'changed'],
      ['1.3.2', 'changed'],
    ])
    expect((await linesOf(staff, file))['1.2']).toMatchObject({ version: 1, answer: { score: 40.5 } })

    const lines = preview.lines.map(({ code, version, mine: answer }) => ({ code, version, answer }))
    const broken = lines.map((line) =>
      line.code === '1.3.1' ? { ...line, answer: { ...emptyWireAnswer, score: 12.3 } } : line,
    )
    expect(await staff.post(`/submissions/${file.id}/form-sheet`, { lines: broken })).toMatchObject({
      status: 400,
      body: { code: 'line.score-off-step', errors: [{ path: '1.3.1/answer/score' }] },
    })
    expect((await linesOf(staff, file))['1.1']).toMatchObject({ version: 1 })

    const saved = await ok(staff.post(`/submissions/${file.id}/form-sheet`, { lines }))
    expect(saved.lines).toHaveLength(5)
    expect(saved.result).toMatchObject({ answered: 4 })
    expect(await linesOf(staff, file)).toMatchObject({
      '1.1': { version: 2, answer: { met: false } },
      '1.2': { answer: { score: 45.25, note: 'Đã đo lại' } },
      '1.3': { answer: { fields: { solution: 'Phần mềm mẫu' } } },
      '1.3.2': { answer: wholeForm()['1.3.2'] },
    })
  })

  it('shows what others saved meanwhile beside what it says; what is as it was leaves theirs alone', async () => {
    const { staff, file, unit } = await begun()
    const { file: taken } = await download(staff, file.id)
    const other = await as('council-member', unit)
    await ok(form.save(other, file, '1.1', met(false), 1))
    await ok(form.save(other, file, '1.2', score(55), 1))
    const preview = await looked(staff, file.id, await filledIn(taken, { '1.2:score': 20 }))
    expect(preview.lines).toMatchObject([
      {
        code: '1.2',
        state: 'conflict',
        base: { score: 40.5 },
        theirs: { score: 55 },
        mine: { score: 20 },
        version: 2,
        savedBy: other.person.fullName,
      },
    ])
    const stale = { lines: [{ code: '1.2', version: 1, answer: score(20) }] }
    expect(await staff.post(`/submissions/${file.id}/form-sheet`, stale)).toMatchObject({
      status: 409,
      body: { code: 'line.stale', errors: [{ path: '1.2' }] },
    })
    const chosen = { lines: [{ code: '1.2', version: 2, answer: score(20) }] }
    await ok(staff.post(`/submissions/${file.id}/form-sheet`, chosen))
    expect(await linesOf(staff, file)).toMatchObject({ '1.1': { answer: { met: false } }, '1.2': { version: 3 } })
  })

  it('names each fault by its cell, and the line of it is not offered as if it were right', async () => {
    const { staff, file } = await begun()
    const { file: taken } = await download(staff, file.id)
    const filled = await filledIn(taken, {
      '1.1:met': 'có lẽ',
      '1.2:score': 61,
      '1.3.1:score': { formula: '4+4', result: 8 },
      '1.3.2:numerator': 9,
      '1.3.2:denominator': 5,
      '2.2:score': 'nhiều',
    })
    const { faults, lines } = await looked(staff, file.id, filled)
    expect(faults.map(({ code, rule }) => [code, rule]).sort()).toEqual([
      ['1.1', 'unknown-word'],
      ['1.2', 'line.score-above-maximum'],
      ['1.3.2', 'line.figures-out-of-range'],
      ['2.2', 'not-a-number'],
    ])
    expect(faults.every(({ cell }) => /^[A-H]\d+$/.test(cell ?? ''))).toBe(true)
    // What a formula came to is taken as a figure.
    expect(lines.filter(({ state }) => state !== 'faulty')).toMatchObject([{ code: '1.3.1', mine: { score: 8 } }])
  })

  it('comes back as CSV too; another file’s workbook is refused', async () => {
    const { staff, file } = await begun()
    const { file: taken } = await download(staff, file.id)
    const workbook = await openSpreadsheet(await filledIn(taken, { '1.2:score': 30 }))
    const rows = [...(workbook.sheets[0]?.rows.keys() ?? [])].map((row) =>
      [0, 1, 2, 3, 4, 5, 6, 7].map((column) => textAt(workbook, row, column)),
    )
    expect(stateOf(await looked(staff, file.id, writeCsv(rows), 'phieu.csv'))).toEqual([['1.2', 'changed']])

    const elsewhere = await begun()
    expect(await look(elsewhere.staff, elsewhere.file.id, taken)).toMatchObject({
      status: 409,
      body: { code: 'form-sheet.other-file' },
    })
  })

  it('is the school’s own: its managing body gets none, strangers find nothing, and a sent file takes nothing', async () => {
    const { staff, file } = await begun()
    const { file: taken } = await download(staff, file.id)
    const officer = await as('managing-body-officer', api.world.commune)
    expect((await download(officer, file.id)).status).toBe(403)
    expect((await look(officer, file.id, taken)).status).toBe(403)
    const stranger = await as('school-staff', api.world.otherSchool)
    expect((await download(stranger, file.id)).status).toBe(404)
    expect((await look(stranger, file.id, taken)).status).toBe(404)

    const sent = await form.at('submitted')
    const theirs = await download(sent.staff, sent.file.id)
    expect(theirs.status).toBe(200)
    expect(await look(sent.staff, sent.file.id, theirs.file)).toMatchObject({
      status: 409,
      body: { code: 'submission.wrong-state' },
    })
  })
})
