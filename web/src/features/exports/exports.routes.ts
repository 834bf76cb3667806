import type { RouteRecordRaw } from 'vue-router'

export const exportsRoutes: RouteRecordRaw[] = [
  { path: '/tep-xuat', name: 'exports', component: () => import('./pages/ExportsPage.vue') },
]
