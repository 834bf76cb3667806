import { mount } from '@vue/test-utils'
import { defineComponent, h, nextTick, shallowReactive } from 'vue'
import { describe, expect, it } from 'vitest'
import { createTranslator } from '../../../../platform/translator.ts'
import { provideFieldDesk } from '../../editor/field-desk.ts'
import { readWhole, type Held } from '../../editor/held.ts'
import ReadField from './ReadField.vue'

const i18n = createTranslator({ vi: {} })

/** A field over a whole number, as the editor holds it. */
function field(start: number) {
  const state = shallowReactive<{ value: number | undefined; held: Held | undefined }>({
    value: start,
    held: undefined,
  })
  const host = defineComponent({
    setup() {
      provideFieldDesk({
        held: () => state.held,
        hold: (_, held) => (state.held = held),
        free: () => (state.held = undefined),
        faults: () => [],
      })
      return () =>
        h(ReadField<number | undefined>, {
          part: 'target',
          label: 'Số lượng',
          read: (text: string) => readWhole(text, 1),
          show: (value: number | undefined) => String(value ?? ''),
          modelValue: state.value,
          'onUpdate:modelValue': (value: number | undefined) => {
            state.value = value
            state.held = undefined
          },
        })
    },
  })
  const input = mount(host, { global: { plugins: [i18n] } }).get('input')
  return { state, input }
}

describe('a field whose text has to be read', () => {
  it('gives the value as soon as there is one', async () => {
    const { state, input } = field(40)
    await input.setValue('45')
    expect(state.value).toBe(45)
  })
  it('keeps what is no value yet, and the value as it was', async () => {
    const { state, input } = field(40)
    await input.setValue('40 cuốn')
    expect(state).toMatchObject({ value: 40, held: { text: '40 cuốn', reason: 'whole' } })
    expect(input.element.value).toBe('40 cuốn')
  })
  it('holds nothing any more when the text says the old value again', async () => {
    const { state, input } = field(40)
    await input.setValue('40 cuốn')
    await input.setValue('40')
    expect(state.held).toBeUndefined()
  })
  it('shows what undo brings back', async () => {
    const { state, input } = field(40)
    await input.setValue('45')
    state.value = 40
    await nextTick()
    expect(input.element.value).toBe('40')
  })
})
