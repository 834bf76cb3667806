import { createRouter, createWebHistory, type RouteLocationRaw } from 'vue-router'
import { features } from './features.ts'
import { loadEverySentence } from './i18n.ts'
import { navigationFor } from './platform/navigation.ts'
import { useSession } from './platform/session.store.ts'

export const navigation = features.flatMap((feature) => feature.navigation)

export const publicLinks = features.flatMap((feature) => feature.publicLinks ?? [])

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    { path: '/', name: 'home', component: () => import('./platform/ui/NotFoundPage.vue'), meta: { access: 'public' } },
    ...features.flatMap((feature) => feature.routes),
    {
      path: '/:rest(.*)*',
      name: 'not-found',
      component: () => import('./platform/ui/NotFoundPage.vue'),
      meta: { access: 'public' },
    },
  ],
  scrollBehavior: (to, from, saved) => saved ?? (to.path === from.path ? false : { top: 0 }),
})

router.beforeEach(async (to): Promise<RouteLocationRaw | true> => {
  const session = useSession()
  await session.start()
  if (session.acting) await loadEverySentence()
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

/** Where this person starts: the first entry of their navigation. */
function startOf(): RouteLocationRaw {
  return navigationFor(navigation, useSession().can)[0]?.to ?? { name: 'account' }
}

/** What is not yours to see is missing; the address stays. */
const missing = (path: string): RouteLocationRaw => ({
  name: 'not-found',
  params: { rest: path.slice(1).split('/') },
})
