import { beforeAll, describe, expect, it } from 'vitest'
import { aForm, wholeForm, type File, type Form } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { emptyWireAnswer, ok } from '../../../test/road.ts'
import type { UnitRow } from '../org/index.ts'

const tester = testApi()
const { api, as } = tester
let form: Form
beforeAll(async () => {
  form = await aForm(tester)
})

/** A school whose form is complete: 45 of 50 teachers in line 1.3.2. */
async function aSchool() {
  const unit = await form.newSchool()
  const staff = await as('school-staff', unit)
  return { unit, staff, file: await form.filled(staff, unit) }
}

async function push(unit: UnitRow, figures: Record<string, number | string>, over: object = {}) {
  const sender = await as('managing-body-leader', api.world.commune)
  const items = Object.entries(figures).map(([key, value]) => ({
    unit: unit.code,
    schoolYear: '2026-2027',
    key,
    value,
    source: 'CSDL ngành (minh hoạ)',
    measuredAt: '2026-10-31T00:00:00Z',
    ...over,
  }))
  await ok(sender.post('/measurements', { items }))
}

const incomplete = (errors: object[]) => ({ status: 409, body: { code: 'submission.incomplete', errors } })
const unexplained = (figure: number, given: number) => ({
  path: '1.3.2',
  message: 'measurement-unexplained',
  values: { figure, given },
})
/** The same figures as before, now with a reason. */
const explained = (file: File, staff: Awaited<ReturnType<typeof as>>) =>
  form.save(staff, file, '1.3.2', { ...wholeForm()['1.3.2'], note: 'Hai giáo viên mới về trường tháng 11.' }, 1)

describe('figures that other systems have pushed', () => {
  it('are offered in the form: the newest of the keys the set names, of this unit in this school year', async () => {
    const { unit, staff, file } = await aSchool()
    await push(unit, { 'teachers.total': 48, 'teachers.trained': 44, 'canteens.total': 1 })
    await push(unit, { 'teachers.total': 50 }, { measuredAt: '2026-11-15T00:00:00Z', source: 'Sổ của trường' })
    await push(unit, { 'teachers.trained': 10 }, { schoolYear: '2025-2026' })
    await push(api.world.school, { 'teachers.trained': 11 })
    const { measurements } = await ok(staff.get(`/submissions/${file.id}/form`))
    expect(measurements).toMatchObject([
      { key: 'teachers.total', value: 50, source: 'Sổ của trường', unitId: unit.id, schoolYear: '2026-2027' },
      { key: 'teachers.trained', value: 44, source: 'CSDL ngành (minh hoạ)' },
    ])
    const officer = await as('managing-body-officer', api.world.commune)
    expect((await ok(officer.get(`/submissions/${file.id}/form`))).measurements).toEqual(measurements)
  })

  it('may be taken as they are', async () => {
    const { unit, staff, file } = await aSchool()
    await push(unit, { 'teachers.total': 50, 'teachers.trained': 45 })
    await ok(form.move(staff, file, 'finish'))
  })

  it('may be contradicted with the reason beside the line, not without one', async () => {
    const { unit, staff, file } = await aSchool()
    await push(unit, { 'teachers.total': 48, 'teachers.trained': 44 })
    expect(await form.move(staff, file, 'finish')).toMatchObject(incomplete([unexplained(44, 45), unexplained(48, 50)]))
    await ok(explained(file, staff))
    await ok(form.move(staff, file, 'finish'))
  })

  it('count as they stand when the form is finished: an older figure that was right is not enough', async () => {
    const { unit, staff, file } = await aSchool()
    await push(unit, { 'teachers.total': 50 })
    await push(unit, { 'teachers.total': 52 }, { measuredAt: '2026-11-15T00:00:00Z' })
    expect(await form.move(staff, file, 'finish')).toMatchObject(incomplete([unexplained(52, 50)]))
  })

  it('that are no whole figures are shown and never compared', async () => {
    const { unit, staff, file } = await aSchool()
    await push(unit, { 'teachers.total': 'đang đối soát' })
    const { measurements } = await ok(staff.get(`/submissions/${file.id}/form`))
    expect(measurements).toMatchObject([{ value: 'đang đối soát' }])
    await ok(form.move(staff, file, 'finish'))
  })

  it('leave lines alone that give no figure yet', async () => {
    const unit = await form.newSchool()
    const staff = await as('school-staff', unit)
    const file = await form.fileOf(unit)
    await push(unit, { 'teachers.total': 48 })
    await ok(form.save(staff, file, '1.3.2', { ...emptyWireAnswer, numerator: 40 }))
    const { body } = await form.move(staff, file, 'finish')
    const messages = body.errors.map(({ path, message }: { path: string; message: string }) => `${path} ${message}`)
    expect(messages).toContain('1.3.2 denominator-missing')
    expect(messages).not.toContain('1.3.2 measurement-unexplained')
  })
})
