import { beginUpload, cancelUpload, getUpload, listUploads, uploadId } from '@thuoc/shared'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Readable } from 'node:stream'
import { z } from 'zod'
import { Problem, refusalResponses } from '../../platform/problem.ts'
import { route } from '../../platform/route.ts'
import { letGoOfUploads } from '../../platform/upload.ts'
import type { UploadsService } from './uploads.service.ts'

const protocol = '1.0.0'
const partOfFile = 'application/offset+octet-stream'
const sending = 'submission.score'

/**
 * Uploads in parts, by the core of the tus protocol 1.0.0 (tus.io): `HEAD /uploads/:id` says where to go on, `PATCH`
 * brings the next bytes. Files are announced by a call of our own, which knows units and rights.
 */
export async function uploadRoutes(app: FastifyInstance, { service }: { service: UploadsService }) {
  letGoOfUploads(app)
  app.addContentTypeParser(partOfFile, (_request, payload, done) => done(null, payload))

  app.route(
    route(beginUpload, ({ actor, params, body }) => service.begin(actor, params.id, body), {
      rateLimit: { max: 600, timeWindow: '1 minute' },
    }),
  )
  app.route(route(listUploads, ({ actor, params }) => service.list(actor, params.id)))
  app.route(
    route(getUpload, async ({ actor, params }, reply) => {
      const upload = await service.get(actor, params.id)
      reply.headers({
        'tus-resumable': protocol,
        'upload-offset': upload.received,
        'upload-length': upload.size,
        'cache-control': 'no-store',
      })
      return upload
    }),
  )
  app.route(route(cancelUpload, ({ actor, params }) => service.cancel(actor, params.id)))
  app.patch<{ Params: { id: string } }>(
    '/uploads/:id',
    {
      config: { access: sending },
      schema: {
        operationId: 'sendUpload',
        summary: 'The next bytes of a file (tus 1.0: Tus-Resumable, Upload-Offset, application/offset+octet-stream)',
        description: `Access: \`${sending}\``,
        tags: ['uploads'],
        security: [{ bearer: [] }],
        params: z.object({ id: uploadId }),
        headers: z.object({ 'tus-resumable': z.string().optional(), 'upload-offset': z.string().optional() }),
        consumes: [partOfFile],
        response: {
          204: z.null().describe('Upload-Offset says how much has arrived'),
          ...refusalResponses([
            'upload.not-found',
            'upload.wrong-offset',
            'upload.longer-than-announced',
            'upload.busy',
            'upload.protocol',
            'evidence.type-refused',
            'evidence.picture-broken',
            'session.required',
            'access.denied',
            'server.storage-unavailable',
            'server.error',
          ]),
        },
      },
    },
    async (request, reply) => {
      const actor = request.identified?.actor
      if (!actor) throw new Problem('session.required')
      const offset = offsetOf(request)
      const received = await service.append(actor, uploadId.parse(request.params.id), offset, bodyOf(request))
      return reply.code(204).headers({ 'tus-resumable': protocol, 'upload-offset': received }).send()
    },
  )
}

function offsetOf({ headers }: FastifyRequest): number {
  const text = headers['upload-offset']
  if (headers['tus-resumable'] !== protocol || typeof text !== 'string' || !/^\d{1,15}$/.test(text))
    throw new Problem('upload.protocol')
  return Number(text)
}

function bodyOf({ body }: FastifyRequest): Readable {
  if (body instanceof Readable) return body
  throw new Problem('upload.protocol')
}
