import type { Feature } from '../../platform/feature.ts'
import { exportsRoutes } from './exports.routes.ts'

export { default as ExportButton } from './pages/ExportButton.vue'
export { default as ExportMenu } from './pages/ExportMenu.vue'
export { default as ExportProgress } from './components/ExportProgress.vue'
export { useMadeExport } from './useMadeExport.ts'
export { default as CampaignDocumentsExport } from './pages/CampaignDocumentsExport.vue'

/** Files that take long to make: ordered, watched, fetched. */
export const exportsFeature: Feature = {
  name: 'exports',
  routes: exportsRoutes,
  navigation: [],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
