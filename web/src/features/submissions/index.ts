import type { Feature } from '../../platform/feature.ts'
import { submissionsRoutes } from './submissions.routes.ts'

export { default as AggregateNote } from './components/AggregateNote.vue'
export { default as AssessmentForm } from './components/AssessmentForm.vue'
export { default as FormHead } from './components/FormHead.vue'
export { default as MeasuredFigures } from './components/MeasuredFigures.vue'
export { default as MoveSheet } from './components/MoveSheet.vue'
export { default as MissingList } from './components/MissingList.vue'
export { default as ResultTable } from './components/ResultTable.vue'
export { default as RoadSteps } from './components/RoadSteps.vue'
export { default as RoundChanges } from './components/RoundChanges.vue'
export { default as SealPanel } from './components/SealPanel.vue'
export { default as StatusName } from './components/StatusName.vue'
export { emptyEntry, type FormSide } from './form/form-side.ts'
export { isAnswered } from './form/line-state.ts'
export type { FormLines } from './form/useFormLines.ts'
export { councilStepOf, type CouncilStep } from './status.ts'
export { useSubmissionWords } from './submission.words.ts'
export { roundDifferenceQuery, sealsQuery } from './seals.queries.ts'
export { formQuery, submissionQuery, useSubmissionMutation, useMoveSubmission } from './submissions.queries.ts'

export const submissionsFeature: Feature = {
  name: 'submissions',
  routes: submissionsRoutes,
  navigation: [
    {
      label: 'submissions.navigation',
      to: { name: 'submissions' },
      icon: 'clipboard',
      permission: 'submission.read',
      group: 'work',
      order: 20,
    },
  ],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
