import type { RouteRecordRaw } from 'vue-router'

export const workRoutes: RouteRecordRaw[] = [
  { path: '/viec-cua-toi', name: 'work', component: () => import('./pages/WorkPage.vue') },
]
