import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { aForm, wholeForm, type Form } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, score, type Person } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
let form: Form
beforeAll(async () => {
  form = await aForm(tester)
})

const sealsOf = async (person: Person, { id }: { id: string }) =>
  (await ok(person.get(`/submissions/${id}/seals`))).items
const tamper = (id: string, code: string, points: number) =>
  api.db.execute(
    sql`update submission_lines set score = ${points}, awarded = ${points} where submission_id = ${id} and criterion_code = ${code}`,
  )
const differenceFor = (person: Person, { id }: { id: string }) => ok(person.get(`/submissions/${id}/round-difference`))

describe('what was finished, approved and sent', () => {
  it('is pinned by the hash of its content, round by round, and holds until it is opened again', async () => {
    const { file, head, staff } = await form.at('submitted')
    const seals = await sealsOf(head, file)
    expect(seals).toMatchObject([
      { kind: 'submitted', round: 1, standing: true, matches: true, by: head.person.fullName },
      { kind: 'approved', standing: true, matches: true },
      { kind: 'finished', standing: true, matches: true, by: staff.person.fullName },
    ])
    expect(new Set(seals.map(({ hash }: { hash: string }) => hash)).size).toBe(1)
    await ok(form.move(head, file, 'withdraw', { reason: 'Soát lại' }))
    expect((await sealsOf(head, file)).map((one: { standing: boolean }) => one.standing)).toEqual([false, true, true])
  })

  it('is void once a row was altered behind the rules: it says what, nothing is sent, and it can be approved again', async () => {
    const { file, head, staff } = await form.at('approved')
    await tamper(file.id, '1.2', 55)
    const [approved, finished] = await sealsOf(head, file)
    expect(approved).toMatchObject({ kind: 'approved', matches: false })
    expect(approved.difference.lines).toMatchObject([
      { code: '1.2', parts: ['score'], before: { score: 50 }, after: { score: 55 } },
    ])
    expect(finished).toMatchObject({ kind: 'finished', matches: false })
    expect(await form.move(head, file, 'submit')).toMatchObject({
      status: 409,
      body: { code: 'submission.seal-broken', errors: [{ path: '1.2', message: 'line-changed' }] },
    })
    const open = await ok(form.move(head, file, 'reopen', { reason: 'Nội dung đã khác bản duyệt' }))
    const again = await ok(form.move(head, await ok(form.move(staff, open, 'finish')), 'approve'))
    expect(await ok(form.move(head, again, 'submit'))).toMatchObject({ status: 'submitted' })
  })

  it('covers the evidence, too; a file that was altered is not accepted', async () => {
    const { file, officer } = await form.at('submitted')
    await api.db.execute(sql`update evidence_pieces piece set url = 'https://example.vn/khac' from evidence
      where evidence.piece_id = piece.id and evidence.campaign_unit_id = ${file.campaignUnitId} and evidence.criterion_code = '1.1'`)
    const [sent] = await sealsOf(officer, file)
    expect(sent.difference.evidence).toMatchObject([{ change: 'changed', parts: ['url'], criteria: ['1.1'] }])
    expect(await form.move(officer, file, 'accept')).toMatchObject({
      status: 409,
      body: { code: 'submission.seal-broken', errors: [{ message: 'evidence-changed' }] },
    })
    expect(await ok(form.move(officer, file, 'return', { reason: 'Nội dung đã khác' }))).toMatchObject({
      status: 'returned',
    })
  })

  it('stays as it was pinned', async () => {
    const { file } = await form.at('approved')
    const altering = sql`update submission_seals set hash = repeat('0', 64) where submission_id = ${file.id}`
    await expect(api.db.execute(altering)).rejects.toThrow()
  })

  it('is for those who may see the file', async () => {
    const { file } = await form.at('approved')
    const stranger = await as('school-head', api.world.otherSchool)
    for (const part of ['seals', 'round-difference', 'approvers'])
      expect(await stranger.get(`/submissions/${file.id}/${part}`)).toMatchObject({
        status: 404,
        body: { code: 'submission.not-found' },
      })
  })
})

describe('whoever approves', () => {
  it('has not written most of the form; a few lines are answered for by whoever finishes', async () => {
    const unit = await form.newSchool()
    const [head, staff] = [await as('school-head', unit), await as('school-staff', unit)]
    const file = await form.filled(head, unit)
    const finished = await ok(form.move(staff, file, 'finish'))
    expect(await ok(head.get(`/submissions/${file.id}`))).toMatchObject({
      actions: ['give-back'],
      waitsForAnother: true,
    })
    expect(await form.move(head, finished, 'approve')).toMatchObject({
      status: 403,
      body: { code: 'submission.wrote-most' },
    })
    const deputy = await as('school-head', unit)
    const whoCan = await ok(head.get(`/submissions/${file.id}/approvers`))
    expect(whoCan).toMatchObject({
      hindrance: 'wrote-most',
      others: [{ name: deputy.person.fullName, standsIn: false }],
    })
    expect(whoCan.ownLines).toEqual(Object.keys(wholeForm()))

    // The others look at them and save them again: then their hand is the last.
    const back = await ok(form.move(head, finished, 'give-back', { reason: 'Người khác xem lại' }))
    for (const [line, answer] of Object.entries(wholeForm()).slice(0, 4))
      await ok(form.save(staff, file, line, answer, 1))
    const again = await ok(form.move(staff, back, 'finish'))
    expect(await ok(form.move(head, again, 'approve'))).toMatchObject({ status: 'approved' })
  })

  it('is looked for among the people of the school alone', async () => {
    const { file, officer } = await form.at('awaiting-approval')
    expect(await officer.get(`/submissions/${file.id}/approvers`)).toMatchObject({ status: 403 })
  })
})

describe('what changed between two rounds', () => {
  it('is told by line and piece, and what of that which was asked for has been mended', async () => {
    const { file, staff, head, officer } = await form.at('submitted')
    expect(await differenceFor(officer, file)).toMatchObject({ round: 1, since: null, remarks: [] })
    const remarks = [
      { criterion: '1.1', text: 'Thiếu kế hoạch đã ký' },
      { criterion: '1.3', text: 'Số liệu chưa khớp' },
      { criterion: '2.2', text: 'Nêu rõ hơn' },
    ]
    const returned = await ok(form.move(officer, file, 'return', { reason: 'Bổ sung', remarks }))
    await ok(form.addLink(staff, file, '1.1', 'Kế hoạch đã ký'))
    await ok(form.save(staff, file, '1.3.1', score(10), 1))
    const before = await differenceFor(staff, file)
    expect(before).toMatchObject({ round: 2, since: 1, draft: true, reason: 'Bổ sung' })
    expect(before.remarks.map((one: { mended: boolean }) => one.mended)).toEqual([true, true, false])

    const finished = await ok(form.move(staff, returned, 'finish'))
    const sent = await ok(form.move(head, await ok(form.move(head, finished, 'approve')), 'submit'))
    const after = await differenceFor(officer, sent)
    expect(after).toMatchObject({
      ...{ round: 2, since: 1, draft: false, rounds: [1, 2] },
      difference: {
        lines: [{ code: '1.3.1', parts: ['score'], before: { score: 12 }, after: { score: 10 } }],
        evidence: [{ change: 'added', title: 'Kế hoạch đã ký' }],
      },
    })
  })
})
