import type { FastifyInstance } from 'fastify'
import {
  assessmentsRoutes,
  begunAmong,
  createAgreementService,
  createAssessmentsService,
  createEvidenceRequestsService,
  createSheetsService,
  createVerdictsService,
  listExternalLines,
  takingRequest,
  teamOf,
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
import { createEarlierResultsService, earlierResultsRoutes } from '../features/earlier-results/index.ts'
import { evidenceRoutes, type EvidencePorts } from '../features/evidence/index.ts'
import { createMeasurementsService, measurementsRoutes } from '../features/measurements/index.ts'
import { createPublication, publicationRoutes } from '../features/publication/index.ts'
import { recognitionOf } from '../features/recognition/index.ts'
import {
  createFormSheetService,
  createSealsService,
  createSubmissionsService,
  evidenceOwners,
  formSheetRoutes,
  sealsRoutes,
  submissionsRoutes,
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
import { registerRecognition } from './recognition.ts'

type Downloads = Pick<EvidencePorts, 'addresses' | 'holders'>

/** From figures and evidence by way of the file of a school to what is recognised and published. */
export async function registerAssessment(api: FastifyInstance, ports: Ports, downloads: Downloads) {
  const { db, files, partial, intake, office, checkLink, now, maxFileBytes, maxUnitBytes } = ports
  const later = { externalLines: listExternalLines, teamOf, recognitionOf }
  const submissions = createSubmissionsService({ db, later, now, gates: councilGates, after: { accept: [seatPrepared] } })
  const { present } = submissions
  await api.register(measurementsRoutes, { service: createMeasurementsService({ db }) })
  await api.register(evidenceRoutes, {
    ...{ db, files, partial, intake, office, checkLink, now, owners: evidenceOwners({ takingRequest, now }) },
    settings: { maxFileBytes, maxUnitBytes },
    ...downloads,
  })
  await api.register(submissionsRoutes, { service: submissions })
  await api.register(formSheetRoutes, { service: createFormSheetService({ db, now }), files })
  await api.register(sealsRoutes, { service: createSealsService({ db, later }) })
  await api.register(councilsRoutes, {
    service: createCouncilsService({ db, now }),
    scores: createScoresService({ db, now }),
    minutes: createMinutesService({ db, now }),
    papers: createPapersService({ db, files }),
    approvals: createApprovalsService({ db, moveIn: submissions.moveIn, now }),
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
  await api.register(assessmentsRoutes, {
    service: createAssessmentsService({ db, present, now }),
    sheets: createSheetsService({ db, now }),
    agreement: createAgreementService({ db, now }),
    verdicts: createVerdictsService({ db, now }),
    requests: createEvidenceRequestsService({ db, now }),
  })
  const publication = createPublication(ports)
  await registerRecognition(api, ports, { submissions, publication: publication.service })
  await api.register(earlierResultsRoutes, { service: createEarlierResultsService({ db }) })
  await api.register(supervisionRoutes, createSupervision(ports))
  await api.register(publicationRoutes, publication)
}
