import { permissionsOf } from '@thuoc/shared'
import { beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'drizzle-orm'
import { aForm, type File, type Form } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
let form: Form
beforeAll(async () => {
  form = await aForm(tester)
})

const link = (criterion: string, over: object = {}) => ({
  criterion,
  title: 'Kế hoạch dạy học',
  url: 'https://example.vn/ke-hoach',
  ...over,
})
const add = (person: Person, file: File, body: object) =>
  person.post(`/campaign-units/${file.campaignUnitId}/evidence/links`, body)
const register = async (person: Person, file: File): Promise<string[]> => {
  const { items } = await ok(person.get(`/campaign-units/${file.campaignUnitId}/evidence`))
  return items.map(({ code, criteria }: { code: string; criteria: string[] }) => `${code} ${criteria.join(' ')}`)
}

describe('a piece of evidence', () => {
  it('gets its code with the first criterion, numbered by criterion; the register is in that order', async () => {
    const { file, staff } = await newSchool()
    for (const criterion of ['2.2', '1.1', '1.3', '1.1'])
      expect(await ok(add(staff, file, link(criterion)))).toMatchObject({
        kind: 'link',
        criteria: [criterion],
        files: [],
        addedBy: staff.person.fullName,
        actions: ['remove', 'link', 'rename', 'describe'],
      })
    expect(await register(staff, file)).toEqual([
      '[H1-1.1-01] 1.1',
      '[H1-1.1-02] 1.1',
      '[H1-1.3-01] 1.3',
      '[H1-2.2-01] 2.2',
    ])
  })

  it('is used for further criteria under the same code, once each', async () => {
    const { file, staff } = await newSchool()
    const { id } = await ok(add(staff, file, link('1.1')))
    const use = (criterion: string) => staff.post(`/evidence/${id}/criteria`, { criterion })
    expect(await ok(use('2.2'))).toMatchObject({ code: '[H1-1.1-01]', criteria: ['1.1', '2.2'] })
    expect(await use('2.2')).toMatchObject({ status: 409, body: { code: 'evidence.already-linked' } })
    expect(await use('8.8')).toMatchObject({ status: 404, body: { code: 'line.not-found' } })
    expect(await use('1.2')).toMatchObject({ status: 409, body: { code: 'evidence.kind-refused' } })
  })

  it('leaves the register with its last criterion; its number is never given again; undo brings it back', async () => {
    const { file, staff } = await newSchool()
    const { id } = await ok(add(staff, file, link('1.1')))
    await ok(staff.post(`/evidence/${id}/criteria`, { criterion: '2.2' }))
    const remove = (criterion: string) => ok(staff.delete(`/evidence/${id}/criteria/${criterion}`))
    await remove('1.1')
    expect(await register(staff, file)).toEqual(['[H1-1.1-01] 2.2'])
    await remove('2.2')
    await remove('2.2')
    expect(await register(staff, file)).toEqual([])
    expect(await staff.put(`/evidence/${id}`, { title: 'Khác' })).toMatchObject({
      status: 404,
      body: { code: 'evidence.not-found' },
    })
    await ok(add(staff, file, link('1.1')))
    const back = await ok(staff.post(`/evidence/${id}/restore`, { criterion: '1.1' }))
    expect(back).toMatchObject({ code: '[H1-1.1-01]', criteria: ['1.1'] })
    expect(await register(staff, file)).toEqual(['[H1-1.1-01] 1.1', '[H1-1.1-02] 1.1'])
    expect(await staff.post(`/evidence/${id}/restore`, { criterion: '1.1' })).toMatchObject({ status: 409 })

    const { rows } = await api.db.execute<{ action: string }>(
      sql`select action from evidence_events where evidence_id = ${id} order by at`,
    )
    expect(rows.map(({ action }) => action)).toEqual(['added', 'linked', 'unlinked', 'unlinked', 'restored'])
  })

  it('two at once get two numbers', async () => {
    const { file, staff } = await newSchool()
    const head = await as('school-head', file.unit)
    const added = await Promise.all([staff, head, staff, head].map((person) => ok(add(person, file, link('1.1')))))
    expect(added.map(({ code }) => code).sort()).toEqual([1, 2, 3, 4].map((number) => `[H1-1.1-0${number}]`))
  })

  it('is a web address, with a title', async () => {
    const { file, staff } = await newSchool()
    for (const over of [
      { url: 'javascript:alert(1)' },
      { url: 'https://moet.gov.vn@example.vn/' },
      { url: 'https://example.vn/\u202efdp' },
      { url: 'file:///etc/passwd' },
      { url: 'không' },
      { title: ' ' },
    ])
      expect(await add(staff, file, link('1.1', over))).toMatchObject({
        status: 400,
        body: { code: 'request.invalid' },
      })
    expect(await add(staff, file, link('1.2'))).toMatchObject({ status: 409, body: { code: 'evidence.kind-refused' } })
    const { id } = await ok(add(staff, file, link('1.1')))
    expect(await ok(staff.put(`/evidence/${id}`, { title: '  Kế hoạch số 5  ' }))).toMatchObject({
      title: 'Kế hoạch số 5',
    })
  })
})

/** Every call on one piece of evidence, by its own address. */
const calls = (
  file: File,
  id: string,
): [string, (person: Person) => Promise<{ status: number; body: { code: string } }>][] => [
  ['register', (person) => person.get(`/campaign-units/${file.campaignUnitId}/evidence`)],
  ['add', (person) => add(person, file, link('1.1'))],
  ['rename', (person) => person.put(`/evidence/${id}`, { title: 'Khác' })],
  ['link', (person) => person.post(`/evidence/${id}/criteria`, { criterion: '2.2' })],
  ['unlink', (person) => person.delete(`/evidence/${id}/criteria/1.1`)],
  ['restore', (person) => person.post(`/evidence/${id}/restore`, { criterion: '2.1' })],
  [
    'enter',
    (person) =>
      person.post(`/campaign-units/${file.campaignUnitId}/evidence/pieces`, { criterion: '2.2', pieceId: id }),
  ],
]

describe('whose evidence it is', () => {
  it('no other unit reaches it by any address: it is missing', async () => {
    const { file, staff } = await newSchool()
    const { id } = await ok(add(staff, file, link('1.1')))
    for (const stranger of [
      await as('school-head', api.world.secondSchool),
      await as('managing-body-leader', api.world.otherCommune),
      await as('province-leader', api.world.abroad.province),
    ])
      for (const [name, call] of calls(file, id)) {
        const { status, body } = await call(stranger)
        const missing = ['register', 'add', 'enter'].includes(name) ? 'submission.not-found' : 'evidence.not-found'
        // Whoever scores nowhere is told so before anything is looked up.
        const mayTry = permissionsOf[stranger.membership.role].includes('submission.score') || !needsScore(name)
        expect([name, status, body.code]).toEqual([name, ...(mayTry ? [404, missing] : [403, 'access.denied'])])
      }
  })

  it('superiors see it and change nothing', async () => {
    const { file, staff } = await newSchool()
    const { id } = await ok(add(staff, file, link('1.1')))
    for (const superior of [await as('managing-body-leader', api.world.commune), await as('province-officer')]) {
      const { items } = await ok(superior.get(`/campaign-units/${file.campaignUnitId}/evidence`))
      expect(items).toMatchObject([{ id, actions: [] }])
      for (const [name, call] of calls(file, id))
        if (needsScore(name)) expect([name, (await call(superior)).status]).toEqual([name, 403])
    }
  })

  it('a person who scores elsewhere and sees it as an assessor changes nothing', async () => {
    const { file, staff } = await newSchool()
    const { id } = await ok(add(staff, file, link('1.1')))
    const assessor = await as('council-member', api.world.secondSchool)
    await api.db.execute(sql`insert into campaign_unit_assessors (campaign_unit_id, person_id, duty)
      values (${file.campaignUnitId}, ${assessor.person.id}, 'member')`)
    for (const [name, call] of calls(file, id)) {
      const { status, body } = await call(assessor)
      if (needsScore(name)) expect([name, status, body.code]).toEqual([name, 403, 'access.denied'])
    }
  })

  it('stands as it is once the school has handed its file on', async () => {
    const { file, staff } = await form.at('awaiting-approval')
    const { items } = await ok(staff.get(`/campaign-units/${file.campaignUnitId}/evidence`))
    expect(items[0]).toMatchObject({ actions: [] })
    for (const [name, call] of calls(file, items[0].id)) {
      const { status, body } = await call(staff)
      if (needsScore(name)) expect([name, status, body.code]).toEqual([name, 409, 'submission.wrong-state'])
    }
  })
})

const needsScore = (name: string) => !['register', 'download'].includes(name)

/** A school of its own, its empty file, and someone who fills it in. */
async function newSchool() {
  const unit = await form.newSchool()
  return { file: { ...(await form.fileOf(unit)), unit }, staff: await as('school-staff', unit) }
}
