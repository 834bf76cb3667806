import { indicatorSetSummary, type IndicatorSetSummary } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { predecessorOf, refinementsOf, versionsOf } from './family.ts'

const id = (last: number) => `019abc00-0000-7000-8000-00000000000${last}`
const set = (last: number, code: string, version: number, refines: IndicatorSetSummary['refines'] = null) =>
  indicatorSetSummary.parse({
    id: id(last),
    code,
    version,
    title: code,
    sample: true,
    verified: false,
    status: 'published',
    owner: { id: id(9), name: 'Sở GDĐT Minh Hoạ' },
    refines,
    appliesTo: ['primary'],
    decision: null,
    lineCount: 1,
    publishedAt: null,
    revision: 1,
    actions: [],
  })
const every = [
  set(1, 'QG', 1),
  set(2, 'QG', 2),
  set(3, 'TINH', 1, { code: 'QG', version: 2 }),
  set(4, 'TINH', 2, { code: 'QG', version: 2 }),
]
const made = (at: number) => ({ ...(every[at] ?? set(5, 'KHAC', 1)), derivedFrom: null })

describe('the family of a set', () => {
  it('is its versions, the newest first, and what provinces made of it', () => {
    expect(versionsOf(every, { code: 'QG' }).map(({ version }) => version)).toEqual([2, 1])
    expect(refinementsOf(every, { code: 'QG' }).map((one) => one.id)).toEqual([id(4), id(3)])
  })
  it('says what a set is compared with: the refined one, else the version before, else nothing', () => {
    expect(predecessorOf(every, made(3))).toBe(id(2))
    expect(predecessorOf(every, made(1))).toBe(id(1))
    expect(predecessorOf(every, made(0))).toBeNull()
  })
})
