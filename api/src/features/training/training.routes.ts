import {
  addTrainingFile,
  cancelTraining,
  changeTraining,
  closeTraining,
  createTraining,
  downloadTrainingFile,
  getTraining,
  inviteToTraining,
  listTrainingEvents,
  listTrainings,
  previewTraining,
  removeTrainingFile,
  reopenTraining,
  uninviteFromTraining,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { describeDownload, sendDownload } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import { route } from '../../platform/route.ts'
import { acceptUploads, describeUpload, receiveUpload } from '../../platform/upload.ts'
import { attendanceRoutes, type AttendanceRoutes } from './attendance.routes.ts'
import { questionsRoutes } from './questions.routes.ts'
import type { QuestionsService } from './questions.service.ts'
import type { TrainingFiles } from './training-files.service.ts'
import type { TrainingService } from './training.service.ts'

export type TrainingRoutes = AttendanceRoutes & {
  service: TrainingService
  questions: QuestionsService
  materials: TrainingFiles
  files: Files
  /** The largest upload of this installation. */
  maxFileBytes: number
}

/** Whoever is invited loads it; more than this belongs behind a link. */
const largest = 50 * 1024 * 1024
const noFields = z.object({})

export async function trainingRoutes(app: FastifyInstance, ports: TrainingRoutes) {
  const { service, materials, files } = ports
  const maxBytes = Math.min(ports.maxFileBytes, largest)
  await acceptUploads(app)

  app.route(route(listTrainings, ({ actor, query }) => service.list(actor, query)))
  app.route(route(previewTraining, ({ actor, body }) => service.preview(actor, body)))
  app.route(route(createTraining, ({ actor, body }) => service.create(actor, body)))
  app.route(route(getTraining, ({ actor, params }) => service.get(actor, params.id)))
  app.route(route(changeTraining, ({ actor, params, body }) => service.change(actor, params.id, body)))
  app.route(route(inviteToTraining, ({ actor, params, body }) => service.invite(actor, params.id, body)))
  app.route(route(uninviteFromTraining, ({ actor, params }) => service.uninvite(actor, params.id, params.unitId)))
  app.route(route(cancelTraining, ({ actor, params, body }) => service.cancel(actor, params.id, body)))
  app.route(route(closeTraining, ({ actor, params, body }) => service.close(actor, params.id, body)))
  app.route(route(reopenTraining, ({ actor, params, body }) => service.reopen(actor, params.id, body)))
  app.route(route(listTrainingEvents, ({ actor, params }) => service.listEvents(actor, params.id)))

  const upload = route(
    addTrainingFile,
    async ({ actor, params, request }) => {
      await materials.requireAddable(actor, params.id)
      const received = await receiveUpload(request, { files, maxBytes }, noFields)
      return materials.add(actor, params.id, received)
    },
    { rateLimit: { max: 120, timeWindow: '1 minute' } },
  )
  app.route({ ...upload, schema: { ...upload.schema, ...describeUpload(noFields) } })
  app.route(route(removeTrainingFile, ({ actor, params }) => materials.remove(actor, params.id, params.attachmentId)))
  const download = route(downloadTrainingFile, async ({ actor, params, request }, reply) =>
    sendDownload(files, await materials.download(actor, params.id, params.attachmentId), request, reply),
  )
  app.route({ ...download, schema: describeDownload(downloadTrainingFile, 'The file as it was uploaded') })
  attendanceRoutes(app, ports)
  questionsRoutes(app, ports.questions)
}
