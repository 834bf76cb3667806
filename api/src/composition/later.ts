import { listExternalLines, teamOf } from '../features/assessments/index.ts'
import { recognitionOf } from '../features/recognition/index.ts'

/** What features to the right know of a file, for those to their left that show it. */
export const later = { externalLines: listExternalLines, teamOf, recognitionOf }
