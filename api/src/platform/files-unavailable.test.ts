import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import Fastify from 'fastify'
import request from 'supertest'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { sendDownload } from './download.ts'
import { s3Files } from './files-s3.ts'
import { fileKey, incomingFiles } from './files.ts'
import { problemReplies } from './problem.ts'
import { acceptUploads, receiveUpload } from './upload.ts'

const app = Fastify()
const folder = await mkdtemp(join(tmpdir(), 'thuoc-files-'))

beforeAll(async () => {
  const settings = { endpoint: 'http://127.0.0.1:9', region: 'r', bucket: 'b', accessKeyId: 'a', secretAccessKey: 's' }
  const files = await s3Files(settings, await incomingFiles(folder))
  problemReplies(app, {})
  await acceptUploads(app)
  app.post('/files', async (call) => {
    const { file } = await receiveUpload(call, { files, maxBytes: 1000 }, z.object({}))
    await files.keep(file, fileKey(randomUUID(), file.sha256)).finally(() => files.discard(file))
  })
  app.get('/files/:id', (call, reply) =>
    sendDownload(
      files,
      { key: fileKey(randomUUID(), 'a'.repeat(64)), name: 'kế hoạch.pdf', mediaType: 'application/pdf', size: 123_456 },
      call,
      reply,
    ),
  )
  await app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await app.close()
  await rm(folder, { recursive: true })
})

const refusal = { status: 503, code: 'server.storage-unavailable' }

it('answers an upload that finds no storage with a code, says when to try again, and leaves nothing behind', async () => {
  const { status, body, headers } = await request(app.server).post('/files').attach('file', Buffer.from('abc'), 'a.txt')
  expect({ status, body }).toMatchObject({ status: 503, body: refusal })
  expect(headers).toMatchObject({ 'retry-after': '10', 'content-type': 'application/problem+json' })
  expect(await readdir(folder)).toEqual([])
})

it.each([{}, { range: 'bytes=0-99' }])(
  'answers a download that finds no storage with the same code: %j',
  async (ask) => {
    const { status, body, headers } = await request(app.server).get('/files/1').set(ask)
    expect({ status, body }).toMatchObject({ status: 503, body: refusal })
    expect(headers['content-range']).toBeUndefined()
    expect(headers['content-disposition']).toBeUndefined()
  },
)
