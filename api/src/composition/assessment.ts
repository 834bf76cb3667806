import type { FastifyInstance } from 'fastify'
import {
  assessmentsRoutes,
  begunAmong,
  createAgreementService,
  createAssessmentsService,
  createEvidenceRequestsService,
  createMinutesPapersService,
  createScorersService,
  createSheetsService,
  createVerdictsService,
  createVisitMinutesService,
  takingRequest,
} from '../features/assessments/index.ts'
import {
  councilGates,
  councilsRoutes,
  createApprovalsService,
  createCouncilsService,
  createMinutesService,
  createPapersService,
  createScoresService,
} from '../features/councils/index.ts'
import { documentsRoutes, sentPapersOf } from '../features/documents/index.ts'
import { createEarlierResultsService, earlierResultsRoutes } from '../features/earlier-results/index.ts'
import { evidenceRoutes, type EvidencePorts } from '../features/evidence/index.ts'
import { createExportsService, exportsRoutes } from '../features/exports/index.ts'
import { createMeasurementsService, measurementsRoutes } from '../features/measurements/index.ts'
import {
  createAnswersService,
  createObjectionsService,
  objectionsRoutes,
  sealAgreed,
  takingObjection,
} from '../features/objections/index.ts'
import { createPublication, publicationRoutes } from '../features/publication/index.ts'
import { createRecordsService, recordsRoutes } from '../features/records/index.ts'
import { createReports, reportsRoutes } from '../features/reports/index.ts'
import {
  createCheckListService,
  createReceiptsService,
  createRequestsService,
  requestsRoutes,
  requireChecked,
  requireRequest,
} from '../features/requests/index.ts'
import {
  createApprovers,
  createFormSheetService,
  createSealsService,
  createSubmissionsService,
  each,
  evidenceOwners,
  formSheetRoutes,
  sealsRoutes,
  submissionsRoutes,
  type TakingRequest,
} from '../features/submissions/index.ts'
import { createSupervision, supervisionRoutes } from '../features/supervision/index.ts'
import {
  createAssignmentService,
  createConflictsService,
  createTeamFiles,
  createTeamsService,
  createVisitsService,
  seatPrepared,
  teamsRoutes,
} from '../features/teams/index.ts'
import type { Ports } from '../ports.ts'
import { documentsOf, whenSent } from './documents.ts'
import { exportMakers } from './exports.ts'
import { later } from './later.ts'
import { packagesOf } from './packages.ts'
import { registerRecognition } from './recognition.ts'

/** What lets a school add evidence to a file it has sent: the team asks for it, or it objects to the draft result. */
const takingAny: TakingRequest = async (db, row, wanted) =>
  (await takingRequest(db, row, wanted)) ?? (await takingObjection(db, row, wanted))

type Downloads = Pick<EvidencePorts, 'addresses' | 'holders'>

/** From figures and evidence by way of the file of a school to what is recognised and published. */
export async function registerAssessment(api: FastifyInstance, ports: Ports, downloads: Downloads) {
  const { db, files, partial, intake, office, checkLink, now, maxFileBytes, maxUnitBytes } = ports
  const submissions = createSubmissionsService({
    db,
    later,
    now,
    gates: { ...councilGates, submit: [requireRequest], accept: [requireChecked] },
    after: {
      submit: [each(whenSent(ports))],
      accept: [seatPrepared],
      'accept-result': [sealAgreed],
      'end-objection-time': [sealAgreed],
    },
  })
  const { present } = submissions
  await api.register(measurementsRoutes, { service: createMeasurementsService({ db }) })
  await api.register(evidenceRoutes, {
    ...{
      db,
      files,
      partial,
      intake,
      office,
      checkLink,
      now,
      owners: evidenceOwners({ takingRequest: takingAny, now }),
    },
    settings: { maxFileBytes, maxUnitBytes },
    ...downloads,
  })
  await api.register(submissionsRoutes, { service: submissions })
  await api.register(formSheetRoutes, { service: createFormSheetService({ db, now }), files })
  await api.register(sealsRoutes, {
    service: createSealsService({ db, later }),
    approvers: createApprovers({ db, now }),
  })
  const councils = createCouncilsService({ db, now })
  await api.register(councilsRoutes, {
    service: councils,
    scores: createScoresService({ db, now }),
    minutes: createMinutesService({ db, now }),
    papers: createPapersService({ db, files }),
    approvals: createApprovalsService({ db, moveIn: submissions.moveIn, now }),
    ...{ files, maxFileBytes },
  })
  const checkLists = createCheckListService({ db, now })
  await api.register(requestsRoutes, {
    service: createRequestsService({ db, files, now }),
    receipts: createReceiptsService({ db, papersSent: sentPapersOf }),
    checkLists,
    packages: packagesOf({ db, files }),
    ...{ files, maxFileBytes },
  })
  const teams = createTeamsService({ db, now })
  await api.register(teamsRoutes, {
    teams,
    assignment: createAssignmentService({ db, begun: begunAmong, teams, now }),
    conflicts: createConflictsService({ db, teams, now }),
    visits: createVisitsService({ db, now }),
    papers: createTeamFiles({ db, files, get: teams.get, now }),
    ...{ files, maxFileBytes },
  })
  const scorers = createScorersService({ db, now })
  await api.register(assessmentsRoutes, {
    service: createAssessmentsService({ db, present, now }),
    sheets: createSheetsService({ db, now }),
    scorers,
    agreement: createAgreementService({ db, now }),
    verdicts: createVerdictsService({ db, now }),
    minutes: createVisitMinutesService({ db, now }),
    papers: createMinutesPapersService({ db, files }),
    requests: createEvidenceRequestsService({ db, now }),
    ...{ files, maxFileBytes },
  })
  await api.register(objectionsRoutes, {
    service: createObjectionsService({ db, present, now }),
    answers: createAnswersService({ db, present, now }),
  })
  const publication = createPublication(ports)
  await registerRecognition(api, ports, { submissions, checkLists, scorers, publication: publication.service })
  await api.register(earlierResultsRoutes, { service: createEarlierResultsService({ db }) })
  await api.register(supervisionRoutes, createSupervision(ports))
  await api.register(publicationRoutes, publication)
  await api.register(reportsRoutes, createReports({ db, now }))
  await api.register(recordsRoutes, { service: createRecordsService({ db }) })
  await api.register(documentsRoutes, documentsOf(ports, submissions))
  await api.register(exportsRoutes, {
    service: createExportsService({ db, files, makers: exportMakers(ports), now }),
    files,
    ...downloads,
  })
}
