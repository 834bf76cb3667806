import type { Feature } from '../../platform/feature.ts'

export const earlierResultsFeature: Feature = {
  name: 'earlierResults',
  routes: [
    {
      path: '/ket-qua-cac-nam',
      name: 'earlier-results',
      component: () => import('./pages/EarlierResultsPage.vue'),
      meta: { permission: 'submission.read' },
    },
    {
      path: '/don-vi/:id/ket-qua',
      name: 'unit-years',
      props: true,
      component: () => import('./pages/UnitYearsPage.vue'),
      meta: { permission: 'submission.read' },
    },
  ],
  navigation: [
    {
      label: 'earlierResults.navigation',
      to: { name: 'earlier-results' },
      icon: 'chart',
      permission: 'submission.receive',
      group: 'work',
      order: 45,
    },
  ],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
