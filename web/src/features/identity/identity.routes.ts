import type { RouteRecordRaw } from 'vue-router'

const bare = { layout: 'bare', access: 'session' } as const

/** For whoever comes in, or looks at the own account. */
export const identityRoutes: RouteRecordRaw[] = [
  {
    path: '/dang-nhap',
    name: 'sign-in',
    meta: { layout: 'bare', access: 'public' },
    component: () => import('./pages/SignInPage.vue'),
  },
  {
    path: '/nhan-tai-khoan',
    name: 'redeem-invitation',
    meta: { layout: 'bare', access: 'public' },
    component: () => import('./pages/RedeemPage.vue'),
  },
  { path: '/chon-don-vi', name: 'choose-unit', meta: bare, component: () => import('./pages/ChooseUnitPage.vue') },
  { path: '/mat-khau-moi', name: 'new-password', meta: bare, component: () => import('./pages/NewPasswordPage.vue') },
  {
    path: '/tai-khoan',
    name: 'account',
    meta: { access: 'session' },
    component: () => import('./pages/AccountPage.vue'),
  },
]
