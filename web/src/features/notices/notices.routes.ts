import type { RouteRecordRaw } from 'vue-router'

export const noticesRoutes: RouteRecordRaw[] = [
  { path: '/thong-bao', name: 'notices', component: () => import('./pages/NoticesPage.vue') },
]
