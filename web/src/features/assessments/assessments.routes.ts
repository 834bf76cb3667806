import type { RouteRecordRaw } from 'vue-router'

const organising = { permission: 'assessment.organise' } as const
const scoring = { permission: 'assessment.score' } as const

export const assessmentsRoutes: RouteRecordRaw[] = [
  {
    path: '/ho-so/:id/doan-danh-gia',
    name: 'assessment-team',
    props: true,
    component: () => import('./pages/TeamPage.vue'),
    meta: organising,
  },
  {
    path: '/doan-danh-gia/:id/nguoi-cham',
    name: 'team-scorers',
    props: true,
    component: () => import('./pages/ScorersPage.vue'),
    meta: scoring,
  },
  {
    path: '/ho-so/:id/danh-gia-ngoai/:code(\\d[\\d.]*)?',
    name: 'assessment-form',
    props: true,
    component: () => import('./pages/ExternalFormPage.vue'),
    meta: { ...scoring, focused: true },
  },
  {
    path: '/ho-so/:id/danh-gia-ngoai/doan-cham',
    name: 'assessment-sheets',
    props: true,
    component: () => import('./pages/SheetsPage.vue'),
    meta: { permission: 'submission.read' },
  },
  {
    path: '/ho-so/:id/danh-gia-ngoai/bien-ban',
    name: 'assessment-minutes',
    props: true,
    component: () => import('./pages/MinutesPage.vue'),
    meta: { permission: 'submission.read' },
  },
  {
    path: '/ho-so/:id/danh-gia-ngoai/hoan-thanh',
    name: 'assessment-complete',
    props: true,
    component: () => import('./pages/CompletePage.vue'),
    meta: scoring,
  },
  {
    path: '/ho-so/:id/danh-gia-ngoai/giao-lai',
    name: 'assessment-reopen',
    props: true,
    component: () => import('./pages/ReopenPage.vue'),
    meta: organising,
  },
]
