import { dayOf, next, submissionActions, submissionStatuses, transitions, type Notice } from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aForm, type Form } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'
import { createTurnReminders } from './index.ts'
import { toldOf } from './move-notices.ts'
import { waitersIn } from './submissions.policy.ts'

const tester = testApi()
const { api } = tester
let form: Form
beforeAll(async () => {
  form = await aForm(tester)
})
beforeEach(() => api.db.execute(sql`delete from notices`))

const heardBy = async (person: Person): Promise<Notice[]> => (await ok(person.get('/notices'))).items
const kindsOf = async (person: Person) => (await heardBy(person)).map(({ kind, values }) => [kind, values.action])

describe('who is told of a move', () => {
  it('is always somebody whose turn it is next', () => {
    const silent = submissionActions.flatMap((action) => {
      const then = submissionStatuses.flatMap((status) => {
        const to = transitions[action].to === 'same' ? null : next(status, action)
        return to === null ? [] : waitersIn(to)
      })
      const ties = toldOf[action].map(({ tie }) => tie)
      return then.filter(({ tie }) => !ties.includes(tie === 'team-head' ? 'team' : tie)).map(() => action)
    })
    expect(silent).toEqual([])
  })

  it('is the head, when the scoring is finished, and not who finished it', async () => {
    const { file, staff, head } = await form.at('drafting')
    await ok(form.move(staff, file, 'finish'))
    expect(await heardBy(head)).toMatchObject([
      { kind: 'file-turn', values: { submissionId: file.id, action: 'finish' }, by: staff.person.fullName },
    ])
    expect(await heardBy(staff)).toEqual([])
  })

  it('is nobody where the move is refused', async () => {
    const { file, staff, head } = await form.at('drafting')
    expect(await form.move(staff, file, 'submit')).toMatchObject({ status: 403 })
    expect(await heardBy(head)).toEqual([])
  })

  it('is the managing body of what was sent, and the school, with the reason and the day, of what came back', async () => {
    const { file, staff, head, officer } = await form.at('submitted')
    expect((await kindsOf(officer))[0]).toEqual(['file-turn', 'submit'])
    await api.db.execute(sql`delete from notices`)
    const due = dayOf(new Date(Date.now() + 20 * 24 * 3600 * 1000))
    const seen = await ok(officer.get(`/submissions/${file.id}`))
    await ok(
      officer.post(`/submissions/${file.id}/transitions`, {
        ...{ version: seen.version, action: 'return', reason: 'Thiếu minh chứng mục 1.3', due },
      }),
    )
    for (const person of [staff, head])
      expect(await heardBy(person)).toMatchObject([
        { kind: 'file-returned', values: { note: 'Thiếu minh chứng mục 1.3', due } },
      ])
  })
})

describe('a last day', () => {
  const reminders = (at: Date) => createTurnReminders({ db: api.db, now: () => at })
  const day = 24 * 3600 * 1000

  it('is told of in 7, 3 and 1 days and once it has passed, each once, whoever tells and however often', async () => {
    const { file, staff } = await form.at('drafting')
    const last = new Date('2027-03-20T02:00:00Z')
    await api.db.execute(sql`update submissions set return_due = ${dayOf(last)} where id = ${file.id}`)
    const told = async (left: number) => {
      await api.db.execute(sql`delete from notices`)
      const at = new Date(last.getTime() - left * day)
      await Promise.all([reminders(at).tell(), reminders(at).tell()])
      await reminders(at).tell()
      return (await heardBy(staff))
        .filter(({ values }) => values.submissionId === file.id)
        .map(({ kind, values }) => [kind, values.days])
    }
    expect(await told(8)).toEqual([])
    expect(await told(7)).toEqual([['file-due', 7]])
    expect(await told(6)).toEqual([])
    expect(await told(3)).toEqual([['file-due', 3]])
    expect(await told(1)).toEqual([['file-due', 1]])
    expect(await told(0), 'the day itself').toEqual([])
    expect(await told(-1)).toEqual([['file-late', undefined]])
    expect(await told(-2)).toEqual([])
  })

  it('is told of whole or not at all: cut off in between, the next run tells it', async () => {
    const { file, staff } = await form.at('drafting')
    const last = new Date('2027-05-20T02:00:00Z')
    await api.db.execute(sql`update submissions set return_due = ${dayOf(last)} where id = ${file.id}`)
    const at = new Date(last.getTime() - 3 * day)
    await api.db.execute(sql`alter table notices add constraint cut_off check (kind <> 'file-due') not valid`)
    await expect(reminders(at).tell()).rejects.toThrow()
    await api.db.execute(sql`alter table notices drop constraint cut_off`)
    await reminders(at).tell()
    expect((await heardBy(staff)).filter(({ values }) => values.submissionId === file.id)).toHaveLength(1)
  })
})
