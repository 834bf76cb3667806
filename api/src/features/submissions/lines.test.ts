import { beforeAll, describe, expect, it } from 'vitest'
import { sql } from 'drizzle-orm'
import { aForm, wholeForm, type Form } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { emptyWireAnswer, met, ok, score } from '../../../test/road.ts'

const tester = testApi()
const { api, as, client } = tester
let form: Form
beforeAll(async () => {
  form = await aForm(tester)
})

const nowhere = '00000000-0000-7000-8000-0000000000ff'

describe('the form of a school', () => {
  it('comes whole: official text, every line with its answer and version, evidence, result', async () => {
    const staff = await as('school-staff')
    const file = await form.fileOf(api.world.school)
    await ok(form.addLink(staff, file, '1.1', 'Kế hoạch dạy học'))

    const { submission, definition, lines, evidence } = await ok(staff.get(`/submissions/${file.id}/form`))
    expect(lines.map((line: { code: string }) => line.code)).toEqual([
      '1.1',
      '1.2',
      '1.3',
      '1.3.1',
      '1.3.2',
      '2.1',
      '2.2',
    ])
    expect(lines[1]).toEqual({
      code: '1.2',
      answer: emptyWireAnswer,
      version: 0,
      savedAt: null,
      savedBy: null,
      remark: null,
      external: null,
    })
    expect(definition.groups[0].criteria[1]).toMatchObject({ code: '1.2', maximum: 60 })
    expect(evidence).toMatchObject([{ code: '[H1-1.1-01]', title: 'Kế hoạch dạy học', criteria: ['1.1'] }])
    expect(submission).toMatchObject({
      status: 'drafting',
      mayScore: true,
      mayAssess: false,
      actions: ['finish'],
      answered: 0,
      lines: 6,
      selfLevel: null,
      externalResult: null,
      set: { sample: true, verified: false },
      due: '2099-01-31',
      late: false,
    })
  })

  it('is missing for a stranger, with the answer of one that does not exist', async () => {
    const file = await form.fileOf(api.world.school)
    const strangers = [
      await as('managing-body-officer', api.world.otherCommune),
      await as('school-head', api.world.secondSchool),
      await as('province-leader', api.world.abroad.province),
    ]
    for (const stranger of strangers)
      for (const part of ['', '/form', '/timeline']) {
        const hidden = await stranger.get(`/submissions/${file.id}${part}`)
        const missing = await stranger.get(`/submissions/${nowhere}${part}`)
        expect(hidden).toMatchObject({ status: 404, body: { code: 'submission.not-found' } })
        expect({ ...hidden.body, requestId: '' }).toEqual({ ...missing.body, requestId: '' })
      }
  })

  it('is read, not written, by superiors', async () => {
    const file = await form.fileOf(api.world.school)
    for (const superior of [
      await as('managing-body-leader', api.world.commune),
      await as('province-officer', api.world.province),
    ]) {
      expect(await superior.get(`/submissions/${file.id}/form`)).toMatchObject({
        status: 200,
        body: { submission: { mayScore: false, actions: [] } },
      })
      expect(await form.save(superior, file, '2.1', met(true))).toMatchObject({
        status: 403,
        body: { code: 'access.denied' },
      })
    }
    expect(await client().get(`/submissions/${file.id}/form`)).toMatchObject({ status: 401 })
  })
})

describe('a saved line', () => {
  it('answers its new version and what the whole form now comes to', async () => {
    const staff = await as('school-staff', api.world.secondSchool)
    const file = await form.fileOf(api.world.secondSchool)
    const first = await form.save(staff, file, '1.2', { ...score(45.25), note: 'Đã dùng từ năm học trước' })
    expect(first).toMatchObject({
      status: 200,
      body: {
        line: { code: '1.2', version: 1, answer: { score: 45.25, note: 'Đã dùng từ năm học trước' }, external: null },
        result: { total: 45.25, level: 1, answered: 1, lines: 6, unmetConditions: ['1.1', '2.1'] },
      },
    })
    expect(first.body.line.savedBy).toMatch(/^Nguyễn Văn Mẫu/)
    const second = await ok(form.save(staff, file, '1.2', score(50), 1))
    expect(second).toMatchObject({ line: { version: 2, answer: { score: 50, note: '' } }, result: { total: 50 } })
  })

  it('keeps every save that went before it', async () => {
    const staff = await as('school-staff', api.world.secondSchool)
    const file = await form.fileOf(api.world.secondSchool)
    await ok(form.save(staff, file, '2.2', score(10.5)))
    await ok(form.save(staff, file, '2.2', score(20), 1))
    const { rows } = await api.db.execute(
      sql`select version, answer -> 'score' as score, saved_by from line_saves
          where submission_id = ${file.id} and criterion_code = '2.2' order by version`,
    )
    expect(rows).toMatchObject([
      { version: 1, score: 10.5 },
      { version: 2, score: 20 },
    ])
    await expect(api.db.execute(sql`update line_saves set version = 9`)).rejects.toThrow()
  })

  it('answers the same again to the very same save by the same person: a retry after a lost reply', async () => {
    const staff = await as('school-staff', api.world.districtSchool)
    const file = await form.fileOf(api.world.districtSchool)
    const first = await ok(form.save(staff, file, '2.2', score(60)))
    const again = await ok(form.save(staff, file, '2.2', score(60)))
    expect(again).toEqual(first)
    const { rows } = await api.db.execute(sql`select 1 from line_saves where submission_id = ${file.id}`)
    expect(rows).toHaveLength(1)
  })

  it('is refused as stale to whoever has not seen the newest version, and nothing is overwritten', async () => {
    const file = await form.fileOf(api.world.highSchool)
    const [one, other] = [
      await as('council-member', api.world.highSchool),
      await as('school-head', api.world.highSchool),
    ]
    await ok(form.save(one, file, '2.2', score(60)))
    // The same value by another hand is no retry.
    for (const answer of [score(60), score(70)])
      expect(await form.save(other, file, '2.2', answer)).toMatchObject({ status: 409, body: { code: 'line.stale' } })
    expect(await form.save(one, file, '2.2', score(61))).toMatchObject({ status: 409, body: { code: 'line.stale' } })
    expect(await form.save(one, file, '1.2', score(1), 3)).toMatchObject({ status: 409, body: { code: 'line.stale' } })
    const { lines } = await ok(other.get(`/submissions/${file.id}/form`))
    expect(lines.at(-1)).toMatchObject({ version: 1, answer: { score: 60 } })
  })

  it('two editors at once: exactly one wins', async () => {
    const file = await form.fileOf(api.world.otherSchool)
    const editors = [await as('school-staff', api.world.otherSchool), await as('school-head', api.world.otherSchool)]
    const replies = await Promise.all(editors.map((editor, at) => form.save(editor, file, '2.2', score(10 + at))))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('different lines at once: all are saved and the total is right', async () => {
    const file = await form.fileOf(api.world.otherSchool)
    const staff = await as('school-staff', api.world.otherSchool)
    const lines = Object.entries(wholeForm(80)).filter(([code]) => code !== '2.2')
    const replies = await Promise.all(lines.map(([code, answer]) => form.save(staff, file, code, answer)))
    expect(replies.map(({ status }) => status)).toEqual(lines.map(() => 200))
    const { selfResult } = await ok(staff.get(`/submissions/${file.id}`))
    expect(selfResult.groups[0]).toMatchObject({ score: 80, level: 3 })
  })

  it.each([
    [
      '1.2',
      score(60.25),
      'line.score-above-maximum',
      { path: '/answer/score', values: { score: '60.25', maximum: '60.00' } },
    ],
    ['1.3.1', score(12.25), 'line.score-off-step', { path: '/answer/score' }],
    [
      '1.3.2',
      { ...emptyWireAnswer, numerator: 51, denominator: 50 },
      'line.figures-out-of-range',
      { path: '/answer/numerator' },
    ],
    ['1.1', score(1), 'line.not-of-this-kind', { path: '/answer/score' }],
    ['1.3', score(1), 'line.not-of-this-kind', { path: '/answer/score' }],
    ['1.3', { ...emptyWireAnswer, fields: { price: '1' } }, 'line.unknown-field', { path: '/answer/fields/price' }],
  ])('%s is refused with the reason, however it arrives', async (code, answer, problem, fault) => {
    const staff = await as('school-staff')
    const reply = await form.save(staff, await form.fileOf(api.world.school), code, answer)
    expect(reply).toMatchObject({ status: 400, body: { code: problem, errors: [fault] } })
  })

  it('is refused where the body does not fit, and where the set has no such line', async () => {
    const staff = await as('school-staff')
    const file = await form.fileOf(api.world.school)
    for (const answer of [score(-1), score(10.255), { ...score(1), score: '10' }, { score: 1 }])
      expect(await form.save(staff, file, '1.2', answer)).toMatchObject({
        status: 400,
        body: { code: 'request.invalid' },
      })
    for (const code of ['9.9', '1'])
      expect(await form.save(staff, file, code, score(1))).toMatchObject({
        status: 404,
        body: { code: 'line.not-found' },
      })
    expect(await form.save(staff, file, '1.2', { ...score(1), note: 'a\u0000b' })).toMatchObject({ status: 400 })
    for (const half of ['a\ud800b', '\udc00', '\\\ud83d'])
      expect(await form.save(staff, file, '1.2', { ...score(1), note: half })).toMatchObject({
        status: 400,
        body: { code: 'request.invalid' },
      })
  })

  it('is refused once the school has handed its file on', async () => {
    const { file, staff, head } = await form.at('awaiting-approval')
    for (const person of [staff, head])
      expect(await form.save(person, file, '2.2', score(1), 1)).toMatchObject({
        status: 409,
        body: { code: 'submission.wrong-state' },
      })
    const { submission } = await ok(staff.get(`/submissions/${file.id}/form`))
    expect(submission).toMatchObject({ mayScore: false })
  })
})

describe('levels through the API', () => {
  it.each([
    [49.75, 1],
    [50, 2],
    [75, 2],
    [75.25, 3],
  ])('%d in one group and more in the other is level %d, for either group', async (points, level) => {
    const [school, other] = [api.world.districtSchool, api.world.highSchool]
    const second = await as('school-staff', school)
    const file = await form.fileOf(school)
    const save = async (person: typeof second, id: { id: string }, code: string, answer: object) => {
      const { lines } = await ok(person.get(`/submissions/${id.id}/form`))
      const { version } = lines.find((line: { code: string }) => line.code === code)
      return ok(form.save(person, id, code, answer, version))
    }
    for (const [code, answer] of Object.entries(wholeForm(points))) await save(second, file, code, answer)
    expect(await ok(second.get(`/submissions/${file.id}`))).toMatchObject({
      selfLevel: level,
      selfResult: { groups: [{ level: 3 }, { score: points, level }], level },
    })

    const first = await as('school-staff', other)
    const otherFile = await form.fileOf(other)
    const answers = { ...wholeForm(90), '1.2': score(points - 30), '1.3.1': score(12), '1.3.2': wholeForm()['1.3.2'] }
    for (const [code, answer] of Object.entries(answers)) await save(first, otherFile, code, answer)
    expect(await ok(first.get(`/submissions/${otherFile.id}`))).toMatchObject({
      selfLevel: level,
      selfResult: { groups: [{ score: points, level }, { level: 3 }], level },
    })
  })

  it('an unmet condition holds the level at 1 and is named', async () => {
    const staff = await as('school-staff', api.world.otherSchool)
    const file = await form.fileOf(api.world.otherSchool)
    const { lines } = await ok(staff.get(`/submissions/${file.id}/form`))
    const versionOf = (code: string) => lines.find((line: { code: string }) => line.code === code).version
    await ok(form.save(staff, file, '2.2', score(90), versionOf('2.2')))
    const { result } = await ok(form.save(staff, file, '2.1', met(false), versionOf('2.1')))
    expect(result).toMatchObject({ level: 1, levelByScore: 3, unmetConditions: ['2.1'] })
  })
})
