import type { Feature } from '../../platform/feature.ts'
import { cataloguesRoutes } from './catalogues.routes.ts'

export { default as SetMark } from './components/SetMark.vue'
export { indicatorSetListQuery, indicatorSetQuery } from './catalogues.queries.ts'

export const cataloguesFeature: Feature = {
  name: 'catalogues',
  routes: cataloguesRoutes,
  navigation: [
    {
      label: 'catalogues.navigation',
      to: { name: 'indicator-sets' },
      icon: 'list',
      permission: 'catalogue.read',
      group: 'manage',
      order: 60,
    },
  ],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}

/** The few sentences of the mark, apart from those of the catalogue: the public pages show it too. */
export const setMarkFeature: Feature = {
  name: 'setMark',
  routes: [],
  navigation: [],
  messages: { vi: () => import('./locales/mark.vi.json'), en: () => import('./locales/mark.en.json') },
}

/** The sentences of the editor and the try-out, apart from those of the catalogue because they are many. */
export const setEditorFeature: Feature = {
  name: 'setEditor',
  routes: [],
  navigation: [],
  messages: { vi: () => import('./locales/editor.vi.json'), en: () => import('./locales/editor.en.json') },
}
