import {
  addDeliveryFile,
  downloadDeliveryFile,
  getDelivery,
  getStanding,
  listDeliveries,
  moveDeliveries,
  moveDelivery,
  previewReminder,
  removeDeliveryFile,
  saveDeliveryDraft,
  sendReminder,
  tryLink,
  type DeliverableKind,
  type DeliveryKey,
  type MilestoneId,
  type UnitId,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { describeDownload, sendDownload } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { route } from '../../platform/route.ts'
import { acceptUploads, describeUpload, receiveUpload } from '../../platform/upload.ts'
import type { DeliverablesService } from './deliverables.service.ts'
import type { LinksService } from './links.service.ts'
import type { RemindersService } from './reminders.service.ts'
import type { StandingService } from './standing.service.ts'

export type DeliverablesRoutes = {
  service: DeliverablesService
  standing: StandingService
  reminders: RemindersService
  links: LinksService
  files: Files
  /** The largest upload of this installation. */
  maxFileBytes: number
}

const noFields = z.object({})
const keyOf = ({ id, unitId, kind }: { id: MilestoneId; unitId: UnitId; kind: DeliverableKind }): DeliveryKey => ({
  milestoneId: id,
  unitId,
  kind,
})

export async function deliverablesRoutes(app: FastifyInstance, ports: DeliverablesRoutes) {
  const { service, standing, reminders, links, files, maxFileBytes: maxBytes } = ports
  await acceptUploads(app)

  app.route(route(listDeliveries, ({ actor, query }) => service.list(actor, query), { goesAhead: true }))
  app.route(route(moveDeliveries, ({ actor, body }) => service.moveMany(actor, body.action, body.items)))

  app.route(route(getDelivery, ({ actor, params }) => service.get(actor, keyOf(params))))
  app.route(route(saveDeliveryDraft, ({ actor, params, body }) => service.saveDraft(actor, keyOf(params), body)))
  app.route(route(moveDelivery, ({ actor, params, body }) => service.move(actor, keyOf(params), body)))

  const upload = route(
    addDeliveryFile,
    async ({ actor, params, request }) => {
      await service.requireAddable(actor, keyOf(params))
      return service.addFile(actor, keyOf(params), await receiveUpload(request, { files, maxBytes }, noFields))
    },
    { rateLimit: { max: 120, timeWindow: '1 minute' } },
  )
  app.route({ ...upload, schema: { ...upload.schema, ...describeUpload(noFields) } })
  app.route(
    route(removeDeliveryFile, ({ actor, params }) => service.removeFile(actor, keyOf(params), params.attachmentId)),
  )
  const download = route(downloadDeliveryFile, async ({ actor, params, request }, reply) =>
    sendDownload(files, await service.download(actor, keyOf(params), params.attachmentId), request, reply),
  )
  app.route({ ...download, schema: describeDownload(downloadDeliveryFile, 'The file as it was uploaded') })

  app.route(route(getStanding, ({ actor, params, query }) => standing.get(actor, params.id, query)))
  app.route(route(previewReminder, ({ actor, body }) => reminders.preview(actor, body)))
  app.route(route(sendReminder, ({ actor, body }) => reminders.send(actor, body)))
  // Each look leaves the house: nobody may use us to knock on many doors.
  app.route(route(tryLink, ({ body }) => links.look(body.url), { rateLimit: { max: 20, timeWindow: '1 minute' } }))
}
