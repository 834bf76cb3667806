import { importKindName, importKindNames, type ImportKindName } from '@thuoc/shared'
import type { RouteLocationNormalized, RouteLocationRaw, RouteRecordRaw } from 'vue-router'
import { useSession } from '../../platform/session.store.ts'
import { kinds } from './kinds.ts'

const kindOf = ({ params }: RouteLocationNormalized): ImportKindName => importKindName.parse(params.kind)
const path = `/nhap/:kind(${importKindNames.join('|')})`

/** What is not yours to bring in is missing. */
const guard = (to: RouteLocationNormalized): RouteLocationRaw | true =>
  useSession().can(kinds[kindOf(to)].permission) || { name: 'not-found', params: { rest: to.path.slice(1).split('/') } }

export const importsRoutes: RouteRecordRaw[] = [
  {
    path,
    name: 'imports',
    props: (to) => ({ kind: kindOf(to) }),
    beforeEnter: guard,
    component: () => import('./pages/ImportPage.vue'),
  },
  {
    path: `${path}/:id`,
    name: 'import',
    props: (to) => ({ kind: kindOf(to), id: to.params.id }),
    beforeEnter: guard,
    component: () => import('./pages/ImportReviewPage.vue'),
  },
]
