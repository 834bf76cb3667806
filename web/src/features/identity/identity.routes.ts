import type { RouteRecordRaw } from 'vue-router'

const bare = { layout: 'bare', access: 'session' } as const

export const identityRoutes: RouteRecordRaw[] = [
  {
    path: '/sign-in',
    name: 'sign-in',
    meta: { layout: 'bare', access: 'public' },
    component: () => import('./pages/SignInPage.vue'),
  },
  { path: '/choose-unit', name: 'choose-unit', meta: bare, component: () => import('./pages/ChooseUnitPage.vue') },
  { path: '/new-password', name: 'new-password', meta: bare, component: () => import('./pages/NewPasswordPage.vue') },
  {
    path: '/account',
    name: 'account',
    meta: { access: 'session' },
    component: () => import('./pages/AccountPage.vue'),
  },
]
