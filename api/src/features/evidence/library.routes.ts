import {
  addPieceFiles,
  carryOver,
  describePiece,
  getEvidenceSettings,
  getPiece,
  listPieces,
  removePiece,
  removePieceFile,
  renewPiece,
  restorePiece,
  saveEvidenceSettings,
  type CampaignUnitId,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import type { Actor } from '../../platform/actor.ts'
import { route } from '../../platform/route.ts'
import type { LibraryService } from './library.service.ts'

type Carry = (
  actor: Actor,
  id: CampaignUnitId,
  from: CampaignUnitId,
) => Promise<{ carried: number; linked: number; already: number }>

export async function libraryRoutes(
  app: FastifyInstance,
  { service, carry }: { service: LibraryService; carry: Carry },
) {
  app.route(route(listPieces, ({ actor, params, query }) => service.list(actor, params.id, query)))
  app.route(route(getPiece, ({ actor, params }) => service.get(actor, params.id)))
  app.route(route(describePiece, ({ actor, params, body }) => service.describe(actor, params.id, body)))
  app.route(route(addPieceFiles, ({ actor, params, body }) => service.addFiles(actor, params.id, body.uploads)))
  app.route(route(removePieceFile, ({ actor, params }) => service.removeFile(actor, params.id, params.file)))
  app.route(route(removePiece, ({ actor, params }) => service.remove(actor, params.id)))
  app.route(route(restorePiece, ({ actor, params }) => service.restore(actor, params.id)))
  app.route(route(renewPiece, ({ actor, params }) => service.renew(actor, params.id)))
  app.route(route(carryOver, ({ actor, params, body }) => carry(actor, params.id, body.from)))
  app.route(route(getEvidenceSettings, ({ actor, params }) => service.settings(actor, params.id)))
  app.route(route(saveEvidenceSettings, ({ actor, params, body }) => service.saveSettings(actor, params.id, body)))
}
