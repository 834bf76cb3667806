import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { createTranslator } from '../../../platform/translator.ts'
import messages from '../locales/vi.json'
import ScoreInput from './ScoreInput.vue'

const i18n = createTranslator({ vi: { scoring: messages } })

function field(modelValue: number | null, more: { step?: number } = {}) {
  const wrapper = mount(ScoreInput, {
    props: { modelValue, maximum: 600, label: 'Điểm', ...more, 'onUpdate:modelValue': set },
    global: { plugins: [i18n] },
  })
  function set(value: number | null) {
    void wrapper.setProps({ modelValue: value })
  }
  const input = wrapper.get('input')
  return {
    wrapper,
    input,
    score: () => wrapper.props('modelValue'),
    press: (label: string) => button(label).trigger('click'),
  }
  function button(label: string) {
    return wrapper.get(`button[aria-label="${label}"]`)
  }
}

describe('the score field', () => {
  it('reads the Vietnamese comma and shows it', async () => {
    const { input, score } = field(null)
    await input.setValue('5,25')
    expect(score()).toBe(525)
    await input.trigger('blur')
    expect(input.element.value).toBe('5,25')
  })

  it('keeps what stands when a keystroke cannot be part of a score', async () => {
    const { input, score } = field(525)
    await input.setValue('5,255')
    expect(input.element.value).toBe('5,25')
    expect(score()).toBe(525)
  })

  it('hands on a score above the maximum, so that it is kept and refused in words', async () => {
    const { input, score } = field(null)
    await input.setValue('7')
    expect(score()).toBe(700)
  })

  it('is empty again when it is cleared', async () => {
    const { input, score } = field(525)
    await input.setValue('')
    expect(score()).toBeNull()
  })

  it('takes nothing, half or everything with one press', async () => {
    const { wrapper, score } = field(null)
    const picks = wrapper.findAll('.pick')
    expect(picks.map((pick) => pick.text())).toEqual(['0', '3', '6'])
    await picks[2]?.trigger('click')
    expect(score()).toBe(600)
  })

  it('steps as the set demands, within the range', async () => {
    const { score, press } = field(575, { step: 50 })
    await press(messages.input.more)
    expect(score()).toBe(600)
    await press(messages.input.less)
    expect(score()).toBe(550)
  })
})
