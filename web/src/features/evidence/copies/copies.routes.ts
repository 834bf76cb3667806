import type { RouteRecordRaw } from 'vue-router'

export const copiesRoutes: RouteRecordRaw[] = [
  {
    path: '/dot-danh-gia/:id/tep-trung',
    name: 'copies',
    props: true,
    component: () => import('./CopiesPage.vue'),
    meta: { permission: 'submission.receive' },
  },
]
