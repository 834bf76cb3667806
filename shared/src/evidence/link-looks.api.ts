import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { linkLook, pieceId } from './piece.schema.ts'

export const lookAtLink = endpoint({
  name: 'lookAtLink',
  method: 'POST',
  path: '/evidence-pieces/:id/link-look',
  summary: 'Looks now whether the link can be opened; by itself the system looks soon after it was given, then nightly',
  access: 'submission.read',
  params: z.object({ id: pieceId }),
  reply: linkLook,
  refusals: ['piece.not-found', 'piece.no-link', 'request.too-many'],
})
