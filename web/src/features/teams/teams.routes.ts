import type { RouteRecordRaw } from 'vue-router'

const reading = { permission: 'submission.read' } as const
const organising = { permission: 'assessment.organise' } as const

export const teamsRoutes: RouteRecordRaw[] = [
  { path: '/doan-danh-gia', name: 'teams', component: () => import('./pages/TeamListPage.vue'), meta: reading },
  {
    path: '/doan-danh-gia/moi',
    name: 'team-new',
    component: () => import('./pages/TeamNewPage.vue'),
    meta: organising,
  },
  {
    path: '/doan-danh-gia/giao-don-vi',
    name: 'team-assign',
    component: () => import('./pages/AssignPage.vue'),
    meta: organising,
  },
  {
    path: '/doan-danh-gia/:id',
    props: true,
    component: () => import('./pages/TeamPage.vue'),
    meta: reading,
    children: [
      { path: '', name: 'team', props: true, component: () => import('./pages/TeamUnitsTab.vue') },
      { path: 'thanh-vien', name: 'team-members', props: true, component: () => import('./pages/TeamMembersTab.vue') },
      { path: 'lich', name: 'team-visits', props: true, component: () => import('./pages/TeamVisitsTab.vue') },
      {
        path: 'quyet-dinh',
        name: 'team-decisions',
        props: true,
        component: () => import('./pages/TeamDecisionsTab.vue'),
      },
    ],
  },
  {
    path: '/doan-danh-gia/:id/thay-doi',
    name: 'team-change',
    props: true,
    component: () => import('./pages/TeamChangePage.vue'),
    meta: organising,
  },
  {
    path: '/doan-danh-gia/:id/lich/:visitId',
    name: 'team-visit',
    props: true,
    component: () => import('./pages/VisitEditPage.vue'),
    meta: reading,
  },
  {
    path: '/doan-danh-gia/:id/lich-in',
    name: 'team-print',
    props: true,
    component: () => import('./pages/TeamPrintPage.vue'),
    meta: reading,
  },
  {
    path: '/ho-so/:id/lich-danh-gia',
    name: 'submission-visits',
    props: true,
    component: () => import('./pages/FileVisitsPage.vue'),
    meta: reading,
  },
]
