import { describe, expect, it } from 'vitest'
import { begin, commit, redo, undo } from './history.ts'

describe('undo and redo', () => {
  it('goes back and forth over every step', () => {
    const done = commit(commit(begin('a'), 'b', null, 0), 'c', null, 0)
    const back = undo(undo(done))
    expect(back.present).toBe('a')
    expect(redo(redo(back)).present).toBe('c')
    expect(undo(back).present).toBe('a')
    expect(redo(done).present).toBe('c')
  })
  it('takes a stretch of typing in one field for one step, until there is a pause or another field', () => {
    let typed = begin('')
    typed = commit(typed, 'h', 'title', 0)
    typed = commit(typed, 'ho', 'title', 500)
    typed = commit(typed, 'học', 'title', 1000)
    expect(undo(typed).present).toBe('')
    expect(undo(commit(typed, 'học liệu', 'title', 5000)).present).toBe('học')
    expect(undo(commit(typed, 'x', 'code', 1100)).present).toBe('học')
  })
  it('begins a step anew after going back', () => {
    const typed = commit(commit(begin('a'), 'b', 'title', 0), 'c', null, 0)
    const again = commit(undo(typed), 'd', 'title', 10)
    expect(undo(again).present).toBe('b')
  })
  it('forgets what was taken back as soon as something new is done', () => {
    const changed = commit(undo(commit(begin('a'), 'b', null, 0)), 'c', null, 0)
    expect(redo(changed).present).toBe('c')
  })
  it('knows that nothing has changed', () => {
    const start = begin({ title: '' })
    expect(commit(start, start.present, null, 0)).toBe(start)
  })
})
