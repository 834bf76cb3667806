import {
  addPieceFiles,
  carryOver,
  describePiece,
  getEvidenceSettings,
  getPiece,
  listCarryOvers,
  listPieces,
  readPieceHistory,
  removePiece,
  removePieceFile,
  renewPiece,
  restorePiece,
  saveEvidenceSettings,
  summariseLibrary,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { CarryOver } from './carry-over.service.ts'
import type { LibraryService } from './library.service.ts'

export async function libraryRoutes(
  app: FastifyInstance,
  { service, carry }: { service: LibraryService; carry: CarryOver },
) {
  app.route(route(listPieces, ({ actor, params, query }) => service.list(actor, params.id, query)))
  app.route(
    route(summariseLibrary, ({ actor, params, query }) => service.summarise(actor, params.id, query.schoolYear)),
  )
  app.route(route(readPieceHistory, ({ actor, params }) => service.history(actor, params.id)))
  app.route(route(getPiece, ({ actor, params }) => service.get(actor, params.id)))
  app.route(route(describePiece, ({ actor, params, body }) => service.describe(actor, params.id, body)))
  app.route(route(addPieceFiles, ({ actor, params, body }) => service.addFiles(actor, params.id, body.uploads)))
  app.route(route(removePieceFile, ({ actor, params }) => service.removeFile(actor, params.id, params.file)))
  app.route(route(removePiece, ({ actor, params }) => service.remove(actor, params.id)))
  app.route(route(restorePiece, ({ actor, params }) => service.restore(actor, params.id)))
  app.route(route(renewPiece, ({ actor, params }) => service.renew(actor, params.id)))
  app.route(route(listCarryOvers, ({ actor, params }) => carry.offers(actor, params.id)))
  app.route(route(carryOver, ({ actor, params, body }) => carry.bring(actor, params.id, body.from)))
  app.route(route(getEvidenceSettings, ({ actor, params }) => service.settings(actor, params.id)))
  app.route(route(saveEvidenceSettings, ({ actor, params, body }) => service.saveSettings(actor, params.id, body)))
}
