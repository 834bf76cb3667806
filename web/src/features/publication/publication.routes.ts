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
]
