import { mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createTranslator } from '../translator.ts'
import messages from '../locales/vi.json'
import DueDate from './DueDate.vue'

const i18n = createTranslator({ vi: messages })
const show = (due: string, done = false) => {
  const time = mount(DueDate, { props: { due, done }, global: { plugins: [i18n] } }).get('time')
  return { text: time.text(), title: time.attributes('title'), classes: time.classes() }
}

describe('a due date says how long there is', () => {
  beforeEach(() => vi.useFakeTimers({ now: new Date('2025-03-12T09:00:00+07:00') }))
  afterEach(() => vi.useRealTimers())

  it('counts the days that are left, the exact day on hover', () => {
    const { text, title } = show('2025-03-15')
    expect(text).toContain('còn 3 ngày')
    expect(title).toBe('15/03/2025')
  })
  it('is not late until the day is over', () => expect(show('2025-03-12').text).toContain('hạn hôm nay'))
  it('is late on the day after', () => {
    const { text, classes } = show('2025-03-11')
    expect(text).toContain('quá hạn 1 ngày')
    expect(classes).toContain('late')
  })
  it('is late a minute after a moment', () => {
    const { text, title } = show('2025-03-12T08:59:00+07:00')
    expect(text).toContain('vừa quá hạn')
    expect(title).toBe('08:59 12/03/2025')
  })
  it('hurries nobody once it is done', () => {
    const { text, classes } = show('2025-03-01', true)
    expect(text).toContain('01/03/2025')
    expect(classes).not.toContain('late')
  })
})
