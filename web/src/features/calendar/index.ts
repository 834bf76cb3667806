import type { Feature } from '../../platform/feature.ts'

export const calendarFeature: Feature = {
  name: 'calendar',
  routes: [
    {
      path: '/lich',
      name: 'calendar',
      component: () => import('./pages/CalendarPage.vue'),
      meta: { permission: 'campaign.read' },
    },
  ],
  navigation: [
    {
      label: 'calendar.navigation',
      to: { name: 'calendar' },
      icon: 'clock',
      permission: 'campaign.read',
      group: 'work',
      order: 32,
    },
  ],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
