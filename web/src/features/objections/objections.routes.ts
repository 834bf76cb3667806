import type { RouteRecordRaw } from 'vue-router'

export const objectionsRoutes: RouteRecordRaw[] = [
  {
    path: '/ho-so/:id/kien-nghi',
    name: 'objections',
    props: true,
    component: () => import('./pages/ObjectionsPage.vue'),
    meta: { permission: 'submission.read' },
  },
]
