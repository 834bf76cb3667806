import type { RouteRecordRaw } from 'vue-router'

const bare = { layout: 'bare', access: 'session' } as const

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
  {
    path: '/nguoi-dung',
    name: 'people',
    meta: { permission: 'person.read' },
    component: () => import('./pages/PeoplePage.vue'),
  },
  {
    path: '/nguoi-dung/moi',
    name: 'new-person',
    meta: { permission: 'person.write' },
    component: () => import('./pages/NewPersonPage.vue'),
  },
  {
    path: '/nguoi-dung/moi-tham-gia',
    name: 'invite-people',
    meta: { permission: 'person.write' },
    component: () => import('./pages/InvitePage.vue'),
  },
  {
    path: '/nguoi-dung/don-vi-chua-co',
    name: 'units-without-people',
    meta: { permission: 'person.read' },
    component: () => import('./pages/EmptyUnitsPage.vue'),
  },
  { path: '/ky-thay', name: 'delegations', component: () => import('./pages/DelegationsPage.vue') },
  {
    path: '/nguoi-dung/:id',
    name: 'person',
    props: true,
    meta: { permission: 'person.read' },
    component: () => import('./pages/PersonPage.vue'),
  },
  {
    path: '/khoa-api',
    name: 'api-keys',
    meta: { permission: 'api-key.manage' },
    component: () => import('./pages/ApiKeysPage.vue'),
  },
]
