import { objectionConstraints } from './features/objections/index.ts'
import {
  assessmentConstraints,
  sheetConstraints,
  verdictConstraints,
  visitMinutesConstraints,
} from './features/assessments/index.ts'
import { campaignConstraints, milestoneConstraints } from './features/campaigns/index.ts'
import { catalogueConstraints } from './features/catalogues/index.ts'
import { councilConstraints } from './features/councils/index.ts'
import { deliverableConstraints } from './features/deliverables/index.ts'
import { documentConstraints } from './features/documents/index.ts'
import { evidenceConstraints, pieceConstraints } from './features/evidence/index.ts'
import { guidanceConstraints } from './features/guidance/index.ts'
import { erasureConstraints, identityConstraints } from './features/identity/index.ts'
import { orgConstraints, unitChangeConstraints } from './features/org/index.ts'
import { publicationConstraints } from './features/publication/index.ts'
import { nominationConstraints, recognitionConstraints } from './features/recognition/index.ts'
import { requestConstraints } from './features/requests/index.ts'
import { submissionConstraints } from './features/submissions/index.ts'
import { supervisionConstraints } from './features/supervision/index.ts'
import { teamConstraints } from './features/teams/index.ts'
import { trainingConstraints } from './features/training/index.ts'

/** What the user is told when a constraint of the database says no, for every feature. */
export const constraints = {
  ...orgConstraints,
  ...unitChangeConstraints,
  ...identityConstraints,
  ...erasureConstraints,
  ...catalogueConstraints,
  ...guidanceConstraints,
  ...campaignConstraints,
  ...milestoneConstraints,
  ...trainingConstraints,
  ...evidenceConstraints,
  ...pieceConstraints,
  ...submissionConstraints,
  ...requestConstraints,
  ...councilConstraints,
  ...teamConstraints,
  ...assessmentConstraints,
  ...verdictConstraints,
  ...sheetConstraints,
  ...visitMinutesConstraints,
  ...objectionConstraints,
  ...recognitionConstraints,
  ...publicationConstraints,
  ...nominationConstraints,
  ...deliverableConstraints,
  ...supervisionConstraints,
  ...documentConstraints,
}
