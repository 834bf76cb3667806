import type { Endpoint } from '@thuoc/shared'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { attachment } from './file-names.ts'
import type { ByteRange, FileKey, Files } from './files.ts'
import { describe } from './route.ts'

export type Download = { key: FileKey; name: string; mediaType: string; size: number }

/**
 * What OpenAPI says of an endpoint that answers a file and no JSON:
 * `app.route({ ...route(endpoint, handler), schema: describeDownload(endpoint, 'The file') })`.
 */
export function describeDownload(endpoint: Endpoint, description: string, mediaType = 'application/octet-stream') {
  const schema = describe(endpoint)
  const file = z.unknown().meta({ wire: { type: 'string', format: 'binary' } })
  return {
    ...schema,
    response: { ...schema.response, 200: { description, content: { [mediaType]: { schema: file } } } },
  }
}

/**
 * Sends a file of a user to be saved, never to be shown: it runs nowhere, is nobody's page and lies in no cache.
 * Answers one range of bytes, so that a broken download goes on where it stopped.
 */
export function sendDownload(
  files: Files,
  { key, name, mediaType, size }: Download,
  { headers }: FastifyRequest,
  reply: FastifyReply,
) {
  reply.headers({
    'content-type': mediaType,
    'content-disposition': attachment(name),
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
    'accept-ranges': 'bytes',
  })
  const range = rangeOf(headers.range, size)
  if (range === 'unsatisfiable') return reply.code(416).header('content-range', `bytes */${size}`).send()
  if (range === null) return reply.header('content-length', size).send(files.read(key))
  const { start, end } = range
  return reply
    .code(206)
    .headers({ 'content-range': `bytes ${start}-${end}/${size}`, 'content-length': end - start + 1 })
    .send(files.read(key, range))
}

/** The one range asked for; null: send everything, as RFC 9110 allows where a range is odd or there are several. */
export function rangeOf(header: string | undefined, size: number): ByteRange | 'unsatisfiable' | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return null
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first)
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1)
  if (first !== '' && last !== '' && Number(last) < Number(first)) return null
  return start >= size || (first === '' && Number(last) === 0) ? 'unsatisfiable' : { start, end }
}
