import type { CampaignLeft } from '@thuoc/shared'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, expect, it } from 'vitest'
import { createTranslator } from '../../../platform/translator.ts'
import platform from '../../../platform/locales/vi.json'
import campaigns from '../locales/vi.json'
import CloseDialog from './CloseDialog.vue'

const i18n = createTranslator({ vi: { ...platform, campaigns } })
const nothing: CampaignLeft = {
  files: { untouched: 0, withSchools: 0, withBodies: 0, unpublished: 0, done: 3 },
  duties: { missing: 0, late: 0, units: 0, waiting: 0 },
  version: 1,
}
let shown: ReturnType<typeof mount> | undefined
afterEach(() => shown?.unmount())

async function dialog(left: CampaignLeft | undefined) {
  const page = mount(CloseDialog, {
    attachTo: document.body,
    props: { modelValue: true, left, busy: false, error: null },
    global: { plugins: [i18n] },
  })
  shown = page
  await flushPromises()
  const box = document.querySelector('[role="dialog"]')
  const lines = [...(box?.querySelectorAll('li') ?? [])].map((line) => line.textContent.trim())
  return { page, lines, text: box?.textContent ?? '', form: box?.querySelector('form') }
}

it('names what is undone in figures, and leaves out what is not', async () => {
  const files = { ...nothing.files, untouched: 1200, withBodies: 4 }
  const { lines, page, form } = await dialog({
    ...nothing,
    files,
    duties: { missing: 7, late: 2, units: 3, waiting: 0 },
  })
  expect(lines).toEqual([
    '1.200 đơn vị chưa nhập gì vào phiếu',
    '4 hồ sơ đã gửi, chưa có quyết định',
    '7 sản phẩm của 3 đơn vị chưa nộp, 2 đã quá hạn',
  ])
  form?.dispatchEvent(new Event('submit', { cancelable: true }))
  expect(page.emitted('close')).toEqual([['']])
})

it('says so when nothing is undone', async () => {
  expect((await dialog(nothing)).text).toContain('Không còn việc nào dở dang.')
})

it('does not let anybody decide before the figures are there', async () => {
  const { page, form } = await dialog(undefined)
  form?.dispatchEvent(new Event('submit', { cancelable: true }))
  expect(page.emitted('close')).toBeUndefined()
})
