import type { FastifyReply } from 'fastify'
import { attachment } from './file-names.ts'

/** A file made for one answer and kept nowhere. */
export type GeneratedFile = { name: string; mediaType: string; content: Buffer }

/** Sends it to be saved under its name; like a file of a user it is nobody's page and lies in no cache. */
export function sendGenerated(reply: FastifyReply, { name, mediaType, content }: GeneratedFile) {
  return reply
    .headers({
      'content-type': mediaType,
      'content-disposition': attachment(name),
      'content-length': content.length,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    })
    .send(content)
}
