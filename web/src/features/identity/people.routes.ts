import type { RouteRecordRaw } from 'vue-router'

/** For whoever looks after others; no part of the entrance. */
export const peopleRoutes: RouteRecordRaw[] = [
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
