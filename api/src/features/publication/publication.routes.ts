import {
  checkCertificate,
  describeOpenData,
  downloadOpenCsv,
  downloadOpenJson,
  embedResults,
  getPublicFilters,
  getPublicResult,
  listPublications,
  publish,
  searchResults,
  withdrawPublication,
} from '@thuoc/shared'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { describeDownload } from '../../platform/download.ts'
import { attachment } from '../../platform/file-names.ts'
import { route } from '../../platform/route.ts'
import { embedPage, embedPolicy } from './embed.page.ts'
import type { OpenDataService } from './open-data.service.ts'
import type { PublicResultsService } from './public-results.service.ts'
import type { PublicationService } from './publication.service.ts'

export type PublicationRoutes = {
  service: PublicationService
  results: PublicResultsService
  openData: OpenDataService
  /** Where people reach the app, without a trailing slash. */
  publicUrl: string
}

export async function publicationRoutes(app: FastifyInstance, ports: PublicationRoutes) {
  const { service } = ports
  app.route(route(publish, ({ actor, body }) => service.publish(actor, body)))
  app.route(route(withdrawPublication, ({ actor, params, body }) => service.withdraw(actor, params.id, body)))
  app.route(route(listPublications, ({ actor, query }) => service.list(actor, query)))
  // What was revoked is not said to be genuine for a minute more.
  app.route(route(checkCertificate, ({ params }) => ports.results.checkCertificate(params.number)))
  await app.register(publicRoutes, ports)
}

/** What anyone may read without signing in; the same for everyone, so a minute old is good enough. Refusals are not kept. */
async function publicRoutes(app: FastifyInstance, { results, openData, publicUrl }: PublicationRoutes) {
  app.addHook('onSend', async (_request, reply) => {
    if (reply.statusCode === 200 || reply.statusCode === 304) reply.header('cache-control', 'public, max-age=60')
  })
  app.route(route(searchResults, ({ query }) => results.search(query)))
  app.route(route(getPublicFilters, () => results.filters()))
  app.route(route(getPublicResult, ({ params }) => results.get(params.id)))
  app.route(route(describeOpenData, () => openData.describe()))

  const slowly = { rateLimit: { max: 60, timeWindow: '1 minute' } }
  const csv = route(
    downloadOpenCsv,
    async ({ query, request }, reply) => {
      const isNew = tagged(request, reply, await openData.tagOf('csv', query))
      if (!isNew) return reply.code(304).send()
      return send(reply, { name: 'ket-qua-cong-bo.csv', type: 'text/csv; charset=utf-8' }, openData.csv(query))
    },
    slowly,
  )
  app.route({ ...csv, schema: describeDownload(downloadOpenCsv, 'UTF-8 with its mark, RFC 4180', 'text/csv') })
  const json = route(
    downloadOpenJson,
    async ({ query, request }, reply) => {
      const isNew = tagged(request, reply, await openData.tagOf('json', query))
      if (!isNew) return reply.code(304).send()
      return send(
        reply,
        { name: 'ket-qua-cong-bo.json', type: 'application/json; charset=utf-8' },
        openData.json(query),
      )
    },
    slowly,
  )
  app.route({ ...json, schema: describeDownload(downloadOpenJson, 'Licence, columns, rows', 'application/json') })

  const embed = route(embedResults, async ({ query: { lang, ...filter }, request }, reply) => {
    const { items, nextCursor } = await results.search({ ...filter, limit: 20 })
    // The one page that other sites may frame: every other keeps the headers that forbid it.
    reply.removeHeader('x-frame-options').removeHeader('set-cookie')
    reply.headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': embedPolicy,
      'cross-origin-resource-policy': 'cross-origin',
      'referrer-policy': 'no-referrer',
    })
    const search = new URL(request.url, publicUrl).search
    return reply.send(embedPage({ results: items, more: nextCursor !== null, lang, publicUrl, search }))
  })
  app.route({ ...embed, schema: describeDownload(embedResults, 'A page without scripts', 'text/html') })
}

/** Names the state of what is asked for. @returns whether the caller does not have it yet */
function tagged({ headers }: FastifyRequest, reply: FastifyReply, tag: string): boolean {
  reply.header('etag', tag)
  const held = (headers['if-none-match'] ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''))
  return !held.includes(tag) && !held.includes('*')
}

/** Open to every site: there is nothing in it that is not for everybody. */
const send = (reply: FastifyReply, { name, type }: { name: string; type: string }, content: NodeJS.ReadableStream) =>
  reply
    .headers({
      'content-type': type,
      'content-disposition': attachment(name),
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
      'access-control-allow-origin': '*',
    })
    .send(content)
