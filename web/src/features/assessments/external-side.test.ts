import { emptyAnswer, type Answer, type Leaf } from '@thuoc/shared'
import { differs } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { agreeWith, externalSide } from './external-side.ts'

const points: Leaf = { kind: 'points', code: '1.2', title: 'Triển khai phần mềm', maximum: 600 }
const self: Answer = { ...emptyAnswer, score: 525, note: 'của trường', fields: { solution: 'Phần mềm A' } }

describe('the external side of a line', () => {
  it('agrees by saying the same, without the school’s own words', () => {
    const external = { ...emptyAnswer, ...agreeWith(self) }
    expect(differs(points, self, external)).toBe(false)
    expect(external).toMatchObject({ note: '', fields: {} })
  })

  it('starts empty at version 0 where nothing has been saved', () => {
    expect(externalSide.read(undefined)).toEqual({
      entry: { answer: emptyAnswer, reason: '' },
      version: 0,
      savedAt: null,
      savedBy: null,
    })
  })
})
