import { slip } from '@thuoc/shared'
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import SlipSheet from './components/SlipSheet.vue'

it('a slip names the last day on which its code works, not the midnight after it', () => {
  const one = slip.parse({
    ...{ personId: '00000000-0000-7000-8000-000000000001', fullName: 'Nguyễn Văn Mẫu', username: 'mau' },
    ...{ code: 'abcd-efgh', expiresAt: '2026-12-06T17:00:00.000Z' },
    memberships: [{ unit: 'Trường THCS Minh Hoạ 1', role: 'school-head', office: null }],
  })
  const $t = (key: string, values: object = {}) => `${key} ${JSON.stringify(values)}`
  const sheet = mount(SlipSheet, {
    props: { slips: [one], address: 'https://thuoc.example.vn' },
    global: { mocks: { $t } },
  })
  expect(sheet.text()).toContain('identity.slip.until {"day":"06/12/2026"}')
  expect(sheet.text()).toContain('abcd-efgh')
})
