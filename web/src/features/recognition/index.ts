import type { Feature } from '../../platform/feature.ts'
import { recognitionRoutes } from './recognition.routes.ts'

export { default as BulkReportView } from './components/BulkReportView.vue'
export { default as FilePicker } from './components/FilePicker.vue'
export { default as ListProblem } from './components/ListProblem.vue'
export { filesInStatusQuery, useFileMutation } from './recognition.queries.ts'
export { useBulkRun } from './useBulkRun.ts'
export { useChoice } from './useChoice.ts'

export const recognitionFeature: Feature = {
  name: 'recognition',
  routes: recognitionRoutes,
  navigation: [
    {
      label: 'recognition.nomination.navigation',
      to: { name: 'nomination-lists' },
      icon: 'list',
      permission: 'recognition.nominate',
      group: 'work',
      order: 39,
    },
    {
      label: 'recognition.navigation',
      to: { name: 'decisions' },
      icon: 'award',
      permission: 'submission.receive',
      group: 'work',
      order: 40,
    },
  ],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
