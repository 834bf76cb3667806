import type { IncomingMessage } from 'node:http'
import multipart, { type MultipartFile } from '@fastify/multipart'
import type { ProblemItem } from '@thuoc/shared'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { FileTooLarge, type Files, type ReceivedFile } from './files.ts'
import { Problem } from './problem.ts'

/** One file that has come in whole, with the fields sent before it. */
export type Upload<Fields> = { fields: Fields; fileName: string; file: ReceivedFile }
export type UploadSettings = { files: Files; maxBytes: number }

/** Seconds for which the rest of a refused upload is still taken in. */
const patience = 30

/** Lets the routes of this plugin take multipart/form-data. */
export async function acceptUploads(app: FastifyInstance) {
  await app.register(multipart)
  letGoOfUploads(app)
}

/** What a client still sends after its answer is taken in and forgotten, in all routes of this plugin. */
export function letGoOfUploads(app: FastifyInstance) {
  app.addHook('onResponse', async ({ raw }) => letGo(raw))
}

/** What OpenAPI says of such a body. It comes as a stream, so there is nothing to check when the other parts are. */
export function describeUpload(fields: z.ZodObject) {
  const { $schema: _, ...wire } = z.toJSONSchema(fields.extend({ file: z.file() }), { io: 'input' })
  return { consumes: ['multipart/form-data'], body: z.unknown().meta({ wire }) }
}

/**
 * Takes in and forgets what a client still sends after its answer: to cut the line would take the answer with it, and
 * an unread rest would stand before the next request on the same line.
 */
function letGo(request: IncomingMessage) {
  if (request.readableEnded || request.destroyed) return
  const timer = setTimeout(() => request.destroy(), patience * 1000)
  request.once('close', () => clearTimeout(timer))
  request.unpipe()
  request.resume()
}

/**
 * Reads one file and the fields before it from a multipart request, in constant memory: the file goes to disk as it
 * comes, its SHA-256 is taken on the way. Whoever calls keeps or discards it.
 * @throws Problem `evidence.file-expected`, `evidence.too-large`, `evidence.empty`, `request.invalid`
 */
export async function receiveUpload<Fields extends z.ZodObject>(
  request: FastifyRequest,
  { files, maxBytes }: UploadSettings,
  fields: Fields,
): Promise<Upload<z.output<Fields>>> {
  if (!request.isMultipart()) throw new Problem('evidence.file-expected')
  const given: Record<string, unknown> = {}
  let upload: Upload<z.output<Fields>> | null = null
  // One byte and one file more than allowed are let through, so that the limit is ours to notice.
  const limits = { fileSize: maxBytes + 1, files: 2, fields: 10, fieldSize: 4_000, headerPairs: 50 }
  try {
    for await (const part of request.parts({ limits })) {
      // What comes too late is refused: to leave it out in silence would lose it.
      if (upload && part.type === 'file') throw new Problem('evidence.file-expected', { detail: 'One file at a time' })
      if (upload) throw unfit([{ path: `/${part.fieldname}`, message: 'Comes after the file' }])
      if (part.type === 'file')
        upload = { fields: parseFields(fields, given), ...(await receivePart(part, files, maxBytes)) }
      else given[part.fieldname] = part.value
    }
  } catch (error) {
    if (upload) await files.discard(upload.file)
    throw isTorn(error) ? new Problem('evidence.file-expected', { cause: error }) : error
  }
  if (!upload) throw new Problem('evidence.file-expected')
  return upload
}

/** What the parser says of a body that is no multipart/form-data, or not all of it; it gives these errors no code. */
const isTorn = (error: unknown) => error instanceof Error && /multipart|part header|boundary/i.test(error.message)

const unfit = (errors: ProblemItem[]) => new Problem('request.invalid', { errors })

function parseFields<Fields extends z.ZodObject>(schema: Fields, given: Record<string, unknown>): z.output<Fields> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw unfit(parsed.error.issues.map(({ path, message }) => ({ path: `/${path.join('/')}`, message })))
}

async function receivePart(part: MultipartFile, files: Files, maxBytes: number) {
  try {
    const file = await files.receive(part.file, maxBytes)
    if (file.size > 0) return { fileName: nameOf(part), file }
    await files.discard(file)
  } catch (error) {
    throw error instanceof FileTooLarge ? new Problem('evidence.too-large') : error
  }
  throw new Problem('evidence.empty')
}

/** A form may send a file without a name, whatever the types say. */
const nameOf = ({ filename }: { filename?: string }) => filename ?? ''
