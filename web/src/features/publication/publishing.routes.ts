import type { RouteRecordRaw } from 'vue-router'

/** For whoever makes results public; no part of the entrance. */
export const publishingRoutes: RouteRecordRaw[] = [
  {
    path: '/cong-bo/danh-sach',
    name: 'publication-lists',
    component: () => import('./pages/PublicationListsPage.vue'),
    meta: { permission: 'publication.publish' },
  },
  {
    path: '/cong-bo/:id/rut',
    name: 'publication-withdraw',
    props: true,
    component: () => import('./pages/WithdrawPage.vue'),
    meta: { permission: 'publication.publish' },
  },
  {
    path: '/cong-bo',
    name: 'publication-new',
    component: () => import('./pages/PublishPage.vue'),
    meta: { permission: 'publication.publish' },
  },
]
