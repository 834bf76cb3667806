import { emptyContent, type ProblemItem } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { stillMissing } from './mended.ts'

const missing = (path: string): ProblemItem => ({ path, message: 'missing' })
const today = '2026-11-22'
const nothing = { content: emptyContent, delivery: { files: [], outline: [], persons: null }, today }
const left = (paths: string[], prepared: Parameters<typeof stillMissing>[1]) =>
  stillMissing(paths.map(missing), prepared).map(({ path }) => path)

describe('what was named as missing before handing in', () => {
  it('is missing as long as nothing was done about it', () => {
    const all = ['/files', '/url', '/doneOn', '/persons/leader', '/persons/contact', '/sections/I.1']
    expect(left(all, nothing)).toEqual(all)
  })

  it('is no fault any more once the address, or the day of something done, is there', () => {
    const content = { ...emptyContent, url: 'https://truong.example', doneOn: today }
    expect(left(['/url', '/doneOn'], { ...nothing, content })).toEqual([])
  })

  it('stays a fault while the day is one to come', () => {
    expect(left(['/doneOn'], { ...nothing, content: { ...emptyContent, doneOn: '2026-11-23' } })).toEqual(['/doneOn'])
  })

  it('is said of each part of a report by itself: own words or those of the system, unless they were left out', () => {
    const outline = ['I.1', 'I.2', 'II', 'III'].map((code) => ({
      ...{ code, title: code, under: null },
      prefill: code.startsWith('I.') ? 'Đã biết' : '',
    }))
    const sections = [
      { code: 'I.2', text: '', usePrefill: false },
      { code: 'II', text: 'Không.', usePrefill: true },
      { code: 'III', text: '  ', usePrefill: true },
    ]
    const prepared = { ...nothing, content: { ...emptyContent, sections }, delivery: { ...nothing.delivery, outline } }
    const parts = ['/sections/I.1', '/sections/I.2', '/sections/II', '/sections/III']
    expect(left(parts, prepared)).toEqual(['/sections/I.2', '/sections/III'])
  })
})
