import type { RouteRecordRaw } from 'vue-router'

export const storeRoutes: RouteRecordRaw[] = [
  {
    path: '/kho-minh-chung',
    name: 'evidence-library',
    component: () => import('./pages/LibraryPage.vue'),
    meta: { permission: 'submission.score' },
  },
]
