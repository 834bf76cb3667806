import { beforeAll, describe, expect, it } from 'vitest'
import { aPlanningProvince } from '../../../test/campaigns.ts'
import { documentsOf } from '../../../test/documents.ts'
import { testApi } from '../../../test/harness.ts'
import { ok } from '../../../test/road.ts'

const tester = testApi()
const { as } = tester
const province = aPlanningProvince(tester)
const { textOf } = documentsOf(tester)
type Person = Awaited<ReturnType<typeof as>>
type Paper = { id: string; version: number; number: number | null; symbol: string }

const many = 20
let leader: Person
let papers: Paper[]

/** The plan of the body in that many campaigns: papers of one type, from one office. */
beforeAll(async () => {
  leader = await as('managing-body-leader')
  papers = []
  for (let count = 0; count < many + 2; count += 1) {
    const { id } = await province.opened()
    papers.push(await ok(leader.post('/documents', { kind: 'campaign-plan', subjectId: id })))
  }
}, 60_000)
const number = ({ id }: Paper, wanted: number | null = null, signedOn = '2026-11-20') =>
  leader.post(`/documents/${id}/numbers`, { number: wanted, signedOn })

describe('papers that are numbered at the same moment', () => {
  it('wait their turn: each has a number of its own, none is left out and none refused', async () => {
    const replies = await Promise.all(papers.slice(0, many).map((paper) => number(paper)))
    expect(replies.map(({ status }) => status)).toEqual(replies.map(() => 200))
    const numbered: Paper[] = replies.map(({ body }) => body)
    expect(numbered.map((one) => one.number).toSorted((one, other) => (one ?? 0) - (other ?? 0))).toEqual(
      numbered.map((_, index) => index + 1),
    )
    for (const one of numbered) expect(await textOf(leader, one)).toContain(one.symbol)
  })

  it('are numbered once: who asks twice for the same paper leaves no gap', async () => {
    const paper = papers[many]
    if (!paper) throw new Error('There is one more')
    const replies = await Promise.all([number(paper), number(paper)])
    expect(replies.map(({ status }) => status).toSorted()).toEqual([200, 409])
    const last = papers[many + 1]
    if (!last) throw new Error('There are two more')
    expect((await number(last, many + 1)).body.code).toBe('document.number-taken')
    expect((await ok(number(last))).number).toBe(many + 2)
  })
})
