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
  {
    path: '/don-vi/:id/lich-su',
    name: 'unit-history',
    props: true,
    meta,
    component: () => import('./pages/UnitHistoryPage.vue'),
  },
  {
    path: '/don-vi/:id/sap-xep',
    name: 'reorganise-unit',
    props: true,
    meta: { permission: 'unit.write' },
    component: () => import('./pages/ReorganisePage.vue'),
  },
  { path: '/sap-xep', name: 'unit-changes', meta, component: () => import('./pages/UnitChangesPage.vue') },
  {
    path: '/sap-xep/:id',
    name: 'unit-change',
    props: true,
    meta,
    component: () => import('./pages/UnitChangePage.vue'),
  },
  {
    path: '/sap-xep/:id/hoan-tac',
    name: 'undo-unit-change',
    props: true,
    meta: { permission: 'unit.write' },
    component: () => import('./pages/UndoPage.vue'),
  },
]
