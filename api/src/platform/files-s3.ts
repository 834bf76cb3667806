import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { Agent } from 'node:http'
import { Agent as SecureAgent } from 'node:https'
import { Readable } from 'node:stream'
import {
  FileMissing,
  hashOf,
  isFileKey,
  isMissing,
  requireOwnKey,
  type ByteRange,
  type FileKey,
  type FileStore,
  type IncomingFiles,
  type KeptFile,
  type ReceivedFile,
} from './files.ts'
import { Problem } from './problem.ts'

export type S3Settings = {
  /** `https://s3.example.vn`; the bucket follows in the path. */
  endpoint: string
  region: string
  bucket: string
  accessKeyId: string
  secretAccessKey: string
}
type More = {
  /** Seconds without a byte after which the other side is taken for gone. A reader on a slow line may pause as long. */
  patience?: number
}

/** Larger files go in parts of this many bytes: what one upload needs of memory. Ten thousand parts are the most. */
const partSize = 8 * 1024 * 1024

/**
 * Files in a bucket, each under its key. Every request carries the SHA-256 of its body in its signature, which the
 * server compares with what arrives; what is read from disk is compared with the SHA-256 of the file; the size that
 * the server names afterwards closes the chain. A file is there whole or not at all.
 * Whatever is wrong with the other side answers `server.storage-unavailable`, with the reason in the log.
 */
export async function s3Files(
  { endpoint, region, bucket: Bucket, accessKeyId, secretAccessKey }: S3Settings,
  incoming: IncomingFiles,
  { patience = 60 }: More = {},
): Promise<FileStore & { requireReachable: () => Promise<void> }> {
  // Whoever keeps files in a folder does not load it.
  const s3 = await import('@aws-sdk/client-s3')
  const connections = { keepAlive: true, maxSockets: 200 }
  const client = new s3.S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    // The newer checksums are not known to every server; the signed hash of the body is.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
    requestHandler: {
      connectionTimeout: Math.min(5, patience) * 1000,
      socketTimeout: patience * 1000,
      httpAgent: new Agent(connections),
      httpsAgent: new SecureAgent(connections),
    },
  })

  async function keep(file: ReceivedFile, key: FileKey) {
    requireOwnKey(file, key)
    const handle = await open(file.path)
    try {
      await (file.size > partSize ? sendInParts(handle, key) : sendAtOnce(handle, file, key))
    } finally {
      await handle.close()
    }
    const kept = await find(key)
    if (kept?.size !== file.size) throw unavailable(new Error(`${key}: ${kept?.size} bytes instead of ${file.size}`))
  }

  async function sendAtOnce(handle: FileHandle, { size }: ReceivedFile, key: FileKey) {
    const { chunk, hash } = await nextPart(handle, Buffer.allocUnsafe(size), createHash('sha256'))
    requireContent(hash.digest('hex'), key)
    await answered(client.send(new s3.PutObjectCommand({ Bucket, Key: key, Body: chunk })))
  }

  async function sendInParts(handle: FileHandle, key: FileKey) {
    const begun = await answered(client.send(new s3.CreateMultipartUploadCommand({ Bucket, Key: key })))
    const upload = { Bucket, Key: key, UploadId: begun.UploadId }
    try {
      const parts: { PartNumber: number; ETag: string | undefined }[] = []
      const buffer = Buffer.allocUnsafe(partSize)
      const hash = createHash('sha256')
      for (let PartNumber = 1; ; PartNumber++) {
        const { chunk: Body } = await nextPart(handle, buffer, hash)
        if (Body.length === 0) break
        const { ETag } = await answered(client.send(new s3.UploadPartCommand({ ...upload, PartNumber, Body })))
        parts.push({ PartNumber, ETag })
      }
      requireContent(hash.digest('hex'), key)
      const MultipartUpload = { Parts: parts }
      await answered(client.send(new s3.CompleteMultipartUploadCommand({ ...upload, MultipartUpload })))
    } catch (error) {
      // Parts that nobody completed are no file; if the server is away, the sweep removes them.
      await client.send(new s3.AbortMultipartUploadCommand(upload)).catch(() => {})
      throw error
    }
  }

  async function* stream(key: FileKey, range: ByteRange | undefined) {
    const Range = range && `bytes=${range.start}-${range.end}`
    const { Body } = await answered(client.send(new s3.GetObjectCommand({ Bucket, Key: key, Range })))
    if (!(Body instanceof Readable)) throw unavailable(new Error(`${key}: an answer without a body`))
    try {
      yield* Body
    } catch (cause) {
      throw unavailable(cause)
    }
  }

  async function find(key: FileKey): Promise<KeptFile | null> {
    hashOf(key)
    const answer = await answered(client.send(new s3.HeadObjectCommand({ Bucket, Key: key }))).catch(
      (error: unknown) => {
        if (isMissing(error)) return null
        throw error
      },
    )
    return answer && { key, size: answer.ContentLength ?? 0, keptAt: answer.LastModified ?? new Date() }
  }

  async function* list() {
    let ContinuationToken: string | undefined
    do {
      const page = await answered(client.send(new s3.ListObjectsV2Command({ Bucket, ContinuationToken })))
      for (const { Key: key = '', Size: size = 0, LastModified: keptAt = new Date() } of page.Contents ?? [])
        if (isFileKey(key)) yield { key, size, keptAt }
      ContinuationToken = page.NextContinuationToken
    } while (ContinuationToken !== undefined)
  }

  async function remove(key: FileKey) {
    hashOf(key)
    await answered(client.send(new s3.DeleteObjectCommand({ Bucket, Key: key })))
  }

  async function removeOld(key: FileKey, before: Date) {
    const found = await find(key)
    if (!found || found.keptAt >= before) return false
    await remove(key)
    return true
  }

  /** Parts of uploads that were cut off cost room, though nobody sees them. */
  async function sweepParts(before: Date) {
    const { Uploads = [] } = await answered(client.send(new s3.ListMultipartUploadsCommand({ Bucket })))
    const old = Uploads.filter(({ Key = '', Initiated }) => isFileKey(Key) && Initiated && Initiated < before)
    for (const { Key, UploadId } of old)
      await answered(client.send(new s3.AbortMultipartUploadCommand({ Bucket, Key, UploadId })))
    return old.length
  }

  return {
    receive: incoming.receive,
    keep,
    discard: incoming.discard,
    read: (key, range) => {
      hashOf(key)
      return Readable.from(stream(key, range), { objectMode: false })
    },
    remove,
    sweep: async (before) => (await incoming.sweep(before)) + (await sweepParts(before)),
    find,
    list,
    removeOld,
    requireReachable: async () => {
      // Says why, which the answer to a HEAD cannot.
      await answered(client.send(new s3.ListObjectsV2Command({ Bucket, MaxKeys: 1 })))
    },
  }
}

/** Fills `buffer` from where the file was read last; less than that is its end. */
async function nextPart(handle: FileHandle, buffer: Buffer, hash: ReturnType<typeof createHash>) {
  let length = 0
  while (length < buffer.length) {
    const { bytesRead } = await handle.read(buffer, length, buffer.length - length)
    if (bytesRead === 0) break
    length += bytesRead
  }
  const chunk = buffer.subarray(0, length)
  hash.update(chunk)
  return { chunk, hash }
}

function requireContent(sha256: string, key: FileKey) {
  if (sha256 !== hashOf(key)) throw new Error(`What lies on disk is not what was received: ${key}`)
}

const unavailable = (cause: unknown) => new Problem('server.storage-unavailable', { cause, retryAfter: 10 })

/** A bucket that is not there is a fault of the set-up and no missing file. */
const noSuchFile = new Set(['NoSuchKey', 'NotFound'])
const answered = <T>(asked: Promise<T>): Promise<T> =>
  asked.catch((cause: unknown) => {
    throw cause instanceof Error && noSuchFile.has(cause.name) ? new FileMissing(cause.message) : unavailable(cause)
  })
