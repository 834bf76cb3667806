import { plainActions, submissionStatuses } from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { aForm, type File, type Form } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { prepared } from '../../../test/requests.ts'
import { met, ok } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
let form: Form
beforeAll(async () => {
  form = await aForm(tester)
})

/** As if the road had been walked: for what only the state decides. */
const put = (file: File, status: string, finishedBy: string) =>
  api.db.execute(
    sql`update submissions set status = ${status}, finished_by = ${finishedBy}, version = 1 where id = ${file.id}`,
  )

describe('finishing', () => {
  it('names every gap, by criterion, with what the sentence needs', async () => {
    const staff = await as('school-staff', api.world.secondSchool)
    const file = await form.fileOf(api.world.secondSchool)
    await ok(form.save(staff, file, '1.1', met(true)))
    await ok(form.save(staff, file, '1.3.1', { ...met(true), met: null, score: 5 }))

    const reply = await form.move(staff, file, 'finish')
    expect(reply).toMatchObject({ status: 409, body: { code: 'submission.incomplete' } })
    expect(reply.body.errors).toEqual([
      { path: '1.1', message: 'evidence-missing', values: { least: 1 } },
      { path: '1.2', message: 'score-missing' },
      { path: '1.3', message: 'field-missing', values: { field: 'Tên giải pháp' } },
      { path: '1.3', message: 'evidence-of-kind-missing', values: { kind: 'link', least: 1 } },
      { path: '1.3.2', message: 'numerator-missing' },
      { path: '1.3.2', message: 'denominator-missing' },
      { path: '2.1', message: 'condition-unanswered' },
      { path: '2.2', message: 'score-missing' },
    ])
  })

  it('is for people: a machine fills in, it does not answer for the school', async () => {
    const { file, head, unit } = await form.at('drafting')
    const key = { unitId: unit.id, name: 'Phần mềm', expiresOn: '2099-01-01' }
    const scopes = ['submission.read', 'submission.score', 'submission.approve']
    const { secret } = await ok(head.post('/api-keys', { ...key, scopes }))
    const machine = { ...tester.client(secret) }
    expect((await machine.get(`/submissions/${file.id}`)).body).toMatchObject({ mayScore: true, actions: [] })
    const body = { version: file.version, reason: null }
    for (const action of ['finish', 'approve'])
      expect(await machine.post(`/submissions/${file.id}/transitions`, { ...body, action })).toMatchObject({
        status: 403,
      })
  })
})

describe('approval', () => {
  it('is not given by the person who finished; the head gives back and a member finishes', async () => {
    const { file, staff, head } = await form.at('drafting')
    const finished = await ok(form.move(head, file, 'finish'))
    expect(finished).toMatchObject({ status: 'awaiting-approval', actions: ['give-back'], waitsForAnother: true })
    expect(await ok(staff.get(`/submissions/${file.id}`))).toMatchObject({ waitsForAnother: false })
    expect(await form.move(head, finished, 'approve')).toMatchObject({
      status: 403,
      body: { code: 'submission.same-person' },
    })
    const given = await ok(form.move(head, finished, 'give-back', { reason: 'Thành viên hội đồng hoàn tất' }))
    const again = await ok(form.move(staff, given, 'finish'))
    expect(await ok(head.get(`/submissions/${file.id}`))).toMatchObject({ waitsForAnother: false })
    expect(await ok(form.move(head, again, 'approve'))).toMatchObject({ status: 'approved' })
  })
})

describe('the way to the managing body and back', () => {
  it('reasons stay beside the lines until the next round is sent; nothing is lost between rounds', async () => {
    const { file, staff, head, officer } = await form.at('submitted')
    expect(file).toMatchObject({ round: 1, due: '2099-03-31' })
    const remarks = [
      { criterion: '1.1', text: 'Thiếu dấu' },
      { criterion: '1.1', text: 'Thiếu ngày' },
    ]
    const returned = await ok(form.move(officer, file, 'return', { remarks, due: '2098-02-15' }))
    expect(returned).toMatchObject({ status: 'returned', returnDue: '2098-02-15', due: '2098-02-15', round: 1 })

    const sheet = await ok(staff.get(`/submissions/${file.id}/form`))
    expect(sheet.lines[0]).toMatchObject({ code: '1.1', remark: 'Thiếu dấu\nThiếu ngày', answer: { met: true } })
    const saved = await ok(form.save(staff, file, '1.1', { ...met(true), note: 'Đã bổ sung' }, sheet.lines[0].version))
    expect(saved.line).toMatchObject({ remark: 'Thiếu dấu\nThiếu ngày' })

    let next = await ok(form.move(staff, returned, 'finish'))
    // The later deadline counts until the file is sent.
    expect(next).toMatchObject({ status: 'awaiting-approval', due: '2098-02-15' })
    next = await ok(form.move(head, next, 'approve'))
    next = await ok(form.move(head, next, 'submit'))
    expect(next).toMatchObject({ status: 'submitted', round: 2 })
    const after = await ok(head.get(`/submissions/${file.id}/form`))
    expect(after.lines[0]).toMatchObject({ remark: null, answer: { note: 'Đã bổ sung' } })

    const { items } = await ok(officer.get(`/submissions/${file.id}/timeline`))
    expect(items.map((event: { action: string }) => event.action)).toEqual([
      'submit',
      'approve',
      'finish',
      'return',
      'submit',
      'approve',
      'finish',
      'open',
    ])
    expect(items[3]).toMatchObject({
      from: 'submitted',
      to: 'returned',
      by: officer.person.fullName,
      byUnit: api.world.commune.name,
      due: '2098-02-15',
      remarks: [{ criterion: '1.1', text: 'Thiếu dấu\nThiếu ngày' }],
      selfTotal: 160,
      selfLevel: 3,
      externalTotal: null,
      round: 1,
    })
    expect(items.at(-1)).toMatchObject({ action: 'open', from: null, to: 'drafting', byUnit: api.world.province.name })
  })

  it('a return needs a reason or a remark, on lines that exist, with a day to come', async () => {
    const { file, officer } = await form.at('submitted')
    const refused = (more: object) => form.move(officer, file, 'return', more)
    expect(await refused({})).toMatchObject({ status: 400, body: { code: 'submission.reason-required' } })
    expect(await refused({ reason: '   ', remarks: [] })).toMatchObject({ status: 400 })
    expect(await refused({ remarks: [{ criterion: '7.7', text: 'Thiếu' }] })).toMatchObject({
      status: 404,
      body: { code: 'line.not-found', errors: [{ path: '7.7' }] },
    })
    expect(await refused({ reason: 'Thiếu', due: '2020-01-01' })).toMatchObject({
      status: 400,
      body: { code: 'request.invalid', errors: [{ path: '/due' }] },
    })
    expect(await form.move(officer, file, 'accept', { remarks: [{ criterion: '1.1', text: 'Tốt' }] })).toMatchObject({
      status: 400,
      body: { errors: [{ path: '/remarks' }] },
    })
    expect(await ok(officer.get(`/submissions/${file.id}`))).toMatchObject({
      status: 'submitted',
      version: file.version,
    })
  })

  it('a move on a version seen before is stale; one that does not exist from here conflicts', async () => {
    const { file, head, officer } = await form.at('submitted')
    const stale = { ...file, version: file.version - 1 }
    expect(await form.move(officer, stale, 'accept')).toMatchObject({ status: 409, body: { code: 'submission.stale' } })
    expect(await form.move(head, file, 'submit')).toMatchObject({
      status: 409,
      body: { code: 'submission.wrong-state' },
    })
  })

  it('two at once: exactly one wins', async () => {
    const { file, head, officer } = await form.at('submitted')
    await prepared(officer, file, 'accept')
    const replies = await Promise.all([
      form.move(officer, file, 'accept'),
      form.move(officer, file, 'return', { reason: 'Thiếu' }),
      form.move(head, file, 'withdraw', { reason: 'Sửa' }),
    ])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const { items } = await ok(officer.get(`/submissions/${file.id}/timeline`))
    expect(items.filter((event: { from: string }) => event.from === 'submitted')).toHaveLength(1)
  })

  it('a save and a finish at once never leave an answer behind what was finished', async () => {
    const { file, staff } = await form.at('drafting')
    const [saved, finished] = await Promise.all([
      form.save(staff, file, '1.1', { ...met(true), note: 'Vừa sửa' }, 1),
      form.move(staff, file, 'finish'),
    ])
    expect(finished.status).toBe(200)
    const { lines } = await ok(staff.get(`/submissions/${file.id}/form`))
    expect(lines[0].answer.note).toBe(saved.status === 200 ? 'Vừa sửa' : '')
  })
})

it('offers exactly the moves it accepts, whoever asks, in every status', { timeout: 180_000 }, async () => {
  const { commune, province, otherCommune } = api.world
  const { file, staff, head, unit } = await form.at('drafting')
  const actors = [
    staff,
    head,
    await as('council-member', unit),
    await as('managing-body-officer', commune),
    await as('managing-body-leader', commune),
    await as('province-leader', province),
    await as('managing-body-leader', otherCommune),
  ]
  const wrong: unknown[] = []
  for (const status of submissionStatuses)
    for (const actor of actors) {
      await put(file, status, staff.person.id)
      const { body } = await actor.get(`/submissions/${file.id}`)
      const offered: string[] = body.actions ?? []
      for (const action of plainActions) {
        const reply = await form.move(actor, { id: file.id, version: 1 }, action, { reason: 'Lý do' })
        const expected = offered.includes(action) ? [200] : [403, 404, 409]
        if (!expected.includes(reply.status)) wrong.push([status, actor.membership.role, action, reply.status])
        if (reply.status === 200) await put(file, status, staff.person.id)
      }
    }
  expect(wrong).toEqual([])
})
