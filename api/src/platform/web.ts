import { existsSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { answerNotFound } from './problem.ts'

/** Pages that name beforehand what is shown at some addresses, as the build has laid them out. */
const pageList = z.array(z.object({ address: z.string(), file: z.string() }))

/** What browsers are told of pages, and callers of calls: a part of the app would be a third larger by it. */
const ofPages = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'origin-agent-cluster',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
  'x-ratelimit-limit',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
] as const

/**
 * Serves the built web app where there is one. Addresses of its pages are known to the browser only, so an unknown
 * address outside of `/api` answers the page itself; hashed files never change, the page is asked for every time.
 */
export async function serveWeb(app: FastifyInstance, dist: string | null) {
  const present = dist !== null && existsSync(join(dist, 'index.html'))
  const pageAt = present ? pagesIn(dist) : () => 'index.html'
  if (present)
    await app.register(fastifyStatic, {
      root: dist,
      cacheControl: false,
      // The build lays a compressed copy beside each file.
      preCompressed: true,
      setHeaders: (reply, path) => {
        const hashed = path.includes(`${sep}assets${sep}`)
        reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
        if (hashed && /\.(js|css|woff2)$/.test(path)) for (const name of ofPages) reply.removeHeader(name)
      },
    })
  app.setNotFoundHandler((request, reply) => {
    const { method, url, headers } = request
    const wantsPage = (method === 'GET' || method === 'HEAD') && /text\/html|\*\/\*/.test(headers.accept ?? '*/*')
    // A missing hashed file must not be answered by the page: a browser would take HTML for a script.
    if (!present || !wantsPage || /^\/(api|assets)(\/|$)/.test(url)) return answerNotFound(request, reply)
    return reply.sendFile(pageAt(url.split('?')[0] ?? ''))
  })
}

/** Which of the pages in this folder is sent at an address. */
function pagesIn(dist: string): (path: string) => string {
  const list = join(dist, 'pages', 'list.json')
  const pages = existsSync(list) ? pageList.parse(JSON.parse(readFileSync(list, 'utf8'))) : []
  const known = pages.map(({ address, file }) => ({ address: new RegExp(address), file }))
  return (path) => known.find(({ address }) => address.test(path))?.file ?? 'index.html'
}
