import { standardOutline, type ReportOutline } from '@thuoc/shared'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { createTranslator } from '../../../platform/translator.ts'
import platform from '../../../platform/locales/vi.json'
import campaigns from '../locales/vi.json'
import ReportOutlineFields from './ReportOutlineFields.vue'

const i18n = createTranslator({ vi: { ...platform, campaigns } })
let shown: ReturnType<typeof mount> | undefined
afterEach(() => shown?.unmount())

function editor(start: ReportOutline = standardOutline) {
  const state = { outline: start }
  const page = mount(ReportOutlineFields, {
    attachTo: document.body,
    props: {
      modelValue: start,
      origin: standardOutline,
      'onUpdate:modelValue': async (outline: ReportOutline) => {
        state.outline = outline
        await page.setProps({ modelValue: outline })
      },
    },
    global: { plugins: [i18n] },
  })
  shown = page
  const click = async (name: string) => {
    const button = page.findAll('button').find((one) => (one.attributes('aria-label') ?? one.text()) === name)
    if (!button) throw new Error(`No button “${name}”`)
    button.element.focus()
    await button.trigger('click')
    await flushPromises()
  }
  const focused = () => document.activeElement?.getAttribute('aria-label')
  return { page, state, click, focused }
}

describe('the outline of the reports, by keyboard', () => {
  it('takes the keyboard to the heading that was just added', async () => {
    const { click, focused, state } = editor()
    await click('Thêm phần')
    expect([focused(), state.outline.length]).toEqual(['Tên phần VI', 6])
    await click('Thêm mục trong phần III')
    expect(focused()).toBe('Tên mục III.1')
  })

  it('lets one move a heading on and on by the same key', async () => {
    const { click, focused, state } = editor()
    await click('Đưa V lên trên')
    expect([focused(), state.outline[3]?.title]).toEqual(['Đưa IV lên trên', 'Đề xuất, kiến nghị'])
    await click('Đưa IV lên trên')
    expect([focused(), state.outline[2]?.title]).toEqual(['Đưa III lên trên', 'Đề xuất, kiến nghị'])
  })

  it('goes on with the heading before the one that was taken out', async () => {
    const { click, focused } = editor()
    await click('Bỏ II.2')
    expect(focused()).toBe('Tên mục II.1')
    await click('Bỏ II.1')
    expect(focused()).toBe('Tên phần II')
  })

  it('names a heading without words once one has left it, and goes back to the template', async () => {
    const { page, click, state } = editor()
    await click('Thêm phần')
    expect(page.find('[role="alert"]').exists()).toBe(false)
    await page.get('input[aria-label="Tên phần VI"]').trigger('blur')
    expect(page.get('[role="alert"]').text()).toContain('Cần tên')
    await click('Lấy lại đề cương của mẫu')
    expect(state.outline).toEqual(standardOutline)
  })
})
