import type { RouteMeta, RouteRecordRaw } from 'vue-router'

const open: RouteMeta = { access: 'public', layout: 'public' }

export const publicationRoutes: RouteRecordRaw[] = [
  { path: '/cong-khai', name: 'results', component: () => import('./pages/ResultListPage.vue'), meta: open },
  {
    path: '/cong-khai/:id',
    name: 'result',
    props: true,
    component: () => import('./pages/ResultPage.vue'),
    meta: open,
  },
  {
    path: '/chung-nhan/:number?',
    name: 'certificate',
    props: true,
    component: () => import('./pages/CertificatePage.vue'),
    meta: open,
  },
  { path: '/du-lieu-mo', name: 'open-data', component: () => import('./pages/OpenDataPage.vue'), meta: open },
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
