import type { RouteRecordRaw } from 'vue-router'

export const startRoutes: RouteRecordRaw[] = [
  { path: '/viec-cua-toi', name: 'work', component: () => import('./pages/WorkPage.vue') },
]
