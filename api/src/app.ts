import { randomUUID } from 'node:crypto'
import { readdirSync } from 'node:fs'
import Fastify, { type FastifyInstance, type FastifyLoggerOptions } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { authentication, holders } from './authentication.ts'
import {
  assessmentConstraints,
  assessmentsRoutes,
  createAssessmentsService,
  listExternalLines,
  teamOf,
} from './features/assessments/index.ts'
import { calendarRoutes, createCalendarService } from './features/calendar/index.ts'
import {
  campaignConstraints,
  campaignsRoutes,
  createCampaignsService,
  createClosingService,
  createExtensionsService,
  createMilestonesService,
  createPlanFiles,
  createPlansService,
  createProposalsService,
  milestoneConstraints,
  milestonesRoutes,
  plansRoutes,
  seesInCampaigns,
} from './features/campaigns/index.ts'
import {
  catalogueConstraints,
  cataloguesRoutes,
  createCataloguesService,
  createSignedText,
} from './features/catalogues/index.ts'
import {
  createDeliverablesService,
  createExportService,
  createLinksService,
  createRemindersService,
  createStandingService,
  deliverableConstraints,
  deliverablesRoutes,
  dutiesLeft,
  hasDeliveries,
  type LinkChecker,
} from './features/deliverables/index.ts'
import {
  createEarlierResultsService,
  earlierResultImport,
  earlierResultsRoutes,
} from './features/earlier-results/index.ts'
import {
  evidenceConstraints,
  evidenceRoutes,
  pieceConstraints,
  type IntakeSettings,
} from './features/evidence/index.ts'
import {
  createGuidanceFiles,
  createGuidanceService,
  guidanceConstraints,
  guidanceRoutes,
} from './features/guidance/index.ts'
import {
  createApiKeysService,
  createDelegationsService,
  createInvitationsService,
  createPeopleExport,
  createPeopleService,
  createPersonalDataService,
  createResponsiblesService,
  createSessionsService,
  endAccess,
  erasureConstraints,
  identityConstraints,
  identityRoutes,
  idleSeconds,
  peopleImport,
  restoreAccess,
  responsiblePersonsOf,
} from './features/identity/index.ts'
import { createImportsService, importsRoutes } from './features/imports/index.ts'
import { createMeasurementsService, measurementsRoutes } from './features/measurements/index.ts'
import { createNoticesService, noticesRoutes } from './features/notices/index.ts'
import {
  createOrgService,
  createUnitChangesService,
  orgConstraints,
  orgRoutes,
  unitChangeConstraints,
  unitChangesRoutes,
} from './features/org/index.ts'
import { treeChangeImport } from './features/org/tree-change.import.ts'
import { unitImport } from './features/org/unit-import.ts'
import { createPublicationService, publicationRoutes } from './features/publication/index.ts'
import {
  createRecognitionService,
  recognitionConstraints,
  recognitionOf,
  recognitionRoutes,
} from './features/recognition/index.ts'
import {
  createSubmissionsService,
  enrol,
  evidenceOwners,
  filesLeft,
  handOver,
  isUntouched,
  mayReassign,
  reassignable,
  submissionConstraints,
  submissionsRoutes,
  untouched,
} from './features/submissions/index.ts'
import { createSystemService, systemRoutes } from './features/system/index.ts'
import { createTraining, trainingConstraints, trainingOf, trainingRoutes } from './features/training/index.ts'
import { requireAccess } from './platform/access.ts'
import { acceptEmptyBodies } from './platform/body.ts'
import { closeIdleConnections } from './platform/closing.ts'
import type { Db } from './platform/db/client.ts'
import { fileAddresses } from './platform/file-addresses.ts'
import type { Files } from './platform/files.ts'
import { openApiPage } from './platform/openapi-page.ts'
import { openApi } from './platform/openapi.ts'
import type { PartialFiles } from './platform/partial-files.ts'
import { answerUnreadable, problemReplies } from './platform/problem.ts'
import { secure, type SecuritySettings } from './platform/security.ts'
import { accessTokens } from './platform/tokens.ts'
import { serveWeb } from './platform/web.ts'

/** Everything the application takes from outside; the environment is read by `config.ts`, not here. */
export type Ports = {
  db: Db
  /** Signs access tokens; at least 32 characters. */
  jwtSecret: string
  /** Where uploaded files lie, those on their way too; the largest that is taken, and the most of a unit, in bytes. */
  files: Files
  partial: PartialFiles
  maxFileBytes: number
  maxUnitBytes: number
  /** What is taken, and who looks for malicious software. */
  intake: IntakeSettings
  /** The clock by which things are late; a test sets it. */
  now: () => Date
  /** Looks whether a website answers. */
  checkLink: LinkChecker
  /** Whether mail goes out at all. */
  sendsMail: boolean
  /** Where people reach the app, without a trailing slash. */
  publicUrl: string
  /** Cookies are `Secure` when people reach us by https. */
  secureCookies: boolean
  security: SecuritySettings
  /** Whether, or which, proxies may say who the client is. */
  trustProxy: boolean | string
  /** Folder of the built web app; null serves the API alone. */
  webDist: string | null
  logger: boolean | FastifyLoggerOptions
}

/** The composition root: the one place that knows every feature. */
export async function buildApp(ports: Ports) {
  const { db } = ports
  const app: FastifyInstance = Fastify({
    logger: ports.logger,
    trustProxy: ports.trustProxy,
    bodyLimit: 1024 * 1024,
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    frameworkErrors: (error, request, reply) => void answerUnreadable(error, request, reply),
    // The address of a download is a signed token.
    routerOptions: { maxParamLength: 1000 },
  })
  acceptEmptyBodies(app)
  closeIdleConnections(app)
  app.setValidatorCompiler(validatorCompiler).setSerializerCompiler(serializerCompiler)
  problemReplies(app, {
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
    ...assessmentConstraints,
    ...recognitionConstraints,
    ...deliverableConstraints,
  })
  await secure(app, ports.security)
  await openApi(app)
  await app.register(openApiPage)
  const tokens = await accessTokens(app, ports.jwtSecret)

  const sessions = createSessionsService({ db, tokens })
  const apiKeys = createApiKeysService({ db })
  const unitChanges = createUnitChangesService({ db, endAccess, restoreAccess, handOver })
  const submissions = createSubmissionsService({
    db,
    later: { externalLines: listExternalLines, teamOf, recognitionOf },
    now: ports.now,
  })

  await app.register(
    async (api) => {
      requireAccess(api, authentication(tokens, sessions, apiKeys))
      await api.register(systemRoutes, { service: createSystemService({ db, expected: migrations() }) })
      await api.register(identityRoutes, {
        sessions: {
          service: sessions,
          cookies: { secure: ports.secureCookies, seconds: idleSeconds },
          signInsPerMinute: ports.security.signInsPerMinute ?? 30,
        },
        people: createPeopleService({ db }),
        exportPeople: createPeopleExport({ db }),
        invitations: createInvitationsService({ db, sendsMail: ports.sendsMail }),
        responsibles: createResponsiblesService({ db }),
        delegations: createDelegationsService({ db }),
        personalData: createPersonalDataService({ db }),
        apiKeys,
      })
      await api.register(unitChangesRoutes, {
        service: unitChanges,
      })
      await api.register(orgRoutes, { service: createOrgService({ db }) })
      await api.register(importsRoutes, {
        service: createImportsService({
          db,
          files: ports.files,
          kinds: [unitImport, treeChangeImport(unitChanges), peopleImport, earlierResultImport],
        }),
        files: ports.files,
      })
      await api.register(measurementsRoutes, { service: createMeasurementsService({ db }) })
      await api.register(cataloguesRoutes, {
        service: createCataloguesService({ db, now: ports.now }),
        signedText: createSignedText({ db, files: ports.files }),
        files: ports.files,
        maxFileBytes: ports.maxFileBytes,
      })
      await api.register(guidanceRoutes, {
        service: createGuidanceService({ db, sees: seesInCampaigns }),
        attachments: createGuidanceFiles({ db, files: ports.files, sees: seesInCampaigns }),
        files: ports.files,
        maxFileBytes: ports.maxFileBytes,
      })
      const campaigns = createCampaignsService({
        ...{ db, enrol, reassignable, mayReassign, untouched, isUntouched, hasDeliveries },
        now: ports.now,
      })
      await api.register(campaignsRoutes, {
        service: campaigns,
        closing: createClosingService({ db, filesLeft, dutiesLeft, get: campaigns.get, now: ports.now }),
      })
      await api.register(milestonesRoutes, {
        milestones: createMilestonesService({ db, hasDeliveries, now: ports.now }),
        extensions: createExtensionsService({ db, now: ports.now }),
      })
      await api.register(plansRoutes, {
        plans: createPlansService({ db, now: ports.now }),
        planFiles: createPlanFiles({ db, files: ports.files, now: ports.now }),
        proposals: createProposalsService({ db }),
        files: ports.files,
        maxFileBytes: ports.maxFileBytes,
      })
      await api.register(calendarRoutes, {
        service: createCalendarService({ db, address: ports.publicUrl, now: ports.now }),
      })
      await api.register(trainingRoutes, createTraining(ports))
      await api.register(evidenceRoutes, {
        ...{ db, files: ports.files, partial: ports.partial, owners: evidenceOwners, now: ports.now },
        settings: { maxFileBytes: ports.maxFileBytes, maxUnitBytes: ports.maxUnitBytes },
        intake: ports.intake,
        addresses: fileAddresses(app),
        holders: holders(sessions, apiKeys),
      })
      await api.register(submissionsRoutes, { service: submissions })
      const { present } = submissions
      await api.register(assessmentsRoutes, { service: createAssessmentsService({ db, present, now: ports.now }) })
      await api.register(recognitionRoutes, { service: createRecognitionService({ db, present, now: ports.now }) })
      await api.register(earlierResultsRoutes, { service: createEarlierResultsService({ db }) })
      await api.register(publicationRoutes, { service: createPublicationService({ db, now: ports.now }) })
      const { now, checkLink, sendsMail, files, maxFileBytes } = ports
      await api.register(deliverablesRoutes, {
        service: createDeliverablesService({
          ...{ db, now, checkLink, files },
          personsOf: responsiblePersonsOf,
          trainingOf,
        }),
        standing: createStandingService({ db, now }),
        reminders: createRemindersService({ db, now, sendsMail }),
        links: createLinksService({ db, now, checkLink }),
        exports: createExportService({ db, now }),
        ...{ files, maxFileBytes },
      })
      await api.register(noticesRoutes, { service: createNoticesService({ db, now }) })
    },
    { prefix: '/api/v1' },
  )
  await serveWeb(app, ports.webDist)
  return app
}

/** Names of the migrations this version of the code was written for. */
const migrations = () =>
  readdirSync(new URL('../../migrations/', import.meta.url))
    .filter((file) => file.endsWith('.sql'))
    .map((file) => file.replace(/\.sql$/, ''))
