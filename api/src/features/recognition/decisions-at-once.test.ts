import { describe, expect, it } from 'vitest'
import { sql } from 'drizzle-orm'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok, score } from '../../../test/road.ts'

const tester = testApi()
const { api, client } = tester
let codes = 0
const road = () => aRoad(tester, `MAU-${(codes += 1)}`)
let numbers = 0
const aNumber = () => `${(numbers += 1)}/QĐ-UBND`
const path = '/recognition-decisions'

describe('a machine', () => {
  it('decides for its unit where its key says so, and never scores: only people are on teams', async () => {
    const { nominated, assessing, people, decision } = await road()
    const { secret } = await ok(
      people.leader.post('/api-keys', {
        unitId: api.world.commune.id,
        name: 'Cổng thông tin',
        scopes: ['submission.read', 'recognition.decide', 'assessment.score'],
        expiresOn: '2099-12-31',
      }),
    )
    const machine = client(secret)
    const { file, head } = await nominated(api.world.school)
    await ok(machine.post(path, decision([file], { number: aNumber() })))
    const { items } = await ok(head.get(`/submissions/${file.id}/timeline`))
    expect(items[0]).toMatchObject({ action: 'recognise', by: 'Cổng thông tin' })
    const open = await assessing(api.world.secondSchool)
    const save = { version: 0, answer: score(10), reason: '' }
    expect(await machine.put(`/submissions/${open.file.id}/external-lines/2.1`, save)).toMatchObject({
      status: 403,
      body: { code: 'access.denied' },
    })
  })
})

describe('two decisions at once', () => {
  it('about the same files, listed in opposite order: exactly one wins, none waits for ever', async () => {
    const { nominated, people, decision } = await road()
    const first = await nominated(api.world.school)
    const second = await nominated(api.world.secondSchool)
    const replies = await Promise.all([
      people.leader.post(path, decision([first.file, second.file], { number: aNumber() })),
      people.leader.post(path, decision([second.file, first.file], { number: aNumber() })),
    ])
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('about different files: both stand, and no certificate number is given twice or left out', async () => {
    const roads = await Promise.all([road(), road(), road()])
    const before = await last()
    const decided = await Promise.all(
      roads.map(async ({ nominated, people, decision }) => {
        const { file } = await nominated()
        return { body: decision([file], { number: aNumber() }), leader: people.leader }
      }),
    )
    const replies = await Promise.all(decided.map(({ leader, body }) => ok(leader.post(path, body))))
    const running = replies.map(({ items }) => Number(items[0].certificateNumber.slice(-4))).sort((a, b) => a - b)
    expect(running).toEqual([before + 1, before + 2, before + 3])
  })

  it('a decision that is refused takes no number', async () => {
    const { nominated, people, decision } = await road()
    const [{ file }, { file: other }] = [await nominated(), await nominated(api.world.secondSchool)]
    await ok(people.leader.post(path, decision([other], { number: '77/QĐ-UBND' })))
    const before = await last()
    const refused = await people.leader.post(path, decision([file], { number: '77/qđ-ubnd' }))
    expect(refused).toMatchObject({ status: 409, body: { code: 'decision.number-taken' } })
    expect(await last()).toBe(before)
  })

  const last = async () => {
    const { rows } = await api.db.execute<{ last: number }>(
      sql`select coalesce(max(last), 0)::int as last from certificate_counters where year = 2026`,
    )
    return rows[0]?.last ?? 0
  }
})
