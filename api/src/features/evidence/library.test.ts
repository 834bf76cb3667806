import { timingOf, type About } from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { aForm, type Form } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { ok } from '../../../test/road.ts'
import { pdf } from '../../../test/sample-files.ts'
import { addressOf, aSchool, sentWhole } from '../../../test/uploads.ts'
import { emptyBins } from './evidence.jobs.ts'

const today = '2026-11-22'
const tester = testApi({ now: () => new Date(`${today}T10:00:00+07:00`) })
const { api, as } = tester
const whole = sentWhole(tester)
let form: Form
beforeAll(async () => {
  form = await aForm(tester)
})
const newSchool = () => aSchool(tester, form)
type School = Awaited<ReturnType<typeof newSchool>>

const paper = {
  documentKind: 'decision',
  number: '12/QĐ-THCS',
  issuedOn: '2026-09-05',
  issuer: 'Trường Minh Hoạ',
  validFrom: null,
  validUntil: null,
} satisfies About
const addPaper = ({ staff, file }: School, more: object = {}, about: Partial<About> = {}) =>
  ok(
    staff.post(`/campaign-units/${file.campaignUnitId}/evidence/documents`, {
      ...{ criterion: '1.1', title: 'Quyết định thành lập tổ' },
      about: { ...paper, ...about },
      ...more,
    }),
  )
const library = async ({ staff }: School, query = '') =>
  (await ok(staff.get(`/units/${staff.unit.id}/evidence-pieces?${query}`))).items
const titles = async (school: School, query = '') =>
  (await library(school, query)).map(({ title }: { title: string }) => title)

describe('a paper', () => {
  it('is known by its kind, number, date and issuer, with its scans or alone in its box', async () => {
    const school = await newSchool()
    const uploads = await whole(school.staff, [pdf('trang 1'), pdf('trang 2')])
    expect(await addPaper(school, { uploads })).toMatchObject({
      code: '[H1-1.1-01]',
      kind: 'document',
      about: paper,
      files: [{ name: 'Tệp 1.pdf' }, { name: 'Tệp 2.pdf' }],
      timing: null,
    })
    expect(await addPaper(school)).toMatchObject({ code: '[H1-1.1-02]', files: [] })
  })

  it('that does not say all of it is refused, by the API and by the database', async () => {
    const { staff, file } = await newSchool()
    const path = `/campaign-units/${file.campaignUnitId}/evidence/documents`
    for (const missing of ['documentKind', 'number', 'issuedOn', 'issuer'])
      expect(
        await staff.post(path, { criterion: '1.1', title: 'x', about: { ...paper, [missing]: null } }),
      ).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
    const { pieceId } = await addPaper({ staff, file } as School)
    const without = { version: 1, title: 'x', note: '', about: { ...paper, issuer: null } }
    expect(await staff.put(`/evidence-pieces/${pieceId}`, without)).toMatchObject({
      status: 409,
      body: { code: 'piece.description-incomplete' },
    })
  })

  it('says in plain terms when it lies outside the school year, has run out, or soon will', async () => {
    const school = await newSchool()
    const timing = async (about: Partial<About>) => (await addPaper(school, {}, about)).timing
    expect(await timing({ issuedOn: '2026-07-31' })).toBe('outside-year')
    expect(await timing({ issuedOn: '2026-08-01' })).toBeNull()
    expect(await timing({ issuedOn: '2020-01-01', validUntil: '2026-11-21' })).toBe('expired')
    expect(await timing({ issuedOn: '2020-01-01', validUntil: today })).toBe('expiring')
  })
})

describe('the library of a unit', () => {
  it('holds what was collected, found without accents, by kind and by what is amiss', async () => {
    const school = await newSchool()
    await addPaper(school)
    await ok(form.addLink(school.staff, school.file, '2.2', 'Trang thông tin điện tử'))
    await addPaper(school, { title: 'Kế hoạch cũ' }, { issuedOn: '2025-01-01' })
    expect(await titles(school)).toEqual(['Kế hoạch cũ', 'Trang thông tin điện tử', 'Quyết định thành lập tổ'])
    expect(await titles(school, `search=${encodeURIComponent('quyet dinh to')}`)).toEqual(['Quyết định thành lập tổ'])
    expect(await titles(school, `search=${encodeURIComponent('12/qd-thcs ke hoach')}`)).toEqual(['Kế hoạch cũ'])
    expect(await titles(school, 'kind=link')).toEqual(['Trang thông tin điện tử'])
    expect(await titles(school, 'flag=outside-year')).toEqual(['Kế hoạch cũ'])
    expect(await titles(school, 'schoolYear=2020-2021')).toEqual([])
    const first = await ok(school.staff.get(`/units/${school.unit.id}/evidence-pieces?limit=2`))
    expect(first.schoolYears).toEqual(['2026-2027'])
    expect(await titles(school, `limit=2&cursor=${first.nextCursor}`)).toEqual(['Quyết định thành lập tổ'])
  })

  it('finds what is amiss exactly as each piece says of itself', async () => {
    const school = await newSchool()
    const days = ['2025-07-31', '2025-08-01', '2026-07-31', '2026-08-01', '2027-07-31', '2027-08-01']
    const ends = [null, '2026-07-31', '2026-08-01', '2026-11-21', today, '2026-12-22', '2026-12-23', '2027-08-01']
    for (const issuedOn of days)
      for (const validUntil of ends)
        await addPaper(school, { title: `${issuedOn} ${validUntil}` }, { issuedOn, validUntil })
    const all: { title: string; about: About; timing: string | null }[] = await library(school, 'limit=200')
    expect(all).toHaveLength(days.length * ends.length)
    for (const piece of all) expect(piece.timing).toBe(timingOf(piece.about, '2026-2027', today))
    for (const flag of ['outside-year', 'expired', 'expiring'])
      expect([flag, await titles(school, `limit=200&flag=${flag}`)]).toEqual([
        flag,
        all.filter(({ timing }) => timing === flag).map(({ title }) => title),
      ])
  })

  it('is the unit’s alone', async () => {
    const school = await newSchool()
    const { pieceId } = await addPaper(school)
    for (const stranger of [
      await as('school-head', api.world.secondSchool),
      await as('managing-body-officer', api.world.commune),
    ]) {
      expect(await stranger.get(`/units/${school.unit.id}/evidence-pieces`)).toMatchObject({ status: 404 })
      expect(await stranger.get(`/evidence-pieces/${pieceId}`)).toMatchObject({ status: 404 })
    }
  })

  it('takes a piece into a register under its own code there, once', async () => {
    const school = await newSchool()
    const { staff, file } = school
    const { id, pieceId } = await addPaper(school)
    const enter = (criterion: string) =>
      staff.post(`/campaign-units/${file.campaignUnitId}/evidence/pieces`, { pieceId, criterion })
    expect(await ok(enter('2.2'))).toMatchObject({ id, code: '[H1-1.1-01]', criteria: ['1.1', '2.2'] })
    for (const criterion of ['1.1', '2.2']) await ok(staff.delete(`/evidence/${id}/criteria/${criterion}`))
    expect(await titles(school, 'flag=unused')).toEqual(['Quyết định thành lập tổ'])
    expect(await ok(enter('2.1'))).toMatchObject({ id, code: '[H1-1.1-01]', criteria: ['2.1'] })
    expect(await enter('2.1')).toMatchObject({ status: 409, body: { code: 'evidence.already-linked' } })
  })
})

describe('a piece', () => {
  it('is described anew for every register that uses it; who is late hears of it', async () => {
    const school = await newSchool()
    const { staff, file } = school
    const { pieceId } = await addPaper(school)
    const said = {
      version: 1,
      title: 'Quyết định số 12',
      note: 'Bản chính ở văn thư',
      about: { ...paper, number: '12' },
    }
    const described = await ok(staff.put(`/evidence-pieces/${pieceId}`, said))
    expect(described).toMatchObject({ title: 'Quyết định số 12', note: 'Bản chính ở văn thư', version: 2 })
    expect(await staff.put(`/evidence-pieces/${pieceId}`, said)).toMatchObject({ body: { code: 'piece.stale' } })
    const { items } = await ok(staff.get(`/campaign-units/${file.campaignUnitId}/evidence`))
    expect(items).toMatchObject([{ title: 'Quyết định số 12', about: { number: '12' } }])
  })

  it('takes more files, and keeps at least one', async () => {
    const { staff, file } = await newSchool()
    const [one, two] = await whole(staff, [pdf('một'), pdf('hai')])
    const body = { criterion: '1.1', uploads: [one] }
    const { pieceId, files } = await ok(staff.post(`/campaign-units/${file.campaignUnitId}/evidence/uploads`, body))
    const path = `/evidence-pieces/${pieceId}/files`
    const after = await ok(staff.post(path, { uploads: [two] }))
    expect(after.files).toMatchObject([{ id: files[0].id }, { name: 'Tệp 2.pdf' }])
    expect((await ok(staff.delete(`${path}/${files[0].id}`))).files).toMatchObject([{ name: 'Tệp 2.pdf' }])
    expect(await staff.delete(`${path}/${after.files[1].id}`)).toMatchObject({ body: { code: 'piece.last-file' } })
    const { pieceId: link } = await ok(form.addLink(staff, file, '1.1'))
    const [three] = await whole(staff, [pdf('ba')])
    expect(await staff.post(`/evidence-pieces/${link}/files`, { uploads: [three] })).toMatchObject({
      body: { code: 'piece.takes-no-files' },
    })
  })

  it('goes into the bin out of its registers, and comes back under its old code', async () => {
    const school = await newSchool()
    const { staff, file } = school
    const { id, pieceId } = await addPaper(school)
    await ok(staff.post(`/evidence/${id}/criteria`, { criterion: '2.2' }))
    await ok(staff.delete(`/evidence-pieces/${pieceId}`))
    const register = async () => (await ok(staff.get(`/campaign-units/${file.campaignUnitId}/evidence`))).items
    expect(await register()).toEqual([])
    expect(await titles(school)).toEqual([])
    expect(await library(school, 'bin=true')).toMatchObject([
      { id: pieceId, actions: ['restore'], emptiedOn: '2027-01-21' },
    ])
    await ok(staff.post(`/evidence-pieces/${pieceId}/restore`))
    expect(await register()).toMatchObject([{ id, code: '[H1-1.1-01]', criteria: ['1.1', '2.2'] }])
  })

  it('that a finished file relies on stays as it is, in the library too', async () => {
    const school = await newSchool()
    const { staff, file } = school
    const { pieceId } = await addPaper(school)
    await api.db.execute(sql`update submissions set status = 'submitted' where id = ${file.id}`)
    expect(await ok(staff.get(`/evidence-pieces/${pieceId}`))).toMatchObject({
      usedIn: [{ settled: true }],
      actions: [],
    })
    const said = { version: 1, title: 'Khác', note: '', about: paper }
    for (const refused of [
      await staff.delete(`/evidence-pieces/${pieceId}`),
      await staff.put(`/evidence-pieces/${pieceId}`, said),
      await staff.post(`/evidence-pieces/${pieceId}/renewal`),
    ])
      expect(refused).toMatchObject({ status: 409, body: { code: 'piece.relied-on' } })
  })

  it('is forgotten with its files when it has lain in the bin for long, unless a file was handed in with it', async () => {
    const [never, handedIn] = [await newSchool(), await newSchool()]
    for (const school of [never, handedIn]) {
      const uploads = await whole(school.staff, [pdf('cũ')])
      const { pieceId } = await addPaper(school, { uploads })
      await ok(school.staff.delete(`/evidence-pieces/${pieceId}`))
    }
    await api.db.execute(sql`update submissions set round = 1 where id = ${handedIn.file.id}`)
    const at = (day: string) => new Date(`${day}T03:00:00Z`)
    await emptyBins(api.db, at('2027-01-20'))
    expect(await titles(never, 'bin=true')).toHaveLength(1)
    await emptyBins(api.db, at('2027-01-22'))
    expect([await titles(never, 'bin=true'), await titles(handedIn, 'bin=true')]).toEqual([
      [],
      ['Quyết định thành lập tổ'],
    ])
  })
})

describe('what was collected last year', () => {
  it('comes into this year’s register with one call, under its criteria, to be renewed', async () => {
    const school = await newSchool()
    const { staff, unit } = school
    const uploads = await whole(staff, [pdf('năm ngoái')])
    const old = await addPaper(school, { uploads })
    await ok(staff.post(`/evidence/${old.id}/criteria`, { criterion: '2.2' }))
    await ok(form.addLink(staff, school.file, '2.2', 'Trang tin'))
    const later = await nextYearOf(unit.id)
    const carry = () => staff.post(`/campaign-units/${later}/evidence/carry-over`, { from: school.file.campaignUnitId })
    const offers = async () => (await ok(staff.get(`/campaign-units/${later}/evidence/carry-over`))).items
    const offer = { from: school.file.campaignUnitId, schoolYear: '2026-2027', pieces: 2 }
    expect(await offers()).toMatchObject([{ ...offer, fresh: 2 }])
    expect(await ok(carry())).toEqual({ carried: 2, linked: 3, already: 0 })
    expect(await offers()).toMatchObject([{ ...offer, fresh: 0 }])
    expect(await ok(carry())).toEqual({ carried: 0, linked: 0, already: 2 })
    const { items } = await ok(staff.get(`/campaign-units/${later}/evidence`))
    expect(items).toMatchObject([
      { code: '[H1-1.1-01]', criteria: ['1.1', '2.2'], toRenew: true, schoolYear: '2027-2028', files: [{}] },
      { code: '[H1-2.2-01]', toRenew: true },
    ])
    const { url } = await ok(addressOf(staff, items[0]))
    expect((await fetch(`${api.url}${url}`)).status).toBe(200)
    expect(await ok(staff.post(`/evidence-pieces/${items[0].pieceId}/renewal`))).toMatchObject({ toRenew: false })
    const stranger = await newSchool()
    const from = { from: school.file.campaignUnitId }
    expect(
      await stranger.staff.post(`/campaign-units/${stranger.file.campaignUnitId}/evidence/carry-over`, from),
    ).toMatchObject({ status: 404 })
    expect(await staff.post(`/campaign-units/${later}/evidence/carry-over`, { from: later })).toMatchObject({
      status: 409,
      body: { code: 'evidence.same-register' },
    })
  })
})

/** The same unit in a campaign of the year after, on the same set. */
async function nextYearOf(unitId: string): Promise<string> {
  const campaign = await ok(
    form.planner.post('/campaigns', {
      ...{ title: 'Đợt năm sau', schoolYear: '2027-2028', planNumber: null, planDate: null },
      sets: [{ indicatorSetId: form.set.id, unitTypes: form.set.definition.appliesTo }],
      ...{ selfAssessmentDue: '2099-01-31', externalAssessmentDue: '2099-03-31' },
      participation: { ownerships: ['public'], withinUnitIds: [], exceptUnitIds: [] },
      assessors: [],
    }),
  )
  const { items } = await ok(form.planner.get(`/submissions?campaignId=${campaign.id}&limit=200`))
  return items.find((one: { unit: { id: string } }) => one.unit.id === unitId).campaignUnitId
}

describe('boxes', () => {
  it('lie as the unit sets it; what has a code keeps it', async () => {
    const school = await newSchool()
    const { staff, unit } = school
    const path = `/units/${unit.id}/evidence-settings`
    expect(await ok(staff.get(path))).toEqual({ boxes: 'one', firstBox: 1 })
    await addPaper(school)
    expect(await ok(staff.put(path, { boxes: 'by-group', firstBox: 5 }))).toEqual({ boxes: 'by-group', firstBox: 5 })
    await addPaper(school, { criterion: '2.2' })
    await addPaper(school)
    const { items } = await ok(staff.get(`/campaign-units/${school.file.campaignUnitId}/evidence`))
    expect(items.map(({ code }: { code: string }) => code)).toEqual(['[H1-1.1-01]', '[H5-1.1-02]', '[H6-2.2-01]'])
    const stranger = await as('school-head', api.world.secondSchool)
    expect(await stranger.put(path, { boxes: 'one', firstBox: 1 })).toMatchObject({ status: 404 })
  })
})
