import type { Feature } from '../../platform/feature.ts'

export { default as ProcedurePicture } from './pages/ProcedurePicture.vue'

export const procedureFeature: Feature = {
  name: 'procedure',
  routes: [{ path: '/quy-trinh', name: 'procedure', component: () => import('./pages/ProcedurePage.vue') }],
  navigation: [
    {
      label: 'procedure.title',
      to: { name: 'procedure' },
      icon: 'list',
      permission: 'submission.read',
      group: 'work',
      order: 55,
    },
  ],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
