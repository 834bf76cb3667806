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
  {
    path: '/people',
    name: 'people',
    meta: { permission: 'person.read' },
    component: () => import('./pages/PeoplePage.vue'),
  },
  {
    path: '/people/new',
    name: 'new-person',
    meta: { permission: 'person.write' },
    component: () => import('./pages/NewPersonPage.vue'),
  },
  {
    path: '/people/:id',
    name: 'person',
    props: true,
    meta: { permission: 'person.read' },
    component: () => import('./pages/PersonPage.vue'),
  },
  {
    path: '/api-keys',
    name: 'api-keys',
    meta: { permission: 'api-key.manage' },
    component: () => import('./pages/ApiKeysPage.vue'),
  },
]
