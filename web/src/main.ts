import './early.ts'
import './platform/zod.ts'
import './platform/theme/index.css'
import { PiniaColada } from '@pinia/colada'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './App.vue'
import { i18n, startLocale, useLocale } from './i18n.ts'
import { arrived, sayLost } from './platform/arrival.ts'
import { switchLocaleKey } from './platform/ui/locale.ts'
import { beginAnewAfterUpgrade } from './platform/upgrade.ts'
import { router } from './router.ts'

/** A slow phone answers its owner between reading the app, finding the page and drawing it. */
const breath = () => new Promise((resolve) => setTimeout(resolve))

/** Not awaited by this module itself: pages import what came with it, and would wait for it while it waits for them. */
async function start() {
  arrived()
  await breath()
  const app = createApp(App)
  app.use(createPinia())
  app.use(PiniaColada, { queryOptions: { staleTime: 10_000 } })
  app.use(i18n)
  app.provide(switchLocaleKey, useLocale)
  await startLocale()
  beginAnewAfterUpgrade(router)
  await breath()
  app.use(router)
  await router.isReady()
  await breath()
  app.mount('#app')
}
// The first page itself could not be had: nothing has been drawn that could say so.
start().catch((error: unknown) => {
  sayLost()
  throw error
})
