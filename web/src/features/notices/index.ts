import type { Feature } from '../../platform/feature.ts'
import { noticesRoutes } from './notices.routes.ts'

export const noticesFeature: Feature = {
  name: 'notices',
  routes: noticesRoutes,
  navigation: [
    {
      label: 'notices.mails.navigation',
      to: { name: 'mails' },
      icon: 'inbox',
      permission: 'mail.manage',
      group: 'manage',
      order: 95,
    },
  ],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
