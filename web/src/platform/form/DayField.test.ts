import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { createTranslator } from '../translator.ts'
import platform from '../locales/vi.json'
import DayField from './DayField.vue'
import { refusalOf } from './typed-day.ts'

const limits = { from: '2026-11-22', until: '2026-12-31' }

it.each([
  ['21/11/2026', 'early'],
  ['22/11/2026', null],
  ['31/12/2026', null],
  ['01/01/2027', 'late'],
  ['31/11/2026', 'unknown'],
  ['2026-11-30', 'unknown'],
  ['', null],
])('%s is %s between 22/11/2026 and 31/12/2026', (typed, why) => {
  expect(refusalOf(typed, limits)).toBe(why)
})

it('without limits every day is taken', () => {
  expect(refusalOf('1/1/1999', {})).toBeNull()
})

it('a typed day that is not taken is named with the limit, until something else is typed', async () => {
  const i18n = createTranslator({ vi: platform })
  const field = mount(DayField, { props: { ...limits, modelValue: '2026-12-01' }, global: { plugins: [i18n] } })
  const input = field.get('input')
  await input.setValue('15/11/2026')
  await input.trigger('keydown', { key: 'Enter' })
  expect(field.get('[role="alert"]').text()).toBe('Chưa nhận ngày 15/11/2026: sớm nhất là 22/11/2026.')
  await input.setValue('05/12/2026')
  expect(field.find('[role="alert"]').exists()).toBe(false)
})
