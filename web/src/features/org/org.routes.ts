import type { RouteRecordRaw } from 'vue-router'

const meta = { permission: 'unit.read' } as const

export const orgRoutes: RouteRecordRaw[] = [
  { path: '/units', name: 'units', meta, component: () => import('./pages/UnitsPage.vue') },
  { path: '/units/:id', name: 'unit', props: true, meta, component: () => import('./pages/UnitPage.vue') },
  {
    path: '/units/:id/edit',
    name: 'edit-unit',
    props: true,
    meta: { permission: 'unit.write' },
    component: () => import('./pages/EditUnitPage.vue'),
  },
  {
    path: '/units/:parentId/new',
    name: 'new-unit',
    props: true,
    meta: { permission: 'unit.write' },
    component: () => import('./pages/NewUnitPage.vue'),
  },
]
