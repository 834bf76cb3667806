import { differs, emptyAnswer, submissionId, type Answer, type Leaf } from '@thuoc/shared'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { agreeWith, externalSide } from './external-side.ts'

const points: Leaf = { kind: 'points', code: '1.2', title: 'Triển khai phần mềm', maximum: 600 }
const self: Answer = { ...emptyAnswer, score: 525, note: 'của trường', fields: { solution: 'Phần mềm A' } }

afterEach(() => vi.unstubAllGlobals())

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

  it('has figures of managed units computed for the team, not for the unit', async () => {
    const asked: string[] = []
    vi.stubGlobal('fetch', (url: string, { method }: { method: string }) => {
      asked.push(`${method} ${url}`)
      return Promise.resolve(new Response('{}', { status: 503 }))
    })
    const id = '019abc00-0000-7000-8000-000000000001'
    await expect(externalSide.refresh(submissionId.parse(id))).rejects.toThrow()
    expect(asked.at(-1)).toBe(`POST /api/v1/submissions/${id}/external-aggregates`)
  })
})
