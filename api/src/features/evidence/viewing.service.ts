import { createReadStream } from 'node:fs'
import type { ArchiveListing, UnitId } from '@thuoc/shared'
import { listArchive } from '../../platform/archives.ts'
import type { Db } from '../../platform/db/client.ts'
import type { Download } from '../../platform/download.ts'
import { fileKey, type Files } from '../../platform/files.ts'
import { extensionOf } from '../../platform/known-file-types.ts'
import { NotConverted, type OfficeConverter } from '../../platform/office.ts'
import { Problem } from '../../platform/problem.ts'
import { findRendition, keepRendition, type Content, type Rendition } from './renditions.repository.ts'

/** A file that the actor may open, with the unit whose it is. */
export type Viewed = Download & { unitId: UnitId; sha256: string }
export type ViewingService = ReturnType<typeof createViewingService>
type Ports = {
  db: Db
  files: Files
  office: OfficeConverter | null
  now: () => Date
  /** Told of what went wrong with us, not with the file. */
  report: (error: unknown) => void
}

/** Bytes: what is larger is downloaded. */
const largestOffice = 50 * 1024 * 1024
const largestPdf = 200 * 1024 * 1024
/** So many wait for the one that is being made; who comes later asks again. */
const mostWaiting = 8
const made =
  /^application\/(msword|vnd\.(ms-(excel|powerpoint)|openxmlformats-officedocument|oasis\.opendocument)[.\w-]*)$/

/** What is looked at instead of the file itself: the list of an archive, an Office file as PDF. */
export function createViewingService({ db, files, office, now, report }: Ports) {
  const running = new Map<string, Promise<void>>()

  /** The file at a path of this machine while `work` looks at it, wherever files are kept. */
  async function atHand<T>({ key, size }: Download, work: (path: string) => Promise<T>): Promise<T> {
    const copy = await files.receive(files.read(key), size)
    try {
      return await work(copy.path)
    } finally {
      await files.discard(copy)
    }
  }

  /** @throws Problem `evidence.not-viewable` for what is no archive */
  async function entries(file: Viewed): Promise<ArchiveListing> {
    if (file.mediaType !== 'application/zip') throw new Problem('evidence.not-viewable')
    const listing = await atHand(file, (path) => listArchive(path))
    return {
      ...listing,
      entries: listing.entries.map(({ name, isFolder, size, warnings }) => ({ name, isFolder, size, warnings })),
    }
  }

  /** Starts making it where nobody has; the caller asks again. */
  async function pdf(file: Viewed): Promise<'ready' | 'working' | 'none'> {
    if (!office || !made.test(file.mediaType) || file.size > largestOffice) return 'none'
    const content = { unitId: file.unitId, sha256: file.sha256 }
    const found = await findRendition(db, content)
    if (found !== undefined) return found === null ? 'none' : 'ready'
    if (!running.has(file.key) && running.size < mostWaiting) {
      const work = make(office, file, content)
        .catch(report)
        .finally(() => running.delete(file.key))
      running.set(file.key, work)
    }
    return 'working'
  }

  async function make(by: OfficeConverter, file: Viewed, content: Content) {
    const result = await atHand(file, (path) => convert(by, path, file)).catch((error: unknown) => {
      if (error instanceof NotConverted) return null
      throw error
    })
    await keepRendition(db, content, result, now())
  }

  async function convert(by: OfficeConverter, path: string, file: Viewed): Promise<Rendition> {
    const converted = await by.toPdf(path, extensionOf(file.mediaType))
    try {
      const received = await files.receive(createReadStream(converted.path), largestPdf)
      const key = fileKey(file.unitId, received.sha256)
      try {
        await files.keep(received, key)
      } finally {
        await files.discard(received)
      }
      return { key, size: received.size }
    } finally {
      await converted.discard()
    }
  }

  /** What an address of the PDF sends. @throws Problem `evidence.link-expired` where it is gone */
  async function download(file: Viewed): Promise<Download> {
    const found = await findRendition(db, { unitId: file.unitId, sha256: file.sha256 })
    if (!found) throw new Problem('evidence.link-expired')
    return { ...found, name: `${file.name}.pdf`, mediaType: 'application/pdf' }
  }

  /** Waits for what is being made: a process that ends leaves nothing half done. */
  const settled = async () => {
    await Promise.all(running.values())
  }

  return { entries, pdf, download, settled }
}
