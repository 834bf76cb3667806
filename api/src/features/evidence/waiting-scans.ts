import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Db } from '../../platform/db/client.ts'
import type { Files } from '../../platform/files.ts'
import type { Scanner } from '../../platform/scanner/index.ts'
import { scanOf } from './intake.ts'
import { setScanned, waitingFiles } from './scans.repository.ts'

type Ports = { db: Db; files: Files; scanner: Scanner; now: () => Date }

/** How many a round looks at; the next begins minutes later. */
const most = 200

/** Looks at what came in while the scanner was away. Stops when it is away again. @returns how many were looked at */
export async function scanWaiting({ db, files, scanner, now }: Ports): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'thuoc-scan-'))
  const path = join(folder, 'file')
  let looked = 0
  try {
    for (const file of await waitingFiles(db, most)) {
      if (file.key === null) continue
      await pipeline(files.read(file.key), createWriteStream(path))
      const scanned = await scanOf(scanner, path, now)
      if (scanned.scan === 'waiting') break
      await setScanned(db, file, scanned)
      looked++
    }
    return looked
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
