import type { RouteRecordRaw } from 'vue-router'

const reading = { permission: 'training.read' } as const
const organising = { permission: 'training.organise' } as const

export const trainingRoutes: RouteRecordRaw[] = [
  { path: '/tap-huan', name: 'trainings', component: () => import('./pages/TrainingListPage.vue'), meta: reading },
  {
    path: '/tap-huan/moi',
    name: 'training-new',
    component: () => import('./pages/TrainingNewPage.vue'),
    meta: organising,
  },
  {
    path: '/tap-huan/tham-gia',
    name: 'training-report',
    component: () => import('./pages/TrainingReportPage.vue'),
    meta: reading,
  },
  {
    path: '/tap-huan/:id',
    props: true,
    component: () => import('./pages/TrainingPage.vue'),
    meta: reading,
    children: [
      { path: '', name: 'training', props: true, component: () => import('./pages/TrainingInfoTab.vue') },
      {
        path: 'nguoi-du',
        name: 'training-attendees',
        props: true,
        component: () => import('./pages/AttendeesTab.vue'),
      },
      { path: 'don-vi', name: 'training-units', props: true, component: () => import('./pages/UnitsTab.vue') },
      { path: 'hoi-dap', name: 'training-questions', props: true, component: () => import('./pages/QuestionsTab.vue') },
    ],
  },
  {
    path: '/tap-huan/:id/sua',
    name: 'training-edit',
    props: true,
    component: () => import('./pages/TrainingEditPage.vue'),
    meta: organising,
  },
  {
    path: '/tap-huan/:id/danh-sach-in',
    name: 'training-print',
    props: true,
    component: () => import('./pages/TrainingPrintPage.vue'),
    meta: reading,
  },
]
