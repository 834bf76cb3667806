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
    path: '/quyet-dinh/:id/dinh-chinh',
    name: 'decision-correction',
    props: true,
    component: () => import('./pages/CorrectPage.vue'),
    meta: { permission: 'recognition.decide' },
  },
  {
    path: '/quyet-dinh/:id/thu-hoi',
    name: 'decision-revocation',
    props: true,
    component: () => import('./pages/RevokePage.vue'),
    meta: { permission: 'recognition.decide' },
  },
  {
    path: '/quyet-dinh/:id/giay-chung-nhan',
    name: 'decision-certificates',
    props: true,
    component: () => import('./pages/CertificatesPage.vue'),
    meta: { permission: 'submission.read' },
  },
  {
    path: '/de-nghi-cong-nhan',
    name: 'nomination-lists',
    component: () => import('./pages/NominationListsPage.vue'),
    meta: { permission: 'recognition.nominate' },
  },
  {
    path: '/de-nghi-cong-nhan/moi',
    name: 'nomination-new',
    component: () => import('./pages/NominationNewPage.vue'),
    meta: { permission: 'recognition.nominate' },
  },
  {
    path: '/de-nghi-cong-nhan/:id',
    name: 'nomination-list',
    props: true,
    component: () => import('./pages/NominationListPage.vue'),
    meta: { permission: 'recognition.nominate' },
  },
  {
    path: '/ho-so/hang-loat',
    name: 'bulk-moves',
    component: () => import('./pages/BulkPage.vue'),
    meta: { permission: 'submission.receive' },
  },
  {
    path: '/ho-so/:id/cong-nhan',
    name: 'submission-recognitions',
    props: true,
    component: () => import('./pages/FileRecognitionsPage.vue'),
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
