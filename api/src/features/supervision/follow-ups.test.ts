import { describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'
import { supervising } from '../../../test/supervision.ts'

const tester = testApi()
const { api, as } = tester
const { there, followUp, finding, begin, closed } = supervising(tester)

describe('a follow-up', () => {
  const answers = (person: Person, id: string, text = 'Đã bổ sung ngày 25/11') =>
    person.post(`/supervision-findings/${id}/answers`, { text })
  const reviews = (person: Person, id: string, step: string, text = 'Đã xem') =>
    person.post(`/supervision-findings/${id}/reviews`, { step, text })

  it('is answered by the responsible unit, sent back, answered again and settled; both sides are told', async () => {
    const record = await closed()
    const { id } = record.findings[0]
    const kinds = async (person: Person) =>
      (await ok(person.get('/notices?limit=200'))).items
        .filter(({ values }: { values: { supervisionId?: string } }) => values.supervisionId === record.id)
        .map(({ kind }: { kind: string }) => kind)
    expect(await kinds(there.head)).toEqual(['supervision-wanted'])

    expect(await ok(answers(there.head, id))).toMatchObject({ findings: [{ followUp: { state: 'answered' } }, {}] })
    expect(await kinds(there.planner)).toEqual(['supervision-answered'])
    await ok(reviews(there.planner, id, 'send-back', 'Chưa có chữ ký'))
    await ok(answers(there.head, id, 'Đã ký'))
    const settled = await ok(reviews(there.planner, id, 'settle'))
    expect(settled).toMatchObject({ openCount: 0, findings: [{ followUp: { state: 'settled', actions: [] } }, {}] })
    const { steps } = settled.findings[0].followUp
    expect(steps.map(({ step }: { step: string }) => step)).toEqual(['answer', 'send-back', 'answer', 'settle'])
    expect(steps[0]).toMatchObject({ by: there.head.person.fullName, byUnit: api.world.school.name })
    expect(await kinds(there.head)).toEqual(['supervision-reviewed', 'supervision-reviewed', 'supervision-wanted'])
    expect(await answers(there.head, id)).toMatchObject({ status: 409, body: { code: 'supervision.wrong-state' } })
  })

  it('is nobody’s else to answer or to settle; strangers do not see it, of a draft nobody', async () => {
    const record = await closed()
    const { id } = record.findings[0]
    for (const one of [there.officer, there.planner]) expect(await answers(one, id)).toMatchObject({ status: 403 })
    for (const one of [there.officer, there.head])
      expect(await reviews(one, id, 'settle')).toMatchObject({ status: 403 })
    const stranger = await as('school-head', api.world.secondSchool)
    const missing = { status: 404, body: { code: 'supervision.finding-not-found' } }
    expect(await answers(stranger, id)).toMatchObject(missing)
    const draft = await ok(begin())
    expect(await answers(there.head, draft.findings[0].id)).toMatchObject(missing)
    expect(await reviews(there.planner, draft.findings[0].id, 'settle')).toMatchObject({ status: 409 })
    expect(await reviews(there.planner, record.findings[1].id, 'settle')).toMatchObject(missing)
    expect(await reviews(there.planner, id, 'send-back')).toMatchObject({ body: { code: 'supervision.wrong-state' } })
  })

  it('waits for its unit by its day until that answers, then for the province until it is settled', async () => {
    const record = await closed({
      findings: [
        finding({ followUp: followUp({ due: '2026-11-02' }) }),
        finding({ followUp: followUp({ due: '2026-11-01' }) }),
      ],
    })
    const [{ id }, { id: sooner }] = record.findings
    const waiting = async (person: Person) =>
      (await ok(person.get('/supervision-follow-ups?limit=200'))).items.filter(
        ({ recordId }: { recordId: string }) => recordId === record.id,
      )
    const forHead = { wants: 'answer', overdue: true, unit: { id: api.world.school.id }, checked: record.unit }
    expect(await waiting(there.head)).toMatchObject([
      { id: sooner, due: '2026-11-01', ...forHead },
      { id, due: '2026-11-02', ...forHead },
    ])
    expect(await waiting(there.planner)).toEqual([])
    await ok(answers(there.head, id))
    expect(await waiting(there.head)).toMatchObject([{ id: sooner }])
    expect(await waiting(there.planner)).toMatchObject([{ id, wants: 'review', overdue: false }])
    await ok(reviews(there.planner, id, 'send-back'))
    expect(await waiting(there.planner)).toEqual([])
    expect((await waiting(there.head)).map((one: { id: string }) => one.id)).toEqual([sooner, id])
    await ok(reviews(there.planner, id, 'settle'))
    await ok(reviews(there.planner, sooner, 'settle'))
    for (const person of [there.head, there.planner]) expect(await waiting(person)).toEqual([])
  })

  it('waits for nobody while its record is a draft, nor ever for those who may not answer it', async () => {
    const draft = await ok(begin())
    const { id } = await closed()
    const of = async (person: Person) =>
      (await ok(person.get('/supervision-follow-ups?limit=200'))).items.map(
        ({ recordId }: { recordId: string }) => recordId,
      )
    expect(await of(there.head)).toContain(id)
    expect(await of(there.head)).not.toContain(draft.id)
    const others = [there.officer, await as('school-head', api.world.secondSchool), await as('council-member')]
    for (const other of others) expect(await of(other)).toEqual([])
    const first = await ok(there.head.get('/supervision-follow-ups?limit=1'))
    const second = await ok(there.head.get(`/supervision-follow-ups?limit=1&cursor=${first.nextCursor}`))
    expect(second.items[0].id).not.toBe(first.items[0].id)
  })

  it('whose day has passed without an answer is overdue', async () => {
    const record = await closed({ findings: [finding({ followUp: followUp({ due: '2026-11-01' }) })] })
    expect(record).toMatchObject({ overdueCount: 1, findings: [{ followUp: { overdue: true } }] })
    const { id } = record.findings[0]
    expect(await ok(answers(there.head, id))).toMatchObject({ overdueCount: 0, openCount: 1 })
  })
})
