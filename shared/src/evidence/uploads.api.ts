import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { unitId } from '../org/unit.schema.ts'
import { day, moment, nothing } from '../page.ts'
import { pieceId, scanState, uploadId } from './piece.schema.ts'

/** What an upload is for, as the one who sends it wrote it down: it finds its place again after a reload. */
export const uploadPurpose = z.record(z.string().max(40), z.string().max(200)).describe('At most ten short entries')
export const newUpload = z.object({
  name: z.string().min(1).max(1000).describe('The name of the file; what does not belong in one is taken out'),
  size: z.int().min(1).describe('Bytes'),
  purpose: uploadPurpose.refine((entries) => Object.keys(entries).length <= 10, 'At most ten').default({}),
})
export type NewUpload = z.infer<typeof newUpload>

/** A file on its way in, or arrived and not handed in yet. */
export const upload = z
  .object({
    id: uploadId,
    name: z.string(),
    size: z.int().describe('Bytes that were announced'),
    received: z.int().describe('Bytes that have arrived: where to go on'),
    purpose: uploadPurpose,
    begunAt: moment,
    arrived: z
      .object({
        sha256: z.string().describe('Of what is kept'),
        mediaType: z.string(),
        size: z.int().describe('Of what is kept: a photograph loses where it was taken'),
        scan: scanState,
        takenOn: day.nullable().describe('When a photograph was taken, if it says so'),
        sameAs: z
          .array(z.object({ id: pieceId, title: z.string(), schoolYear: z.string() }))
          .describe('Pieces of the same unit that hold the same content'),
      })
      .nullable()
      .describe('Null until the last byte is there'),
  })
  .meta({ id: 'Upload' })
export type Upload = z.infer<typeof upload>

const params = z.object({ id: uploadId })
const ofUnit = z.object({ id: unitId })

export const beginUpload = endpoint({
  name: 'beginUpload',
  method: 'POST',
  path: '/units/:id/uploads',
  summary: 'Announces a file; its bytes follow by PATCH /uploads/:id in as many parts as the line allows (tus 1.0)',
  access: 'submission.score',
  params: ofUnit,
  body: newUpload,
  reply: upload,
  refusals: ['unit.not-found', 'upload.too-large', 'evidence.storage-full'],
})

export const listUploads = endpoint({
  name: 'listUploads',
  method: 'GET',
  path: '/units/:id/uploads',
  summary: 'My own files of this unit that are on their way or not handed in yet, newest first, and the room left',
  access: 'submission.score',
  params: ofUnit,
  reply: z.object({
    items: z.array(upload),
    room: z.object({
      used: z.int().describe('Bytes that the files of the unit take'),
      limit: z.int().describe('Bytes the unit may have'),
      largestFile: z.int().describe('Bytes'),
    }),
  }),
  refusals: ['unit.not-found'],
})

export const getUpload = endpoint({
  name: 'getUpload',
  method: 'GET',
  path: '/uploads/:id',
  summary: 'How much of a file has arrived and, once it has, what it is',
  access: 'submission.score',
  params,
  reply: upload,
  refusals: ['upload.not-found'],
})

export const cancelUpload = endpoint({
  name: 'cancelUpload',
  method: 'DELETE',
  path: '/uploads/:id',
  summary: 'Forgets a file that was not handed in',
  access: 'submission.score',
  params,
  reply: nothing,
  refusals: ['upload.not-found'],
})
