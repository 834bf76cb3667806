import { whenSent } from '../../composition/documents.ts'
import {
  begunAmong,
  createAgreementService,
  createAssessmentsService,
  createScorersService,
  createSheetsService,
  createVisitMinutesService,
  listExternalLines,
  teamOf,
} from '../../features/assessments/index.ts'
import {
  createCampaignsService,
  createExtensionsService,
  createMilestonesService,
  createPlansService,
  seesInCampaigns,
} from '../../features/campaigns/index.ts'
import { createCataloguesService } from '../../features/catalogues/index.ts'
import {
  councilGates,
  createApprovalsService,
  createCouncilsService,
  createMinutesService,
  createScoresService,
} from '../../features/councils/index.ts'
import { createDeliverablesService, hasDeliveries } from '../../features/deliverables/index.ts'
import { createEvidenceService, createIntake } from '../../features/evidence/index.ts'
import { createGuidanceService } from '../../features/guidance/index.ts'
import {
  createResponsiblesService,
  endAccess,
  responsiblePersonsOf,
  restoreAccess,
} from '../../features/identity/index.ts'
import { createMeasurementsService } from '../../features/measurements/index.ts'
import { createUnitChangesService } from '../../features/org/index.ts'
import { createPublicationService } from '../../features/publication/index.ts'
import { createNominationsService, createRecognitionService, recognitionOf } from '../../features/recognition/index.ts'
import {
  createCheckListService,
  createRequestsService,
  requireChecked,
  requireRequest,
} from '../../features/requests/index.ts'
import {
  createSubmissionsService,
  each,
  enrol,
  evidenceOwners,
  handOver,
  noRequests,
  isUntouched,
  mayReassign,
  reassignable,
  untouched,
} from '../../features/submissions/index.ts'
import { createSupervision } from '../../features/supervision/index.ts'
import { createAssignmentService, createTeamsService, createVisitsService } from '../../features/teams/index.ts'
import { createTraining, trainingOf } from '../../features/training/index.ts'
import type { Tx } from '../../platform/db/client.ts'
import type { Files } from '../../platform/files.ts'
import { allFileTypes } from '../../platform/known-file-types.ts'

/** What papers on files need to know of the server; those of the demonstration name no address. */
const served = { maxFileBytes: 0, publicUrl: 'http://localhost:3000' }
/** The demonstration hands in small files in one piece, and has room for them. */
const inOnePiece = { handIn: async () => [], requireRoom: async () => {} }

/**
 * The services over one transaction: each of theirs becomes a savepoint in it, so that a demonstration is made as a
 * whole or not at all.
 */
export function servicesIn(tx: Tx, files: Files) {
  const now = () => new Date()
  const submissions = createSubmissionsService({
    db: tx,
    later: { externalLines: listExternalLines, teamOf, recognitionOf },
    now,
    gates: { ...councilGates, submit: [requireRequest], accept: [requireChecked] },
    after: {
      submit: [each(whenSent({ db: tx, files, office: null, ...served, now }))],
    },
  })
  const { present } = submissions
  const teams = createTeamsService({ db: tx, now })
  return {
    measurements: createMeasurementsService({ db: tx }),
    catalogues: createCataloguesService({ db: tx, now }),
    guidance: createGuidanceService({ db: tx, sees: seesInCampaigns }),
    campaigns: createCampaignsService({
      db: tx,
      enrol,
      reassignable,
      mayReassign,
      untouched,
      isUntouched,
      hasDeliveries,
      now,
    }),
    milestones: createMilestonesService({ db: tx, hasDeliveries, now }),
    extensions: createExtensionsService({ db: tx, now }),
    plans: createPlansService({ db: tx, now }),
    evidence: createEvidenceService({
      db: tx,
      files,
      owners: evidenceOwners({ takingRequest: noRequests, now }),
      uploads: inOnePiece,
      takeIn: createIntake({ fileTypes: allFileTypes, scanner: null }, now),
      now,
    }),
    submissions,
    requests: createRequestsService({ db: tx, files, now }),
    checkLists: createCheckListService({ db: tx, now }),
    councils: createCouncilsService({ db: tx, now }),
    scores: createScoresService({ db: tx, now }),
    minutes: createMinutesService({ db: tx, now }),
    approvals: createApprovalsService({ db: tx, moveIn: submissions.moveIn, now }),
    unitChanges: createUnitChangesService({ db: tx, now, endAccess, restoreAccess, handOver }),
    responsibles: createResponsiblesService({ db: tx }),
    /** At another time than now, for what was handed in before; nothing of the demonstration leaves the machine. */
    deliveries: (at: () => Date) =>
      createDeliverablesService({
        ...{ db: tx, files, now: at, trainingOf },
        personsOf: responsiblePersonsOf,
        checkLink: async () => ({ state: 'up', fault: null, httpStatus: null, title: null }),
      }),
    assessments: createAssessmentsService({ db: tx, present, now }),
    scorers: createScorersService({ db: tx, now }),
    sheets: createSheetsService({ db: tx, now }),
    agreement: createAgreementService({ db: tx, now }),
    visitMinutes: createVisitMinutesService({ db: tx, now }),
    nominations: createNominationsService({ db: tx, now }),
    recognition: createRecognitionService({ db: tx, present, now }),
    publication: createPublicationService({ db: tx, now }),
    supervision: createSupervision({ db: tx, files, maxFileBytes: 0, now }),
    teams,
    assignment: createAssignmentService({ db: tx, begun: begunAmong, teams, now }),
    visits: createVisitsService({ db: tx, now }),
    training: createTraining({ db: tx, files, maxFileBytes: 0, now, sendsMail: false }),
  }
}
export type Services = ReturnType<typeof servicesIn>
