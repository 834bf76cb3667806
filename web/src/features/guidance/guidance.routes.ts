import type { RouteRecordRaw } from 'vue-router'

export const guidanceRoutes: RouteRecordRaw[] = [
  {
    path: '/bo-chi-so/:id/huong-dan',
    name: 'indicator-set-guidance',
    props: true,
    component: () => import('./pages/GuidancePage.vue'),
    meta: { permission: 'catalogue.read' },
  },
]
