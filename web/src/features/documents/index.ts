import type { Feature } from '../../platform/feature.ts'
import { documentsRoutes } from './documents.routes.ts'

export { default as DocumentsPanel } from './pages/DocumentsPanel.vue'

/** Documents that the system draws up, the templates they are made with, and how a unit heads and numbers them. */
export const documentsFeature: Feature = {
  name: 'documents',
  routes: documentsRoutes,
  navigation: [
    {
      label: 'documents.templates.navigation',
      to: { name: 'document-templates' },
      icon: 'file',
      permission: 'document.manage',
      group: 'manage',
      order: 87,
    },
  ],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
