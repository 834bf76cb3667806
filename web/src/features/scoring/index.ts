import type { Feature } from '../../platform/feature.ts'

export { default as AnswerInputs } from './components/AnswerInputs.vue'
export { default as AnswerWords } from './components/AnswerWords.vue'
export { default as FieldsInput } from './components/FieldsInput.vue'
export { default as FigureInput } from './components/FigureInput.vue'
export { default as GroupMeter } from './components/GroupMeter.vue'
export { default as LevelFigure } from './components/LevelFigure.vue'
export { default as LineHead } from './components/LineHead.vue'
export { bandsOfGroup, levelNameOf, useScoringWords, type FormGap } from './scoring.words.ts'

/** How one line is asked, answered and read, whoever asks: the form, the external team, the try-out of a draft. */
export const scoringFeature: Feature = {
  name: 'scoring',
  routes: [],
  navigation: [],
  messages: { vi: () => import('./locales/vi.json'), en: () => import('./locales/en.json') },
}
