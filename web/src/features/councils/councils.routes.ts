import type { RouteRecordRaw } from 'vue-router'

const meta = { permission: 'submission.read' } as const

export const councilsRoutes: RouteRecordRaw[] = [
  {
    path: '/ho-so/:id/hoi-dong',
    props: true,
    component: () => import('./pages/CouncilFrame.vue'),
    meta,
    children: [
      { path: '', name: 'council', props: true, component: () => import('./pages/CouncilPage.vue') },
      { path: 'phan-cong', name: 'council-lines', props: true, component: () => import('./pages/LinesPage.vue') },
      { path: 'thong-nhat', name: 'council-settle', props: true, component: () => import('./pages/SettlePage.vue') },
      { path: 'bien-ban', name: 'council-minutes', props: true, component: () => import('./pages/MinutesPage.vue') },
    ],
  },
  {
    path: '/ho-so/:id/hoi-dong/quyet-dinh',
    name: 'council-decide',
    props: true,
    component: () => import('./pages/DecidePage.vue'),
    meta: { permission: 'council.manage' },
  },
  // The step “approve” is made by decision, wherever one comes from.
  {
    path: '/ho-so/:id/gui/approve',
    redirect: ({ params: { id } }) => ({ name: 'submission-approval', params: { id } }),
  },
  {
    path: '/ho-so/:id/phe-duyet',
    name: 'submission-approval',
    props: true,
    component: () => import('./pages/ApprovalPage.vue'),
    meta: { permission: 'submission.approve' },
  },
]
