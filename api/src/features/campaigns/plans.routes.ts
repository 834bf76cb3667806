import {
  addPlanFile,
  downloadPlanFile,
  getCampaignPlan,
  listCampaignEvents,
  listCampaignPlans,
  listCampaignTemplates,
  proposeFromTemplate,
  proposeNextCampaign,
  repeatCampaignPlan,
  saveCampaignPlan,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { describeDownload, sendDownload } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { route } from '../../platform/route.ts'
import { acceptUploads, describeUpload, receiveUpload } from '../../platform/upload.ts'
import type { PlanFiles } from './plan-files.service.ts'
import type { PlansService } from './plans.service.ts'
import type { ProposalsService } from './proposals.service.ts'

export type PlansRoutes = {
  plans: PlansService
  planFiles: PlanFiles
  proposals: ProposalsService
  files: Files
  /** The largest upload of this installation. */
  maxFileBytes: number
}

/** Whoever takes part loads the plan; more than this is no document. */
const largest = 25 * 1024 * 1024
const noFields = z.object({})

export async function plansRoutes(app: FastifyInstance, ports: PlansRoutes) {
  const { plans, planFiles, proposals, files } = ports
  const maxBytes = Math.min(ports.maxFileBytes, largest)
  await acceptUploads(app)

  app.route(route(listCampaignPlans, ({ actor, params, query }) => plans.list(actor, params.id, query)))
  app.route(route(getCampaignPlan, ({ actor, params }) => plans.get(actor, params.id, params.unitId)))
  app.route(route(saveCampaignPlan, ({ actor, params, body }) => plans.save(actor, params.id, body)))
  app.route(route(repeatCampaignPlan, ({ actor, params }) => plans.repeat(actor, params.id)))
  app.route(route(listCampaignEvents, ({ actor, params, query }) => plans.record(actor, params.id, query)))
  app.route(route(proposeNextCampaign, ({ actor, params }) => proposals.next(actor, params.id)))
  app.route(route(listCampaignTemplates, ({ actor }) => proposals.listTemplates(actor)))
  app.route(
    route(proposeFromTemplate, ({ actor, params, query }) =>
      proposals.fromTemplate(actor, params.code, query.schoolYear),
    ),
  )

  const upload = route(
    addPlanFile,
    async ({ actor, params, request }) => {
      await planFiles.requireAddable(actor, params.id)
      const received = await receiveUpload(request, { files, maxBytes }, noFields)
      return planFiles.add(actor, params.id, received)
    },
    { rateLimit: { max: 120, timeWindow: '1 minute' } },
  )
  app.route({ ...upload, schema: { ...upload.schema, ...describeUpload(noFields) } })
  const download = route(downloadPlanFile, async ({ actor, params, request }, reply) =>
    sendDownload(files, await planFiles.download(actor, params.id, params.unitId), request, reply),
  )
  app.route({ ...download, schema: describeDownload(downloadPlanFile, 'The signed plan as it was uploaded') })
}
