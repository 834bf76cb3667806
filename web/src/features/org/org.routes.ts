import { tierOf } from '@thuoc/shared'
import type { RouteLocationRaw, RouteRecordRaw } from 'vue-router'
import { useSession } from '../../platform/session.store.ts'

const meta = { permission: 'unit.read' } as const

/** A school has no units below: it sees itself. */
function ownUnit(): RouteLocationRaw | true {
  const unit = useSession().acting?.unit
  return unit && tierOf[unit.type] === 'school' ? { name: 'unit', params: { id: unit.id } } : true
}

export const orgRoutes: RouteRecordRaw[] = [
  { path: '/don-vi', name: 'units', meta, beforeEnter: ownUnit, component: () => import('./pages/UnitsPage.vue') },
  { path: '/don-vi/:id', name: 'unit', props: true, meta, component: () => import('./pages/UnitPage.vue') },
  {
    path: '/don-vi/:id/sua',
    name: 'edit-unit',
    props: true,
    meta: { permission: 'unit.write' },
    component: () => import('./pages/EditUnitPage.vue'),
  },
  {
    path: '/don-vi/:parentId/moi',
    name: 'new-unit',
    props: true,
    meta: { permission: 'unit.write' },
    component: () => import('./pages/NewUnitPage.vue'),
  },
]
