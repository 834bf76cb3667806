import { unit, unitDetail, type Unit, type UnitType } from '@thuoc/shared'
import { PiniaColada } from '@pinia/colada'
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createTranslator } from '../../../platform/translator.ts'
import { createMemoryHistory, createRouter } from 'vue-router'
import { reactive } from 'vue'
import platform from '../../../platform/locales/vi.json'
import org from '../locales/vi.json'
import { draftOf, useUnitOrder } from '../useUnitOrder.ts'
import CloseGoals from './CloseGoals.vue'

const idOf = (number: number) => `019abc00-0000-7000-8000-${String(number).padStart(12, '0')}`
const wire = (number: number, type: UnitType, name: string) => ({
  ...{ id: idOf(number), code: `DV-${number}`, name, type, ownership: null, parent: null },
  ...{ childCount: 0, closedOn: null, version: 1, actions: [] },
})
const [closing, eastern, western] = [
  wire(1, 'district-office', 'Phòng GDĐT huyện Minh Hoạ'),
  wire(2, 'commune-office', 'UBND xã Đông'),
  wire(3, 'commune-office', 'UBND xã Tây'),
]
const contact = { address: null, phone: null, email: null, website: null }
const office = unitDetail.parse({ ...closing, ...contact, ancestors: [], sites: [], formerCodes: [] })
const schools = ['A', 'B', 'C'].map((name, at) => unit.parse(wire(at + 10, 'lower-secondary', `Trường THCS ${name}`)))

// Lists that open below their fields are slow in a document of the tests, more so on a busy machine.
vi.setConfig({ testTimeout: 30_000 })

const i18n = createTranslator({ vi: { ...platform, org } })
let asked: URLSearchParams[] = []
let shown: ReturnType<typeof mount> | undefined

/** Only what leaves the machine is doubled: the server knows the closing body and two that can take over. */
beforeEach(() => {
  asked = []
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(new URL(path, 'http://thuoc.example').searchParams)
    return new Response(JSON.stringify({ items: [closing, eastern, western], nextCursor: null }))
  })
})
afterEach(() => {
  shown?.unmount()
  vi.unstubAllGlobals()
})

/** Closing a body with these schools below it: the fields, what is done with them, and the order it comes to. */
async function closingOf(children: readonly Unit[] = schools) {
  const draft = reactive({ ...draftOf(office), decisionNumber: '12/QĐ-UBND' })
  const made: ReturnType<typeof useUnitOrder>[] = []
  const around = {
    components: { CloseGoals },
    setup() {
      const order = useUnitOrder()
      made.push(order)
      return { draft, office, children, errors: order.errors }
    },
    template: '<CloseGoals v-model="draft" :unit="office" :children="children" :errors="errors" />',
  }
  const routes = [{ path: '/:kind?', name: 'imports', component: { render: () => null } }]
  const router = createRouter({ history: createMemoryHistory(), routes })
  await router.replace('/')
  const plugins = [createPinia(), PiniaColada, i18n, router]
  const page = mount(around, { attachTo: document.body, global: { plugins } })
  shown = page
  await flushPromises()

  const labels = () => page.findAll('label').map((label) => label.text())
  const buttons = (name: string) => page.findAll('button').filter((one) => one.text().trim() === name)
  const press = async (name: string, at = 0) => {
    await buttons(name)[at]?.trigger('click')
    await flushPromises()
  }
  /** The list below the field of this name. */
  const options = async (field: string) => {
    const label = page.findAll('label').find((one) => one.text() === field)
    const box = page.get(label ? `[id="${label.attributes('for')}"]` : `[aria-label="${field}"]`)
    await box.trigger('click')
    await flushPromises()
    const list = document.getElementById(box.attributes('aria-controls') ?? '')
    return [...(list?.querySelectorAll<HTMLElement>('[role="option"]') ?? [])]
  }
  const names = async (field: string) => (await options(field)).map(({ textContent }) => textContent.trim())
  const choose = async (field: string, name: string) => {
    const option = (await options(field)).find(({ textContent }) => textContent.startsWith(name))
    if (!option) throw new Error(`“${field}” does not offer “${name}”`)
    option.click()
    await flushPromises()
  }
  /** For each school, the body that takes it over; undefined where the order is refused. */
  const goals = async () => {
    const order = await made[0]?.build('close', office, draft, children)
    await flushPromises()
    return order?.kind === 'close' ? order.children.map(({ parentId }) => parentId) : undefined
  }
  return { page, labels, buttons, press, names, choose, goals }
}

it('sends all the schools to one body, of those that can stand above them', async () => {
  const { choose, names, goals, labels, page } = await closingOf()
  expect(labels()).toEqual(['Chuyển 3 đơn vị trực thuộc về'])
  expect(asked.map((query) => query.get('types'))).toEqual(['province,district-office,commune-office'])
  expect(await names('Chuyển 3 đơn vị trực thuộc về')).toEqual([
    expect.stringContaining('UBND xã Đông'),
    expect.stringContaining('UBND xã Tây'),
  ])
  await choose('Chuyển 3 đơn vị trực thuộc về', 'UBND xã Đông')
  expect(page.find('fieldset').exists()).toBe(false)
  expect(await goals()).toEqual([eastern.id, eastern.id, eastern.id])
})

it('sends each school to the body chosen for it, and counts how many go to each', async () => {
  const { choose, press, goals, labels, names } = await closingOf()
  await choose('Chuyển 3 đơn vị trực thuộc về', 'UBND xã Đông')
  await press('Thêm nơi chuyển đến')
  expect(labels()).toEqual(['Nơi chuyển đến 1 (3 đơn vị)', 'Nơi chuyển đến 2 (0 đơn vị)'])
  expect(await names('Trường THCS B')).toEqual(['UBND xã Đông', 'Nơi chuyển đến 2'])
  await choose('Nơi chuyển đến 2 (0 đơn vị)', 'UBND xã Tây')
  await choose('Trường THCS B', 'UBND xã Tây')
  expect(labels()).toEqual(['Nơi chuyển đến 1 (2 đơn vị)', 'Nơi chuyển đến 2 (1 đơn vị)'])
  expect(await goals()).toEqual([eastern.id, western.id, eastern.id])
})

it('does not offer a body twice', async () => {
  const { choose, press, names } = await closingOf()
  await choose('Chuyển 3 đơn vị trực thuộc về', 'UBND xã Đông')
  await press('Thêm nơi chuyển đến')
  expect(await names('Nơi chuyển đến 2 (0 đơn vị)')).toEqual([expect.stringContaining('UBND xã Tây')])
})

it('gives the schools of a body that is left out to the first, and the others keep theirs', async () => {
  const { choose, press, goals, labels, buttons } = await closingOf()
  await choose('Chuyển 3 đơn vị trực thuộc về', 'UBND xã Đông')
  await press('Thêm nơi chuyển đến')
  await press('Thêm nơi chuyển đến')
  await choose('Nơi chuyển đến 3 (0 đơn vị)', 'UBND xã Tây')
  await choose('Trường THCS A', 'Nơi chuyển đến 2')
  await choose('Trường THCS C', 'UBND xã Tây')
  await press('Bỏ nơi này', 1)
  expect(labels()).toEqual(['Nơi chuyển đến 1 (2 đơn vị)', 'Nơi chuyển đến 2 (1 đơn vị)'])
  expect(await goals()).toEqual([eastern.id, eastern.id, western.id])
  await press('Bỏ nơi này', 1)
  expect(labels()).toEqual(['Chuyển 3 đơn vị trực thuộc về'])
  expect(buttons('Bỏ nơi này')).toEqual([])
  expect(await goals()).toEqual([eastern.id, eastern.id, eastern.id])
})

it('marks the body that is missing where it is missing', async () => {
  const { choose, press, goals, page } = await closingOf()
  await choose('Chuyển 3 đơn vị trực thuộc về', 'UBND xã Đông')
  await press('Thêm nơi chuyển đến')
  await choose('Trường THCS C', 'Nơi chuyển đến 2')
  expect(await goals()).toBeUndefined()
  const marked = page.findAll('.goal').map((goal) => goal.find('[role="alert"]').exists())
  expect(marked).toEqual([false, true])
})

it('offers no second body where one school alone is left', async () => {
  const { labels, buttons } = await closingOf(schools.slice(0, 1))
  expect(labels()).toEqual(['Chuyển 1 đơn vị trực thuộc về'])
  expect(buttons('Thêm nơi chuyển đến')).toEqual([])
})
