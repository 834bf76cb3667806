import type { RouteMeta, RouteRecordRaw } from 'vue-router'

const reading: RouteMeta = { permission: 'submission.read' }
const looking: RouteMeta = { permission: 'supervision.read' }
const recording: RouteMeta = { permission: 'supervision.record' }

export const supervisionRoutes: RouteRecordRaw[] = [
  { path: '/giam-sat', name: 'supervision', component: () => import('./pages/RecordListPage.vue'), meta: reading },
  {
    path: '/giam-sat/bien-ban/moi',
    name: 'supervision-new',
    component: () => import('./pages/RecordNewPage.vue'),
    meta: recording,
  },
  {
    path: '/giam-sat/bien-ban/:id',
    name: 'supervision-record',
    props: true,
    component: () => import('./pages/RecordPage.vue'),
    meta: reading,
  },
  {
    path: '/giam-sat/bien-ban/:id/sua',
    name: 'supervision-edit',
    props: true,
    component: () => import('./pages/RecordEditPage.vue'),
    meta: recording,
  },
  { path: '/giam-sat/mau', name: 'samples', component: () => import('./pages/SampleListPage.vue'), meta: looking },
  {
    path: '/giam-sat/mau/:id',
    name: 'sample',
    props: true,
    component: () => import('./pages/SamplePage.vue'),
    meta: looking,
  },
  {
    path: '/giam-sat/can-xem',
    name: 'outliers',
    component: () => import('./pages/OutliersPage.vue'),
    meta: looking,
  },
]
