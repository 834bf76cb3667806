import { beforeAll, describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { booksOf, importing, xlsxOf, type TableRow } from '../../../test/imports.ts'
import { aRoad, ok, type Person } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
const { bring, carryOut, changesOf, confirm, faultsOf, send } = importing(tester)

let officer: Person
let road: Awaited<ReturnType<typeof aRoad>>
beforeAll(async () => {
  officer = await as('managing-body-officer')
  road = await aRoad(tester)
})

const decision = {
  'Số quyết định': '45/QĐ-PGDĐT',
  'Ngày quyết định': '15/05/2024',
  'Cơ quan ban hành': 'Phòng GDĐT Minh Hoạ',
}
const line = (over: TableRow = {}): TableRow => ({
  'Mã đơn vị': api.world.school.code,
  'Năm học': '2023-2024',
  'Mã bộ chỉ số': road.set.code,
  'Điểm nhóm 1': 60,
  'Điểm nhóm 2': '62,5',
  'Mức độ': 2,
  ...decision,
  ...over,
})
const book = (rows: TableRow[]) => xlsxOf('Kết quả', rows)
const years = async (person: Person, id: string = api.world.school.id) =>
  (await ok(person.get(`/units/${id}/years`))).items

describe('results of earlier years', () => {
  it('come in from a sheet, marked as taken over, and stand beside those of the system', async () => {
    const { secondSchool } = api.world
    const rows = [
      line({ 'Mã đơn vị': secondSchool.code.toLowerCase() }),
      line({ 'Mã đơn vị': secondSchool.code, 'Năm học': '2022–2023', 'Điểm nhóm 1': null, 'Điểm nhóm 2': null }),
    ]
    const done = await carryOut(officer, 'earlier-results', await book(rows))
    expect(done.counts).toContainEqual({ subject: 'result', action: 'create', count: 2 })
    const { file } = await road.nominated(secondSchool)
    await ok(road.people.leader.post('/recognition-decisions', road.decision([file])))
    const school = await as('school-head', secondSchool)
    expect(await years(school, secondSchool.id)).toMatchObject([
      { schoolYear: '2026-2027', source: 'system', submissionId: file.id, level: 3, total: 160 },
      {
        schoolYear: '2023-2024',
        source: 'imported',
        level: 2,
        levelName: 'Đáp ứng cơ bản',
        total: 122.5,
        groups: [
          { code: '1', score: 60 },
          { code: '2', score: 62.5 },
        ],
        decision: { number: '45/QĐ-PGDĐT', signedOn: '2024-05-15', issuer: 'Phòng GDĐT Minh Hoạ' },
      },
      { schoolYear: '2022-2023', source: 'imported', total: null, groups: [] },
    ])
  })

  it('brought in again change nothing; of a corrected sheet only what differs, with what it was', async () => {
    const row = line({ 'Năm học': '2021-2022' })
    await carryOut(officer, 'earlier-results', await book([row]))
    const again = await carryOut(officer, 'earlier-results', await book([row]))
    expect(again.counts).toContainEqual({ subject: 'result', action: 'unchanged', count: 1 })
    const mended = await carryOut(officer, 'earlier-results', await book([{ ...row, 'Điểm nhóm 1': 61.25 }]))
    expect(await changesOf(officer, mended)).toMatchObject([
      { action: 'change', fields: [{ name: 'Tổng điểm', from: '122,5', to: '123,75' }, { name: 'Điểm nhóm' }] },
    ])
    await carryOut(officer, 'earlier-results', await book([{ ...row, 'Rút lại': 'Có' }]))
    expect((await years(officer)).filter((one: { schoolYear: string }) => one.schoolYear === '2021-2022')).toEqual([])
  })

  it('with the score of every line are summed up, and a sum that differs is named', async () => {
    const place = { 'Mã đơn vị': api.world.school.code, 'Năm học': '2020-2021', 'Mã bộ chỉ số': road.set.code }
    const details = [
      { ...place, 'Mã mục': '1.1', 'Đạt điều kiện': 'Có' },
      { ...place, 'Mã mục': '1.2', 'Điểm đạt': 50 },
      { ...place, 'Mã mục': '1.3', 'Điểm đạt': 30 },
      { ...place, 'Mã mục': '2.1', 'Điểm đạt': 76.25 },
    ]
    const main = (over: TableRow) => line({ ...place, 'Điểm nhóm 1': null, 'Điểm nhóm 2': null, ...over })
    const both = (over: TableRow) => booksOf({ 'Kết quả': [main(over)], 'Điểm chi tiết': details })
    const wrong = await bring(officer, 'earlier-results', await both({ 'Mức độ': 3, 'Tổng điểm': 150 }))
    expect(await faultsOf(officer, wrong)).toMatchObject([{ rule: 'earlier.sum-differs', values: { sum: '156,25' } }])
    await carryOut(officer, 'earlier-results', await both({ 'Mức độ': 3 }))
    const [found] = (await years(officer)).filter((one: { schoolYear: string }) => one.schoolYear === '2020-2021')
    expect(found).toMatchObject({ total: 156.25, level: 3 })
  })

  it('hold the level of the decision against the scores only where the row says so', async () => {
    const row = line({ 'Năm học': '2019-2020', 'Mức độ': 3 })
    const contradicted = await bring(officer, 'earlier-results', await book([row]))
    expect(await faultsOf(officer, contradicted)).toMatchObject([
      { rule: 'earlier.level-differs', values: { found: 2, level: 3 } },
    ])
    await carryOut(officer, 'earlier-results', await book([{ ...row, 'Mức theo quyết định': 'Có' }]))
    const [found] = (await years(officer)).filter((one: { schoolYear: string }) => one.schoolYear === '2019-2020')
    expect(found).toMatchObject({ level: 3, byDecision: true })
  })

  it('name every fault of the sheet with its cell, and nothing is written', async () => {
    const { otherSchool, commune } = api.world
    const rows = [
      line({ 'Mã đơn vị': 'KHONG-CO' }),
      line({ 'Mã đơn vị': otherSchool.code }),
      line({ 'Mã đơn vị': commune.code }),
      line({ 'Năm học': '2099-2100' }),
      line({ 'Năm học': '2023' }),
      line({ 'Mã bộ chỉ số': 'LA-LUNG' }),
      line({ 'Điểm nhóm 1': 100.25, 'Năm học': '2018-2019' }),
      line({ 'Điểm nhóm 3': 10, 'Năm học': '2017-2018' }),
      line({ 'Mức độ': 4, 'Điểm nhóm 1': null, 'Năm học': '2016-2017' }),
      line({ 'Ngày quyết định': null, 'Năm học': '2015-2016' }),
      line({ 'Mức độ': null, 'Năm học': '2014-2015' }),
      line({ 'Năm học': '2013-2014', 'Rút lại': 'Có' }),
      line({ 'Năm học': '2018-2019' }),
    ]
    const brought = await bring(officer, 'earlier-results', await book(rows))
    const faults = await faultsOf(officer, brought)
    expect(faults.map(({ cell, rule }) => `${cell} ${rule}`)).toEqual([
      'A2 earlier.unit-unknown',
      'A3 earlier.unit-unknown',
      'C4 earlier.set-unfit',
      'B5 earlier.year-unfit',
      'B6 not-a-key',
      'C7 earlier.set-unknown',
      'D8 earlier.above-maximum',
      'J9 earlier.no-group',
      'F10 earlier.level-unknown',
      'G11 earlier.decision-incomplete',
      'F12 cell-empty',
      'K13 earlier.none-to-withdraw',
      'A14 twice',
    ])
    expect((await confirm(officer, brought)).status).toBe(409)
  })

  it('never take the place of a result of the system', async () => {
    const { file } = await road.nominated(api.world.school)
    await ok(road.people.leader.post('/recognition-decisions', road.decision([file], { number: '13/QĐ-UBND' })))
    const brought = await bring(officer, 'earlier-results', await book([line({ 'Năm học': '2026-2027' })]))
    expect(await faultsOf(officer, brought)).toMatchObject([{ rule: 'earlier.in-system', cell: 'A2' }])
  })
})

describe('who sees and brings in earlier years', () => {
  it('the body for its branch; a school reads its own, strangers nothing', async () => {
    await carryOut(officer, 'earlier-results', await book([line({ 'Năm học': '2012-2013' })]))
    const school = await as('school-head')
    expect((await send(school, 'earlier-results', await book([line()]))).status).toBe(403)
    expect((await ok(school.get('/earlier-results?schoolYear=2012-2013'))).items).toMatchObject([
      { unit: { id: api.world.school.id }, schoolYear: '2012-2013', recordedBy: officer.person.fullName },
    ])
    for (const stranger of [
      await as('school-head', api.world.otherSchool),
      await as('managing-body-leader', api.world.otherCommune),
    ]) {
      expect((await ok(stranger.get('/earlier-results'))).items).toEqual([])
      expect(await stranger.get(`/units/${api.world.school.id}/years`)).toMatchObject({
        status: 404,
        body: { code: 'unit.not-found' },
      })
    }
  })
})
