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
import { fileKey, incomingFiles, localFiles } from './files.ts'
import { problemReplies } from './problem.ts'
import { acceptUploads, receiveUpload } from './upload.ts'

const app = Fastify()
const folder = await mkdtemp(join(tmpdir(), 'thuoc-files-'))
const incoming = join(folder, 'incoming')

beforeAll(async () => {
  const settings = { endpoint: 'http://127.0.0.1:9', region: 'r', bucket: 'b', accessKeyId: 'a', secretAccessKey: 's' }
  const files = await s3Files(settings, await incomingFiles(incoming))
  problemReplies(app, {})
  await acceptUploads(app)
  app.post('/files', async (call) => {
    const { file } = await receiveUpload(call, { files, maxBytes: 1000 }, z.object({}))
    await files.keep(file, fileKey(randomUUID(), file.sha256)).finally(() => files.discard(file))
  })
  const download = { name: 'kế hoạch.pdf', mediaType: 'application/pdf', size: 123_456 }
  const key = fileKey(randomUUID(), 'a'.repeat(64))
  app.get('/files/:id', (call, reply) => sendDownload(files, { key, ...download }, call, reply))
  const local = await localFiles(join(folder, 'local'))
  app.get('/lost/:id', (call, reply) => sendDownload(local, { key, ...download }, call, reply))
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
  expect(await readdir(incoming)).toEqual([])
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

it('does not ask to try again where a file that was kept is lost: that is for those who run the server', async () => {
  const { status, body, headers } = await request(app.server).get('/lost/1')
  expect({ status, body }).toMatchObject({ status: 500, body: { code: 'server.error' } })
  expect(headers['retry-after']).toBeUndefined()
  expect(headers['content-disposition']).toBeUndefined()
})
