import { assessmentsFeature } from './features/assessments/index.ts'
import { calendarFeature } from './features/calendar/index.ts'
import { campaignsFeature } from './features/campaigns/index.ts'
import { cataloguesFeature, setEditorFeature, setMarkFeature } from './features/catalogues/index.ts'
import { councilsFeature } from './features/councils/index.ts'
import { deliverablesFeature } from './features/deliverables/index.ts'
import { documentsFeature } from './features/documents/index.ts'
import { earlierResultsFeature } from './features/earlier-results/index.ts'
import { evidenceFeature } from './features/evidence/index.ts'
import { exportsFeature } from './features/exports/index.ts'
import { guidanceFeature } from './features/guidance/index.ts'
import { identityFeature, peopleFeature } from './features/identity/index.ts'
import { importsFeature } from './features/imports/index.ts'
import { noticesFeature } from './features/notices/index.ts'
import { objectionsFeature } from './features/objections/index.ts'
import { orgFeature } from './features/org/index.ts'
import { procedureFeature } from './features/procedure/index.ts'
import { publicationFeature, publishingFeature } from './features/publication/index.ts'
import { recognitionFeature } from './features/recognition/index.ts'
import { recordsFeature } from './features/records/index.ts'
import { reportsFeature } from './features/reports/index.ts'
import { requestsFeature } from './features/requests/index.ts'
import { scoringFeature } from './features/scoring/index.ts'
import { submissionsFeature } from './features/submissions/index.ts'
import { supervisionFeature } from './features/supervision/index.ts'
import { teamsFeature } from './features/teams/index.ts'
import { trainingFeature } from './features/training/index.ts'
import { startFeature } from './features/start/index.ts'
import type { Feature } from './platform/feature.ts'

/** Every feature of the app, each with its routes, its places in the navigation and its sentences. */
export const features: readonly Feature[] = [
  identityFeature,
  peopleFeature,
  orgFeature,
  importsFeature,
  setMarkFeature,
  cataloguesFeature,
  setEditorFeature,
  scoringFeature,
  guidanceFeature,
  campaignsFeature,
  evidenceFeature,
  documentsFeature,
  councilsFeature,
  procedureFeature,
  submissionsFeature,
  teamsFeature,
  requestsFeature,
  assessmentsFeature,
  objectionsFeature,
  recognitionFeature,
  earlierResultsFeature,
  publicationFeature,
  publishingFeature,
  supervisionFeature,
  reportsFeature,
  recordsFeature,
  deliverablesFeature,
  exportsFeature,
  noticesFeature,
  calendarFeature,
  trainingFeature,
  startFeature,
]
