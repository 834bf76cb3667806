// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { beforeEach, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { beginAnewAfterUpgrade, pageLost } from './upgrade.ts'

const gone = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module: /assets/Page-1.js'))
const assign = vi.fn<(address: string) => void>()

async function openMissingPage(server: 'answers' | 'is away') {
  vi.stubGlobal('fetch', () =>
    server === 'answers' ? Promise.resolve(new Response()) : Promise.reject(new TypeError('offline')),
  )
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', component: {} },
      { path: '/trang', component: gone },
    ],
  })
  beginAnewAfterUpgrade(router)
  await router.push('/')
  await router.push('/trang?q=1').catch(() => {})
  await flushPromises()
}

beforeEach(() => {
  sessionStorage.clear()
  assign.mockClear()
  vi.spyOn(window.location, 'assign').mockImplementation((address) => assign(String(address)))
})

it('begins anew at the address wanted when a part of the app is gone and the server answers', async () => {
  await openMissingPage('answers')
  expect(assign.mock.calls).toEqual([['/trang?q=1']])
})

it('does not turn in circles: a part that is gone again at once is not asked for again', async () => {
  await openMissingPage('answers')
  await openMissingPage('answers')
  expect(assign).toHaveBeenCalledTimes(1)
  expect(pageLost.value).toBe(true)
})

it('keeps the page that is open, and says why, while the line is down', async () => {
  await openMissingPage('is away')
  expect(assign).not.toHaveBeenCalled()
  expect(pageLost.value).toBe(true)
})
