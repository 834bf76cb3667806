import {
  addCouncilScan,
  approveByDecision,
  assignCriteria,
  beginCouncilMinutes,
  decideCouncil,
  discardCouncilMinutes,
  downloadCouncilScan,
  getCouncil,
  listCouncilCandidates,
  listCouncilMinutes,
  planCouncil,
  proposeCouncil,
  saveCouncilMinutes,
  saveCouncilScore,
  settleLines,
  signCouncilMinutes,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { describeDownload, sendDownload } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { route } from '../../platform/route.ts'
import { acceptUploads, describeUpload, receiveUpload } from '../../platform/upload.ts'
import type { ApprovalsService } from './approvals.service.ts'
import type { CouncilsService } from './councils.service.ts'
import type { MinutesService } from './minutes.service.ts'
import type { PapersService } from './papers.service.ts'
import type { ScoresService } from './scores.service.ts'

export type CouncilsRoutes = {
  service: CouncilsService
  scores: ScoresService
  minutes: MinutesService
  papers: PapersService
  approvals: ApprovalsService
  files: Files
  /** The largest upload of this installation. */
  maxFileBytes: number
}

const noFields = z.object({})

export async function councilsRoutes(app: FastifyInstance, ports: CouncilsRoutes) {
  const { service, scores, minutes, papers, approvals, files, maxFileBytes: maxBytes } = ports
  await acceptUploads(app)

  app.route(route(getCouncil, ({ actor, params }) => service.get(actor, params.id)))
  app.route(route(proposeCouncil, ({ actor, params }) => service.propose(actor, params.id)))
  app.route(route(listCouncilCandidates, ({ actor, params, query }) => service.candidates(actor, params.id, query)))
  app.route(route(decideCouncil, ({ actor, params, body }) => service.decide(actor, params.id, body)))
  app.route(route(assignCriteria, ({ actor, params, body }) => service.assign(actor, params.id, body)))
  app.route(route(planCouncil, ({ actor, params, body }) => service.plan(actor, params.id, body)))
  app.route(route(saveCouncilScore, ({ actor, params, body }) => scores.save(actor, params.id, params.code, body)))
  app.route(route(settleLines, ({ actor, params, body }) => scores.settle(actor, params.id, body)))

  app.route(route(listCouncilMinutes, ({ actor, params }) => minutes.list(actor, params.id)))
  app.route(route(beginCouncilMinutes, ({ actor, params, body }) => minutes.begin(actor, params.id, body)))
  app.route(route(saveCouncilMinutes, ({ actor, params, body }) => minutes.save(actor, params, body)))
  app.route(route(signCouncilMinutes, ({ actor, params, body }) => minutes.sign(actor, params, body.version)))
  app.route(route(discardCouncilMinutes, ({ actor, params }) => minutes.discard(actor, params)))

  app.route(route(approveByDecision, ({ actor, params, body }) => approvals.approve(actor, params.id, body)))

  const upload = route(
    addCouncilScan,
    async ({ actor, params, request }) => {
      await papers.requireAddable(actor, params)
      return papers.add(actor, params, await receiveUpload(request, { files, maxBytes }, noFields))
    },
    { rateLimit: { max: 120, timeWindow: '1 minute' } },
  )
  app.route({ ...upload, schema: { ...upload.schema, ...describeUpload(noFields) } })
  const download = route(downloadCouncilScan, async ({ actor, params, request }, reply) =>
    sendDownload(files, await papers.download(actor, params), request, reply),
  )
  app.route({ ...download, schema: describeDownload(downloadCouncilScan, 'The signed paper as it was uploaded') })
}
