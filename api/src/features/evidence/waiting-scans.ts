import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Db, Tx } from '../../platform/db/client.ts'
import { isMissing, type Files } from '../../platform/files.ts'
import type { Scanner } from '../../platform/scanner/index.ts'
import { notifySeats } from '../notices/index.ts'
import { scanOf } from './intake.ts'
import { lineOf } from './link-looks.repository.ts'
import { concerned, recordInfection, setScanned, waitingFiles, type InfectedFile } from './scans.repository.ts'

type Ports = { db: Db; files: Files; scanner: Scanner; now: () => Date }

/** How many a round looks at; the next begins minutes later. */
const most = 200

/**
 * Looks at what came in while the scanner was away, and tells whom an infected file concerns. Stops when the scanner is
 * away again; a file that it alone cannot manage holds up nobody. @returns how many contents were looked at
 */
export async function scanWaiting({ db, files, scanner, now }: Ports): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'thuoc-scan-'))
  const path = join(folder, 'file')
  let looked = 0
  try {
    for (const { sha256, key } of await waitingFiles(db, most)) {
      if (!(await copied(files, key, path))) continue
      const scanned = await scanOf(scanner, path, now)
      if (scanned.scan === 'waiting') {
        if (await isAway(scanner)) break
        continue
      }
      await db.transaction(async (tx) => {
        for (const file of await setScanned(tx, sha256, scanned)) await tell(tx, file, scanned.threat, now())
      })
      looked++
    }
    return looked
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A file that is gone is the business of `files verify`. @returns whether it was there */
async function copied(files: Files, key: string, path: string): Promise<boolean> {
  try {
    await pipeline(files.read(key), createWriteStream(path))
    return true
  } catch (error) {
    if (isMissing(error)) return false
    throw error
  }
}

const isAway = (scanner: Scanner): Promise<boolean> =>
  scanner.version().then(
    () => false,
    () => true,
  )

async function tell(tx: Tx, file: InfectedFile, threat: string | null, at: Date) {
  await recordInfection(tx, file, threat, at)
  const line = file.pieceId === null ? undefined : await lineOf(tx, file.pieceId)
  const values = { name: file.name, ...line }
  await notifySeats(tx, [{ seats: await concerned(tx, file), kind: 'evidence-infected', values }], { by: null, at })
}
