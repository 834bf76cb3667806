import {
  addTeamFile,
  assignUnits,
  cancelVisit,
  changeTeam,
  changeVisit,
  createTeam,
  declareConflict,
  dissolveTeam,
  downloadTeamFile,
  finishVisit,
  getTeam,
  listAssessableUnits,
  listTeamCandidates,
  listTeams,
  listTeamUnits,
  listVisits,
  listVisitsOfFile,
  planVisit,
  releaseUnit,
  removeTeamFile,
  settleMembers,
  withdrawConflict,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { describeDownload, sendDownload } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { route } from '../../platform/route.ts'
import { acceptUploads, describeUpload, receiveUpload } from '../../platform/upload.ts'
import type { AssignmentService } from './assignment.service.ts'
import type { ConflictsService } from './conflicts.service.ts'
import type { TeamFiles } from './team-files.service.ts'
import type { TeamsService } from './teams.service.ts'
import type { VisitsService } from './visits.service.ts'

export type TeamRoutes = {
  teams: TeamsService
  assignment: AssignmentService
  conflicts: ConflictsService
  visits: VisitsService
  papers: TeamFiles
  files: Files
  maxFileBytes: number
}

const noFields = z.object({})

export async function teamsRoutes(app: FastifyInstance, ports: TeamRoutes) {
  const { teams, assignment, conflicts, visits, papers, files, maxFileBytes: maxBytes } = ports
  await acceptUploads(app)

  app.route(route(listTeams, ({ actor, query }) => teams.list(actor, query)))
  app.route(route(createTeam, ({ actor, body }) => teams.create(actor, body)))
  app.route(route(getTeam, ({ actor, params }) => teams.get(actor, params.id)))
  app.route(route(changeTeam, ({ actor, params, body }) => teams.change(actor, params.id, body)))
  app.route(route(dissolveTeam, ({ actor, params, body }) => teams.dissolve(actor, params.id, body)))
  app.route(route(listTeamCandidates, ({ actor, params, query }) => teams.candidates(actor, params.id, query)))

  app.route(
    route(listAssessableUnits, ({ actor, params, query }) => assignment.listAssessable(actor, params.id, query)),
  )
  app.route(route(listTeamUnits, ({ actor, params }) => assignment.listUnits(actor, params.id)))
  app.route(route(assignUnits, ({ actor, params, body }) => assignment.assign(actor, params.id, body)))
  app.route(route(releaseUnit, ({ actor, params }) => assignment.release(actor, params.id, params.campaignUnitId)))
  app.route(route(settleMembers, ({ actor, params }) => assignment.settle(actor, params.id)))
  app.route(route(declareConflict, ({ actor, params, body }) => conflicts.declare(actor, params.id, body)))
  app.route(route(withdrawConflict, ({ actor, params }) => conflicts.withdraw(actor, params.id, params.campaignUnitId)))

  app.route(route(listVisits, ({ actor, params }) => visits.list(actor, params.id)))
  app.route(route(planVisit, ({ actor, params, body }) => visits.plan(actor, params.id, body)))
  app.route(route(changeVisit, ({ actor, params, body }) => visits.change(actor, params.id, body)))
  app.route(route(cancelVisit, ({ actor, params, body }) => visits.cancel(actor, params.id, body)))
  app.route(route(finishVisit, ({ actor, params, body }) => visits.done(actor, params.id, body)))
  app.route(route(listVisitsOfFile, ({ actor, params }) => visits.listOfFile(actor, params.id)))

  const upload = route(
    addTeamFile,
    async ({ actor, params, request }) => {
      await papers.requireAddable(actor, params)
      return papers.add(actor, params, await receiveUpload(request, { files, maxBytes }, noFields))
    },
    { rateLimit: { max: 120, timeWindow: '1 minute' } },
  )
  app.route({ ...upload, schema: { ...upload.schema, ...describeUpload(noFields) } })
  app.route(route(removeTeamFile, ({ actor, params }) => papers.remove(actor, params)))
  const download = route(downloadTeamFile, async ({ actor, params, request }, reply) =>
    sendDownload(files, await papers.download(actor, params), request, reply),
  )
  app.route({ ...download, schema: describeDownload(downloadTeamFile, 'The scan as it was uploaded') })
}
