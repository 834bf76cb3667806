import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { ScanState } from '@thuoc/shared'
import { safeFileName } from '../../platform/file-names.ts'
import { typeOfFile } from '../../platform/file-types.ts'
import type { ReceivedFile } from '../../platform/files.ts'
import type { TakenTypes } from '../../platform/known-file-types.ts'
import { BrokenPicture, preparePhoto } from '../../platform/photos/index.ts'
import { Problem } from '../../platform/problem.ts'
import { ScannerUnavailable, type Scanner } from '../../platform/scanner/index.ts'

/** A file that has arrived whole, as it may be kept and shown. */
export type Taken = {
  file: ReceivedFile
  name: string
  mediaType: string
  /** When a photograph was taken, if it said so. */
  takenOn: string | null
  scan: ScanState
  scannedAt: Date | null
  threat: string | null
}
/** What is taken, and who looks for malicious software: null where nobody does. */
export type IntakeSettings = { fileTypes: TakenTypes; scanner: Scanner | null }
export type Intake = ReturnType<typeof createIntake>

/**
 * What becomes of every file before it is kept: known by its content, a photograph upright and without its place,
 * scanned. Where the scanner cannot say, the file waits.
 */
export function createIntake(settings: IntakeSettings, now: () => Date) {
  /** @throws Problem `evidence.type-refused`, `evidence.picture-broken`; the file itself is the caller's to discard */
  return async (received: ReceivedFile, givenName: string): Promise<Taken> => {
    const type = await typeOfFile(received.path, givenName, settings.fileTypes)
    if (!type) throw new Problem('evidence.type-refused')
    const { mediaType, extensions } = type
    const { file, takenOn } = await prepared(received, mediaType)
    const scanned = await scanOf(settings.scanner, file.path, now)
    return { file, name: safeFileName(givenName, extensions), mediaType, takenOn, ...scanned }
  }
}

/** A picture that had to change lies beside the one that came in, which is no longer needed. */
async function prepared(file: ReceivedFile, mediaType: string) {
  const to = join(dirname(file.path), randomUUID())
  const { changed, takenOn } = await preparePhoto(mediaType, file.path, to).catch((error: unknown) => {
    throw error instanceof BrokenPicture ? new Problem('evidence.picture-broken', { cause: error }) : error
  })
  if (!changed) return { file, takenOn }
  const hash = createHash('sha256')
  await pipeline(createReadStream(to), hash)
  const { size } = await stat(to)
  await rm(file.path, { force: true })
  return { file: { path: to, size, sha256: hash.digest('hex') }, takenOn }
}

type Scanned = Pick<Taken, 'scan' | 'scannedAt' | 'threat'>
/** What is too large to be looked into is nobody's to vouch for: it stays `unscanned`. */
export async function scanOf(scanner: Scanner | null, path: string, now: () => Date): Promise<Scanned> {
  if (!scanner) return { scan: 'unscanned', scannedAt: null, threat: null }
  try {
    const verdict = await scanner.scan(path)
    const scannedAt = now()
    if (verdict.state === 'infected') return { scan: 'infected', scannedAt, threat: verdict.threat }
    return { scan: verdict.state === 'clean' ? 'clean' : 'unscanned', scannedAt, threat: null }
  } catch (error) {
    if (!(error instanceof ScannerUnavailable)) throw error
    return { scan: 'waiting', scannedAt: null, threat: null }
  }
}
