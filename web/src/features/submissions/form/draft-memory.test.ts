import { emptyAnswer } from '@thuoc/shared'
import { beforeEach, describe, expect, it } from 'vitest'
import { draftMemory } from './draft-memory.ts'

const draft = { value: { answer: { ...emptyAnswer, score: 525, note: 'ghi chú' }, reason: '' }, version: 3 }

describe('drafts that outlive the page', () => {
  beforeEach(() => localStorage.clear())

  it('are there again at the next visit, scores exact', () => {
    draftMemory('an/file/self').put('1.3.1', draft)
    expect(draftMemory('an/file/self').recall()).toEqual(new Map([['1.3.1', draft]]))
  })

  it('belong to one person and one side of one form', () => {
    draftMemory('an/file/self').put('1.3.1', draft)
    expect(draftMemory('binh/file/self').recall().size).toBe(0)
    expect(draftMemory('an/file/external').recall().size).toBe(0)
    expect(draftMemory('an/other/self').recall().size).toBe(0)
  })

  it('are gone when they have been dropped', () => {
    const memory = draftMemory('an/file/self')
    memory.put('1.3.1', draft)
    memory.drop('1.3.1')
    expect(memory.recall().size).toBe(0)
  })

  it('leave alone what cannot be read', () => {
    localStorage.setItem('thuoc.draft/an/file/self/1.1', '{broken')
    localStorage.setItem('thuoc.draft/an/file/self/1.2', '{"value":1}')
    expect(draftMemory('an/file/self').recall().size).toBe(0)
  })

  it('do not stop the work where the browser stores nothing', () => {
    const full: Storage = Object.assign(Object.create(localStorage), {
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError')
      },
    })
    expect(() => draftMemory('an/file/self', full).put('1.1', draft)).not.toThrow()
  })
})
