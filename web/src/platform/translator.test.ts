// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { h, nextTick } from 'vue'
import { describe, expect, it } from 'vitest'
import { filled } from './filled.ts'
import { createTranslator, useI18n } from './translator.ts'
import { FilledText } from './ui/FilledText.ts'

describe('a sentence', () => {
  it('has its gaps filled with what they are called, and with nothing where nothing is given', () => {
    expect(filled('{unit} có {count} mục', { unit: 'Trường', count: 3 })).toBe('Trường có 3 mục')
    expect(filled('{unit} có { count } mục', { unit: undefined, count: null })).toBe(' có  mục')
    expect(filled('{unit} có mục')).toBe(' có mục')
  })
  it('says characters in quotes as they are', () =>
    expect(filled("ten{'@'}truong.vn, {'{#…}'}")).toBe('ten@truong.vn, {#…}'))
  it('does not read what fills it', () => expect(filled('{a} | {b}', { a: '{b} | x', b: 1 }, 1)).toBe('{b} | x'))
  it.each([
    [0, 'rows'],
    [1, 'row'],
    [2, 'rows'],
    [7, 'rows'],
  ])('with two forms says of %i “%s”', (count, said) => expect(filled('row | rows', {}, count)).toBe(said))
  it.each([
    [0, 'none'],
    [1, 'one'],
    [2, '2 things'],
    [7, '7 things'],
  ])('with three forms says of %i “%s”', (count, said) =>
    expect(filled('none | one | {count} things', {}, count)).toBe(said),
  )
  it('takes its form from a count among its values', () => expect(filled('row | rows', { count: 5 })).toBe('rows'))
  it('shows the count as it is given, and counts by the number', () =>
    expect(filled('{count} row | {count} rows', { count: '1.200' }, 1200)).toBe('1.200 rows'))
})

const Greeting = { setup: () => () => h('p', useI18n().t('greeting.word')) }

describe('a page', () => {
  const vi = { greeting: { word: 'Chào', other: 'Khác' } }
  it('is drawn again in the language it is set to, in Vietnamese where that has no sentence', async () => {
    const translator = createTranslator({ vi, en: { greeting: { word: 'Hello' } } })
    const page = mount(Greeting, { global: { plugins: [translator] } })
    translator.locale.value = 'en'
    await nextTick()
    expect([page.text(), translator.t('greeting.other'), translator.te('greeting.other')]).toEqual([
      'Hello',
      'Khác',
      false,
    ])
  })
  it('is drawn again when a sentence that was missed comes late', async () => {
    const translator = createTranslator()
    const missed: string[] = []
    translator.onMissing((locale, key) => missed.push(`${locale} ${key}`))
    const page = mount(Greeting, { global: { plugins: [translator] } })
    expect([page.text(), missed]).toEqual(['greeting.word', ['vi greeting.word']])
    translator.tellLate('vi', vi)
    await nextTick()
    expect(page.text()).toBe('Chào')
  })
  it('can fill a gap with more than text', () => {
    const page = mount(FilledText, {
      props: { sentence: 'units', tag: 'p' },
      slots: { count: () => h('b', '7') },
      global: { plugins: [createTranslator({ vi: { units: 'Có {count} đơn vị' } })] },
    })
    expect(page.html()).toBe('<p>Có <b>7</b> đơn vị</p>')
  })
})
