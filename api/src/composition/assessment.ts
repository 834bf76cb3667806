import type { FastifyInstance } from 'fastify'
import {
  assessmentsRoutes,
  createAssessmentsService,
  createEvidenceRequestsService,
  createVerdictsService,
  listExternalLines,
  takingRequest,
  teamOf,
} from '../features/assessments/index.ts'
import { createEarlierResultsService, earlierResultsRoutes } from '../features/earlier-results/index.ts'
import { evidenceRoutes, type EvidencePorts } from '../features/evidence/index.ts'
import { createMeasurementsService, measurementsRoutes } from '../features/measurements/index.ts'
import { createPublicationService, publicationRoutes } from '../features/publication/index.ts'
import { createRecognitionService, recognitionOf, recognitionRoutes } from '../features/recognition/index.ts'
import {
  createSealsService,
  createSubmissionsService,
  evidenceOwners,
  sealsRoutes,
  submissionsRoutes,
} from '../features/submissions/index.ts'
import type { Ports } from '../ports.ts'

type Downloads = Pick<EvidencePorts, 'addresses' | 'holders'>

/** From figures and evidence by way of the file of a school to what is recognised and published. */
export async function registerAssessment(api: FastifyInstance, ports: Ports, downloads: Downloads) {
  const { db, files, partial, intake, office, checkLink, now, maxFileBytes, maxUnitBytes } = ports
  const later = { externalLines: listExternalLines, teamOf, recognitionOf }
  const submissions = createSubmissionsService({ db, later, now })
  const { present } = submissions
  await api.register(measurementsRoutes, { service: createMeasurementsService({ db }) })
  await api.register(evidenceRoutes, {
    ...{ db, files, partial, intake, office, checkLink, now, owners: evidenceOwners({ takingRequest, now }) },
    settings: { maxFileBytes, maxUnitBytes },
    ...downloads,
  })
  await api.register(submissionsRoutes, { service: submissions })
  await api.register(sealsRoutes, { service: createSealsService({ db, later }) })
  await api.register(assessmentsRoutes, {
    service: createAssessmentsService({ db, present, now }),
    verdicts: createVerdictsService({ db, now }),
    requests: createEvidenceRequestsService({ db, now }),
  })
  await api.register(recognitionRoutes, { service: createRecognitionService({ db, present, now }) })
  await api.register(earlierResultsRoutes, { service: createEarlierResultsService({ db }) })
  await api.register(publicationRoutes, { service: createPublicationService({ db, now }) })
}
