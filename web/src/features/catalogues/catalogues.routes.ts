import type { RouteRecordRaw } from 'vue-router'

export const cataloguesRoutes: RouteRecordRaw[] = [
  {
    path: '/bo-chi-so',
    name: 'indicator-sets',
    component: () => import('./pages/SetListPage.vue'),
    meta: { permission: 'catalogue.read' },
  },
  {
    path: '/bo-chi-so/tao',
    name: 'indicator-set-new',
    component: () => import('./pages/SetImportPage.vue'),
    meta: { permission: 'catalogue.write' },
  },
  {
    path: '/bo-chi-so/soan-moi',
    name: 'indicator-set-write',
    component: () => import('./pages/SetCreatePage.vue'),
    meta: { permission: 'catalogue.write' },
  },
  {
    path: '/bo-chi-so/:id',
    name: 'indicator-set',
    props: true,
    component: () => import('./pages/SetPage.vue'),
    meta: { permission: 'catalogue.read' },
  },
  {
    path: '/bo-chi-so/:id/thay',
    name: 'indicator-set-replace',
    props: true,
    component: () => import('./pages/SetImportPage.vue'),
    meta: { permission: 'catalogue.write' },
  },
  {
    path: '/bo-chi-so/:id/doi-chieu',
    name: 'indicator-set-verify',
    props: true,
    component: () => import('./pages/SetVerifyPage.vue'),
    meta: { permission: 'catalogue.write' },
  },
  {
    path: '/bo-chi-so/:id/khac-biet',
    name: 'indicator-set-differences',
    props: true,
    component: () => import('./pages/SetDifferencesPage.vue'),
    meta: { permission: 'catalogue.read' },
  },
  {
    path: '/bo-chi-so/:id/soan',
    name: 'indicator-set-edit',
    props: true,
    component: () => import('./pages/SetEditorPage.vue'),
    meta: { permission: 'catalogue.write', focused: true },
  },
  {
    path: '/bo-chi-so/:id/xem-thu',
    name: 'indicator-set-preview',
    props: true,
    component: () => import('./pages/SetTryPage.vue'),
    meta: { permission: 'catalogue.read' },
  },
]
