import { shallowRef } from 'vue'
import { createRouter, createWebHistory, type RouteLocationRaw } from 'vue-router'
import { entrance } from './entrance.ts'
import { partsFrom, translated } from './i18n.ts'
import type { NavItem } from './platform/feature.ts'
import { navigationFor } from './platform/navigation.ts'
import { recallSession } from './platform/session.memory.ts'
import { useSession } from './platform/session.store.ts'

/** Every place of the main navigation; none before the app behind the entrance is there. */
export const navigation = shallowRef<NavItem[]>([])

export const publicLinks = entrance.flatMap((feature) => feature.publicLinks ?? [])

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'home', component: () => import('./platform/ui/NotFoundPage.vue'), meta: { access: 'public' } },
    ...entrance.flatMap((feature) => feature.routes),
    {
      path: '/:rest(.*)*',
      name: 'not-found',
      component: () => import('./platform/ui/NotFoundPage.vue'),
      meta: { access: 'public' },
    },
  ],
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
})

let whole: Promise<void> | null = null
let isWhole = false
/** Brings in what lies behind the entrance. Never twice; a lost connection is not the last word. */
const open = (): Promise<void> =>
  (whole ??= import('./features.ts').then(
    ({ features }) => {
      for (const { routes } of features.filter((feature) => !entrance.includes(feature)))
        for (const route of routes) router.addRoute(route)
      partsFrom(features)
      navigation.value = features.flatMap((feature) => feature.navigation)
      isWhole = true
    },
    (error: unknown) => {
      whole = null
      throw error
    },
  ))

router.beforeEach(async (to): Promise<RouteLocationRaw | true> => {
  const session = useSession()
  // It was looked for among the routes that were there before.
  const lookedInAll = isWhole
  // Both at once; what goes wrong is told where it is waited for.
  if (recallSession()) open().catch(() => {})
  await session.start()
  if (!lookedInAll && (session.acting || to.name === 'not-found')) {
    await open()
    return to.fullPath
  }
  const { me } = session
  if (to.name === 'home' && !me) return { name: router.hasRoute('results') ? 'results' : 'sign-in' }
  if (to.name !== 'home' && to.meta.access === 'public') return true
  if (!me) return { name: 'sign-in', query: { to: to.fullPath } }
  if (to.meta.access === 'session') return true
  if (me.mustChangePassword) return { name: 'new-password', query: { to: to.fullPath } }
  if (!me.acting) return { name: 'choose-unit', query: { to: to.fullPath } }
  if (to.name === 'home') return startOf()
  if (to.meta.permission && !session.can(to.meta.permission)) return missing(to.path)
  return true
})

router.beforeResolve(translated)

/** Where this person starts: the first entry of their navigation. */
function startOf(): RouteLocationRaw {
  return navigationFor(navigation.value, useSession().can)[0]?.to ?? { name: 'account' }
}

/** What is not yours to see is missing; the address stays. */
const missing = (path: string): RouteLocationRaw => ({
  name: 'not-found',
  params: { rest: path.slice(1).split('/') },
})
