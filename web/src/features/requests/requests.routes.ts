import type { RouteRecordRaw } from 'vue-router'

const meta = { permission: 'submission.read' } as const

export const requestsRoutes: RouteRecordRaw[] = [
  {
    path: '/ho-so/:id/van-ban',
    name: 'submission-papers',
    props: true,
    component: () => import('./pages/PapersPage.vue'),
    meta,
  },
  {
    path: '/ho-so/:id/gui-ho-so',
    name: 'submission-send',
    props: true,
    component: () => import('./pages/SendPage.vue'),
    meta,
  },
  {
    path: '/ho-so/:id/kiem-tra',
    name: 'submission-check',
    props: true,
    component: () => import('./pages/CheckPage.vue'),
    meta: { permission: 'submission.receive' },
  },
  {
    path: '/cai-dat/danh-muc-kiem-tra',
    name: 'check-settings',
    component: () => import('./pages/CheckSettingsPage.vue'),
    meta: { permission: 'submission.receive' },
  },
  {
    path: '/ho-so/:id/bien-nhan/:round(\\d+)',
    name: 'submission-receipt',
    props: true,
    component: () => import('./pages/ReceiptPage.vue'),
    meta,
  },
]
