import type { RouteRecordRaw } from 'vue-router'

export const recognitionRoutes: RouteRecordRaw[] = [
  {
    path: '/quyet-dinh',
    name: 'decisions',
    component: () => import('./pages/DecisionListPage.vue'),
    meta: { permission: 'submission.read' },
  },
  {
    path: '/quyet-dinh/moi',
    name: 'decision-new',
    component: () => import('./pages/DecidePage.vue'),
    meta: { permission: 'recognition.decide' },
  },
  {
    path: '/quyet-dinh/:id',
    name: 'decision',
    props: true,
    component: () => import('./pages/DecisionPage.vue'),
    meta: { permission: 'submission.read' },
  },
  {
    path: '/ho-so/:id/tu-choi',
    name: 'submission-refusal',
    props: true,
    component: () => import('./pages/RefusePage.vue'),
    meta: { permission: 'recognition.decide' },
  },
]
