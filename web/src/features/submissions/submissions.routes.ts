import type { RouteRecordRaw } from 'vue-router'

const reading = { permission: 'submission.read' } as const

export const submissionsRoutes: RouteRecordRaw[] = [
  { path: '/ho-so', name: 'submissions', component: () => import('./pages/SubmissionsPage.vue'), meta: reading },
  {
    path: '/ho-so/:id',
    props: true,
    component: () => import('./pages/SubmissionPage.vue'),
    meta: reading,
    children: [
      { path: '', name: 'submission', props: true, component: () => import('./pages/LinesTab.vue') },
      {
        path: 'minh-chung',
        name: 'submission-evidence',
        props: true,
        component: () => import('./pages/EvidenceTab.vue'),
      },
      {
        path: 'tien-trinh',
        name: 'submission-timeline',
        props: true,
        component: () => import('./pages/TimelineTab.vue'),
      },
      { path: 'ket-qua', name: 'submission-results', props: true, component: () => import('./pages/ResultsTab.vue') },
    ],
  },
  {
    path: '/ho-so/:id/phieu/:code(\\d[\\d.]*)?',
    name: 'submission-form',
    props: true,
    component: () => import('./pages/FormPage.vue'),
    meta: { ...reading, focused: true },
  },
  {
    path: '/ho-so/:id/phieu-bang-tinh',
    name: 'submission-form-sheet',
    props: true,
    component: () => import('./pages/FormSheetPage.vue'),
    meta: { permission: 'submission.score' },
  },
  // These two have pages of their own, with more to say than a reason.
  { path: '/ho-so/:id/gui/submit', redirect: ({ params: { id } }) => ({ name: 'submission-send', params: { id } }) },
  { path: '/ho-so/:id/gui/accept', redirect: ({ params: { id } }) => ({ name: 'submission-check', params: { id } }) },
  {
    path: '/ho-so/:id/gui/:action?',
    name: 'submission-move',
    props: true,
    component: () => import('./pages/MovePage.vue'),
    meta: reading,
  },
  {
    path: '/ho-so/:id/tra-lai',
    name: 'submission-return',
    props: true,
    component: () => import('./pages/ReturnPage.vue'),
    meta: { permission: 'submission.receive' },
  },
]
