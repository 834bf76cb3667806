import type { RouteRecordRaw } from 'vue-router'

export const recordsRoutes: RouteRecordRaw[] = [
  {
    path: '/ho-so/:id/nhat-ky',
    name: 'file-record',
    props: true,
    component: () => import('./pages/FileRecordPage.vue'),
    meta: { permission: 'submission.read' },
  },
  {
    path: '/nhat-ky-quyen',
    name: 'rights-record',
    component: () => import('./pages/RightsRecordPage.vue'),
    meta: { permission: 'audit.read' },
  },
]
