import { beforeAll, describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'
import { aTraining } from '../../../test/training.ts'

const tester = testApi()
const { api, as } = tester

let province: Person
let school: Person
let second: Person
beforeAll(async () => {
  province = await as('province-officer')
  school = await as('school-head')
  second = await as('school-head', api.world.secondSchool)
})

const session = (over: object = {}): Promise<{ id: string; version: number }> =>
  ok(province.post('/training-sessions', aTraining(over)))
async function aQuestion(text = 'Mục 1.3 tính thế nào?') {
  const { id, version } = await session()
  const question = await ok(school.post(`/training-sessions/${id}/questions`, { text }))
  return { session: { id, version }, question, address: `/training-questions/${question.id}` }
}
const listed = async (person: Person, id: string, query = '') =>
  (await ok(person.get(`/training-sessions/${id}/questions${query}`))).items

describe('a question', () => {
  it('of an invited unit is read by every invited unit, its author by name only at home and at the organiser', async () => {
    const { session: at } = await aQuestion()
    const of = (person: Person) => listed(person, at.id)
    expect(await of(school)).toMatchObject([{ askedBy: school.person.fullName, actions: ['edit'] }])
    expect(await of(province)).toMatchObject([{ askedBy: school.person.fullName, actions: ['edit', 'answer', 'hide'] }])
    expect(await of(second)).toMatchObject([{ askedBy: null, unit: { id: api.world.school.id }, actions: [] }])
    const stranger = await as('school-head', api.world.otherSchool)
    expect((await stranger.get(`/training-sessions/${at.id}/questions`)).status).toBe(404)
  })

  it('is told to the organiser, who answers it; the answer is told to the unit that asked', async () => {
    const about = async (person: Person, kind: string, sessionId: string) => {
      const { items } = await ok(person.get('/notices?limit=200'))
      return items.filter((one: { kind: string; values: { sessionId?: string } }) => {
        return one.kind === kind && one.values.sessionId === sessionId
      })
    }
    const { session: at, address } = await aQuestion()
    expect(await about(province, 'training-asked', at.id)).toMatchObject([{ by: school.person.fullName, readAt: null }])
    expect(await about(school, 'training-asked', at.id)).toEqual([])
    expect(await about(second, 'training-asked', at.id)).toEqual([])
    await ok(province.put(`${address}/answer`, { version: 1, answer: 'Theo phụ lục.' }))
    expect(await about(school, 'training-answered', at.id)).toHaveLength(1)
    expect(await about(second, 'training-answered', at.id)).toEqual([])
  })

  it('is not asked by who is not invited, nor of a session that is cancelled', async () => {
    const { id, version } = await session()
    const text = 'Hỏi một câu?'
    expect(await province.post(`/training-sessions/${id}/questions`, { text })).toMatchObject({
      body: { code: 'training.unit-not-invited' },
    })
    await ok(province.post(`/training-sessions/${id}/cancel`, { version, reason: 'Trùng lịch' }))
    expect(await school.post(`/training-sessions/${id}/questions`, { text })).toMatchObject({
      status: 409,
      body: { code: 'training.wrong-state' },
    })
  })

  it('is worded anew by its unit until it is answered, later by the organiser; each wording stays', async () => {
    const { session: at, question, address } = await aQuestion('Mục 1.3 tinh thế nào?')
    const better = await ok(school.put(`${address}/text`, { version: question.version, text: 'Mục 1.3 tính sao?' }))
    expect(better).toMatchObject({ edited: true, version: 2 })
    expect(await school.put(`${address}/text`, { version: 1, text: 'Bản cũ' })).toMatchObject({
      status: 409,
      body: { code: 'training.question-stale' },
    })
    expect(await second.put(`${address}/text`, { version: 2, text: 'Của tôi' })).toMatchObject({ status: 403 })
    await ok(province.put(`${address}/answer`, { version: 2, answer: 'Theo phụ lục.' }))
    expect(await school.put(`${address}/text`, { version: 3, text: 'Khác rồi' })).toMatchObject({
      status: 409,
      body: { code: 'training.question-answered' },
    })
    await ok(province.put(`${address}/text`, { version: 3, text: 'Tiêu chí 1.3 tính sao?' }))
    const { items } = await ok(second.get(`${address}/versions`))
    expect(items.map(({ text, savedBy }: { text: string; savedBy: string | null }) => [text, savedBy])).toEqual([
      ['Tiêu chí 1.3 tính sao?', null],
      ['Mục 1.3 tính sao?', null],
      ['Mục 1.3 tính sao?', null],
      ['Mục 1.3 tinh thế nào?', null],
    ])
    expect(await listed(second, at.id, '?state=open')).toEqual([])
    expect(await listed(second, at.id, '?q=phu+luc')).toHaveLength(1)
  })

  it('is answered by the organiser alone; of two answers at once one wins', async () => {
    const { question, address } = await aQuestion()
    const body = (answer: string) => ({ version: question.version, answer })
    expect(await school.put(`${address}/answer`, body('Tự trả lời'))).toMatchObject({ status: 403 })
    const leader = await as('province-leader')
    const replies = await Promise.all([province, leader].map((one) => one.put(`${address}/answer`, body('Được.'))))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('that is hidden, with the reason, is there for its unit and the organiser only', async () => {
    const { session: at, question, address } = await aQuestion('Lộ số điện thoại 0900000000')
    const hide = { version: question.version, hidden: true, reason: '' }
    expect(await province.put(`${address}/visibility`, hide)).toMatchObject({
      body: { code: 'training.reason-required' },
    })
    expect(await school.put(`${address}/visibility`, { ...hide, reason: 'Tôi' })).toMatchObject({ status: 403 })
    const hidden = await ok(province.put(`${address}/visibility`, { ...hide, reason: 'Có số điện thoại' }))
    expect(hidden).toMatchObject({
      hidden: true,
      hiddenReason: 'Có số điện thoại',
      actions: ['edit', 'answer', 'show'],
    })
    expect(await listed(second, at.id)).toEqual([])
    expect((await second.get(`${address}/versions`)).status).toBe(404)
    expect(await listed(school, at.id)).toMatchObject([{ hidden: true, hiddenReason: 'Có số điện thoại' }])
    await ok(province.put(`${address}/visibility`, { version: hidden.version, hidden: false, reason: '' }))
    expect(await listed(second, at.id)).toHaveLength(1)
  })
})
