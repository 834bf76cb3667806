import type { FastifyInstance } from 'fastify'
import { calendarRoutes, createCalendarService } from '../features/calendar/index.ts'
import {
  campaignsRoutes,
  createCampaignsService,
  createClosingService,
  createExtensionsService,
  createMilestonesService,
  createPlanFiles,
  createPlansService,
  createProposalsService,
  milestonesRoutes,
  plansRoutes,
  seesInCampaigns,
} from '../features/campaigns/index.ts'
import { cataloguesRoutes, createCataloguesService, createSignedText } from '../features/catalogues/index.ts'
import {
  createDeliverablesService,
  createLinksService,
  createRemindersService,
  createStandingService,
  deliverablesRoutes,
  dutiesLeft,
  hasDeliveries,
} from '../features/deliverables/index.ts'
import { createGuidanceFiles, createGuidanceService, guidanceRoutes } from '../features/guidance/index.ts'
import { responsiblePersonsOf } from '../features/identity/index.ts'
import { enrol, filesLeft, isUntouched, mayReassign, reassignable, untouched } from '../features/submissions/index.ts'
import { createTraining, trainingOf, trainingRoutes } from '../features/training/index.ts'
import type { Ports } from '../ports.ts'

/** Indicator sets with their guidance; plans, milestones, sessions, dates; and what units hand in for them. */
export async function registerPlans(api: FastifyInstance, ports: Ports) {
  const { db, files, maxFileBytes, now, checkLink, sendsMail } = ports
  await api.register(cataloguesRoutes, {
    service: createCataloguesService({ db, now }),
    signedText: createSignedText({ db, files }),
    ...{ files, maxFileBytes },
  })
  await api.register(guidanceRoutes, {
    service: createGuidanceService({ db, sees: seesInCampaigns }),
    attachments: createGuidanceFiles({ db, files, sees: seesInCampaigns }),
    ...{ files, maxFileBytes },
  })
  const campaigns = createCampaignsService({
    ...{ db, enrol, reassignable, mayReassign, untouched, isUntouched, hasDeliveries, now },
  })
  await api.register(campaignsRoutes, {
    service: campaigns,
    closing: createClosingService({ db, filesLeft, dutiesLeft, get: campaigns.get, now }),
  })
  await api.register(milestonesRoutes, {
    milestones: createMilestonesService({ db, hasDeliveries, now }),
    extensions: createExtensionsService({ db, now }),
  })
  await api.register(plansRoutes, {
    plans: createPlansService({ db, now }),
    planFiles: createPlanFiles({ db, files, now }),
    proposals: createProposalsService({ db }),
    ...{ files, maxFileBytes },
  })
  await api.register(calendarRoutes, { service: createCalendarService({ db, address: ports.publicUrl, now }) })
  await api.register(trainingRoutes, createTraining(ports))
  await api.register(deliverablesRoutes, {
    service: createDeliverablesService({
      ...{ db, now, checkLink, files },
      personsOf: responsiblePersonsOf,
      trainingOf,
    }),
    standing: createStandingService({ db, now }),
    reminders: createRemindersService({ db, now, sendsMail }),
    links: createLinksService({ db, now, checkLink }),
    ...{ files, maxFileBytes },
  })
}
