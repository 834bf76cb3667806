import { mount } from '@vue/test-utils'
import { emptyAnswer, leaf, type Answer, type Leaf } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { createTranslator } from '../../../platform/translator.ts'
import messages from '../locales/vi.json'
import AnswerInputs from './AnswerInputs.vue'

const i18n = createTranslator({ vi: { scoring: messages } })
const inputs = (criterion: Leaf, answer: Partial<Answer> = {}) =>
  mount(AnswerInputs, {
    props: { criterion, answer: { ...emptyAnswer, ...answer }, faults: {} },
    global: { plugins: [i18n] },
  })
const aggregate = leaf.parse({
  kind: 'aggregate',
  code: '3.1',
  title: 'Tỉ lệ trường đạt mức 2',
  maximum: 10,
  share: 'recognised-at-level',
  atLevel: 2,
  award: { by: 'proportion' },
})

describe('a line that is computed from the units one manages', () => {
  it('shows its figures and what they are computed from, and offers nothing to enter', () => {
    const wrapper = inputs(aggregate, { numerator: 30, denominator: 40 })
    expect(wrapper.findAll('input, button')).toHaveLength(0)
    expect(wrapper.text()).toContain('được công nhận từ mức 2 trở lên')
    expect(wrapper.findAll('dd').map((one) => one.text())).toEqual(['30', '40', '75 %'])
  })
  it('says that nothing can be computed yet, without a fault that nobody here can mend', () => {
    const wrapper = inputs(aggregate, { numerator: 0, denominator: 0 })
    expect(wrapper.find('[role="alert"]').exists()).toBe(false)
    expect(wrapper.text()).toContain('Chưa có số liệu')
  })
  it('asks for the score where the figures only suggest it', () => {
    const suggested = { ...aggregate, award: { by: 'suggestion' as const } }
    expect(inputs(suggested, { numerator: 30, denominator: 40 }).findAll('input')).toHaveLength(1)
  })
})
