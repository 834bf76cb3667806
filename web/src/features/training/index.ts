import type { Feature } from '../../platform/feature.ts'
import { trainingRoutes } from './training.routes.ts'

export const trainingFeature: Feature = {
  name: 'training',
  routes: trainingRoutes,
  navigation: [
    {
      label: 'training.navigation',
      to: { name: 'trainings' },
      icon: 'people',
      permission: 'training.read',
      group: 'work',
      order: 34,
    },
  ],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
