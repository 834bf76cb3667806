import request from 'supertest'
import { expect } from 'vitest'
import { fromBuffer, type Entry } from 'yauzl'

export async function download(api: { url: string }, url: string): Promise<Buffer> {
  const { status, body } = await request(api.url)
    .get(url)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => done(null, Buffer.concat(chunks)))
    })
  expect(status).toBe(200)
  return body
}

export const text = (parts: Map<string, Buffer>, name: string) => parts.get(name)?.toString('utf8') ?? ''

export const unzip = (archive: Buffer) =>
  new Promise<Map<string, Buffer>>((resolve, reject) => {
    const parts = new Map<string, Buffer>()
    fromBuffer(archive, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      zip.on('error', reject).on('end', () => resolve(parts))
      zip.on('entry', (entry: Entry) =>
        zip.openReadStream(entry, (fault, stream) => {
          if (fault) return reject(fault)
          const chunks: Buffer[] = []
          stream.on('data', (chunk: Buffer) => chunks.push(chunk))
          stream.on('end', () => {
            parts.set(entry.fileName, Buffer.concat(chunks))
            zip.readEntry()
          })
        }),
      )
      zip.readEntry()
    })
  })
