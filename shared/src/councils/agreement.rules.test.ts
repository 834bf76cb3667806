import { describe, expect, it } from 'vitest'
import { emptyAnswer } from '../scoring/answer.schema.ts'
import { agreedAnswer, agreementOf, isUnsettled, sameFinding, saysSomething } from './agreement.rules.ts'

const points = (score: number) => ({ ...emptyAnswer, score })
const by = (personId: string, score: number, version = 1) => ({ ...points(score), personId, version })

describe('the members of a council', () => {
  it('agree when they say what the school’s column says, whatever the notes say', () => {
    const scores = [{ ...by('a', 500), note: 'Đủ' }, by('b', 500)]
    expect(agreementOf({ school: points(500), scores, settlement: null })).toBe('agreed')
    expect(agreementOf({ school: points(400), scores, settlement: null })).toBe('unanimous')
    expect(agreementOf({ school: points(400), scores: [], settlement: null })).toBe('unscored')
  })

  it('differ until the council settles it, and again when somebody changes what was settled', () => {
    const scores = [by('a', 500), by('b', 300)]
    expect(agreementOf({ school: points(500), scores, settlement: null })).toBe('differs')
    const seen = scores.map(({ personId, version }) => ({ personId, version }))
    const settlement = { answer: points(400), seen }
    expect(agreementOf({ school: points(400), scores, settlement })).toBe('settled')
    // Somebody entered another score in the school’s column …
    expect(agreementOf({ school: points(500), scores, settlement })).toBe('differs')
    // … or a member thought better of it.
    expect(agreementOf({ school: points(400), scores: [by('a', 500), by('b', 200, 2)], settlement })).toBe('differs')
    // Whoever left the council is not asked any more.
    expect(agreementOf({ school: points(400), scores: [by('a', 500)], settlement })).toBe('settled')
  })

  it('are not done where the column says something else than they', () => {
    expect((['unscored', 'agreed', 'settled'] as const).map(isUnsettled)).toEqual([false, false, false])
    expect((['unanimous', 'differs'] as const).map(isUnsettled)).toEqual([true, true])
  })

  it('tick lists in any order', () => {
    expect(sameFinding({ ...emptyAnswer, items: [2, 0, 2] }, { ...emptyAnswer, items: [0, 2] })).toBe(true)
    expect(sameFinding({ ...emptyAnswer, items: [] }, emptyAnswer)).toBe(false)
    expect([saysSomething(emptyAnswer), saysSomething({ ...emptyAnswer, met: false })]).toEqual([false, true])
  })

  it('do not dispute a figure by leaving it empty', () => {
    const school = { ...points(500), count: 120 }
    expect(agreedAnswer(school, points(300))).toMatchObject({ score: 300, count: 120 })
    const standing = { school, settlement: null }
    expect(agreementOf({ ...standing, scores: [by('a', 500)] })).toBe('agreed')
    expect(agreementOf({ ...standing, scores: [by('a', 500), { ...by('b', 500), count: 120 }] })).toBe('agreed')
    expect(agreementOf({ ...standing, scores: [by('a', 500), { ...by('b', 500), count: 90 }] })).toBe('differs')
  })

  it('leave what the school wrote beside its score', () => {
    const school = { ...points(500), note: 'Phần mềm mẫu', fields: { solution: 'A' } }
    expect(agreedAnswer(school, points(300))).toEqual({ ...school, score: 300 })
  })
})
