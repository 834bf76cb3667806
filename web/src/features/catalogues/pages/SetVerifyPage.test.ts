import { indicatorSet } from '@thuoc/shared'
import { PiniaColada } from '@pinia/colada'
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createTranslator } from '../../../platform/translator.ts'
import { createMemoryHistory, createRouter } from 'vue-router'
import mark from '../locales/mark.vi.json'
import messages from '../locales/vi.json'
import SetVerifyPage from './SetVerifyPage.vue'

const id = '019abc00-0000-7000-8000-000000000001'
const wire = (checked: boolean) => ({
  id,
  code: 'TINH',
  version: 1,
  title: 'Bộ chỉ số của tỉnh Minh Hoạ',
  sample: false,
  verified: checked,
  status: 'published',
  owner: { id: '019abc00-0000-7000-8000-000000000009', name: 'Sở GDĐT tỉnh Minh Hoạ' },
  refines: null,
  appliesTo: ['primary'],
  decision: null,
  lineCount: 1,
  publishedAt: '2026-11-21T08:00:00+07:00',
  revision: 1,
  actions: checked ? [] : ['verify'],
  definition: {
    code: 'TINH',
    title: 'Bộ chỉ số của tỉnh Minh Hoạ',
    appliesTo: ['primary'],
    groups: [
      {
        code: '1',
        title: 'Dạy, học',
        maximum: 10,
        criteria: [{ kind: 'points', code: '1.1', title: 'Phần mềm dạy học', maximum: 10 }],
      },
    ],
    decision: null,
    sample: false,
    evidenceCode: 'accreditation',
    level: {
      combine: 'lowest-group',
      unmetConditionCapsAt: 1,
      bands: [
        { level: 1, below: 5 },
        { level: 2, from: 5 },
      ],
    },
  },
  verification: null,
  faults: [],
  derivedFrom: null,
  signedText: null,
})

/** The page before a server that takes the check, or refuses it. */
async function stage(refused: boolean) {
  let checked = false
  vi.stubGlobal('fetch', (url: string, { method = 'GET' }: { method?: string } = {}) => {
    if (method === 'GET') return Promise.resolve(new Response(JSON.stringify(wire(checked))))
    if (refused)
      return Promise.resolve(
        new Response(JSON.stringify({ code: 'server.busy', status: 503, type: url, title: '', errors: [] }), {
          status: 503,
        }),
      )
    checked = true
    return Promise.resolve(new Response(JSON.stringify(wire(true))))
  })
  const empty = { template: '<p />' }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/bo-chi-so/:id', name: 'indicator-set', component: empty },
      { path: '/bo-chi-so/:id/doi-chieu', name: 'indicator-set-verify', component: empty },
    ],
  })
  await router.push(`/bo-chi-so/${id}/doi-chieu`)
  const i18n = createTranslator({ vi: { catalogues: messages, setMark: mark } })
  const wrapper = mount(SetVerifyPage, {
    props: { id: indicatorSet.shape.id.parse(id) },
    global: { plugins: [createPinia(), PiniaColada, router, i18n] },
    attachTo: document.body,
  })
  await flushPromises()
  for (const field of wrapper.findAll('input[autocomplete="off"]')) await field.setValue('Nguyễn Văn Mẫu')
  await wrapper.get('form').trigger('submit')
  await flushPromises()
  return { router, wrapper }
}

beforeEach(() => {
  document.body.innerHTML = ''
})
afterEach(() => vi.unstubAllGlobals())

it('goes back to the set with a notice once the check of the signed text is recorded', async () => {
  const { router } = await stage(false)
  expect(router.currentRoute.value).toMatchObject({ name: 'indicator-set', params: { id } })
  expect(document.body.textContent).toContain(messages.verify.done)
})

it('stays with what was typed when the check is refused', async () => {
  const { router, wrapper } = await stage(true)
  expect(router.currentRoute.value.name).toBe('indicator-set-verify')
  expect(wrapper.find('form').exists()).toBe(true)
  expect(document.body.textContent).not.toContain(messages.verify.done)
})
