import { submissionId, timelineEntry } from '@thuoc/shared'
import { mount } from '@vue/test-utils'
import { h } from 'vue'
import { expect, it } from 'vitest'
import { createTranslator } from '../../../platform/translator.ts'
import { z } from 'zod'
import platform from '../../../platform/locales/vi.json'
import submissions from '../locales/vi.json'
import TimelineList from './TimelineList.vue'

const id = '019abc00-0000-7000-8000-00000000aaaa'
const entry = (number: number, action: string, round: number) => ({
  ...{ id: `019abc00-0000-7000-8000-${String(number).padStart(12, '0')}`, action, from: 'approved', to: 'submitted' },
  ...{
    at: `2026-11-${10 + number}T01:00:00Z`,
    by: 'Nguyễn Văn Mẫu',
    standsFor: null,
    byUnit: 'Trường THCS Minh Hoạ 1',
  },
  ...{ reason: null, remarks: [], due: null, selfTotal: null, selfLevel: null, externalTotal: null },
  ...{ externalLevel: null, round },
})

it('what changed is offered where a file was sent again, and nowhere else', () => {
  const entries = z
    .array(timelineEntry)
    .parse([entry(4, 'accept', 2), entry(3, 'submit', 2), entry(2, 'return', 1), entry(1, 'submit', 1)])
  const i18n = createTranslator({ vi: { ...platform, submissions } })
  const list = mount(TimelineList, {
    props: { entries, submissionId: submissionId.parse(id) },
    slots: { changes: ({ round }: { round: number }) => h('em', `Lần ${round}`) },
    global: { plugins: [i18n] },
  })
  expect(list.findAll('li').map((step) => step.find('em').exists())).toEqual([false, true, false, false])
  expect(list.find('em').text()).toBe('Lần 2')
})
