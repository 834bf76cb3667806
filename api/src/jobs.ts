import { createSilenceService, objectionWorkers } from './features/objections/index.ts'
import { join } from 'node:path'
import { exportMakers } from './composition/exports.ts'
import type { Config } from './config.ts'
import {
  createLinksService,
  createRemindersService,
  deliverableWorkers,
  thingOf,
} from './features/deliverables/index.ts'
import { createSentPapers } from './features/documents/index.ts'
import { createIntake, createLinkLooks, createUploadsService, evidenceWorkers } from './features/evidence/index.ts'
import { endAccess, identityLate, identityWorkers, restoreAccess, seatActor } from './features/identity/index.ts'
import { exportsWorkers, startExporter } from './features/exports/index.ts'
import { importsWorkers } from './features/imports/index.ts'
import { orgWorkers } from './features/org/index.ts'
import { reportWorkers } from './features/reports/index.ts'
import { createTurnReminders, handOver, submissionWorkers } from './features/submissions/index.ts'
import { createLettersService, noticeWorkers } from './features/notices/index.ts'
import { intakeOf, openFileStorage, storageWorkers } from './file-storage.ts'
import { auditWorkers } from './platform/audit/index.ts'
import { connect } from './platform/db/client.ts'
import { startJobs } from './platform/jobs.ts'
import { createLinkChecker } from './platform/links/link-check.ts'
import { partialFiles } from './platform/partial-files.ts'
import { startMailer } from './platform/mail/index.ts'
import { libreOffice } from './platform/office.ts'
import { startRounds } from './platform/rounds.ts'

type WorkerSettings = Pick<
  Config,
  | 'dataDir'
  | 's3'
  | 'filesIn'
  | 'mail'
  | 'publicUrl'
  | 'port'
  | 'maxFileBytes'
  | 'maxUnitBytes'
  | 'libreOffice'
  | 'fileTypes'
  | 'scanner'
>

/**
 * Starts the workers of every feature. The API may not have migrated yet: a job that meets a missing table fails and
 * is tried again later.
 * @returns what ends them in order.
 */
export async function startWorkers(config: WorkerSettings, databaseUrl: string): Promise<() => Promise<void>> {
  const onError = (error: Error) => console.error(`jobs: ${error.message}`)
  // Each of the two exports at a time holds one to be known to live and one for the picture it reads from.
  const connection = connect(databaseUrl, { max: 8, onError })
  const { dataDir, mail, publicUrl, port, maxFileBytes, maxUnitBytes } = config
  const { db } = connection
  const { files, ...stores } = await openFileStorage(config)
  const partial = await partialFiles(join(dataDir, 'files', 'partial'))
  const settings = { maxFileBytes, maxUnitBytes }
  const address = publicUrl ?? `http://localhost:${port}`
  const now = () => new Date()
  const intake = intakeOf(config)
  const takeIn = createIntake(intake, now)
  const uploads = createUploadsService({ db, files, partial, settings, takeIn, now })
  const checkLink = createLinkChecker()
  const workers = [
    ...auditWorkers(connection),
    ...identityWorkers(connection),
    ...evidenceWorkers({
      ...{ db, files, uploads, scanner: intake.scanner, now },
      links: createLinkLooks({ db, now, checkLink }),
    }),
    ...deliverableWorkers({
      reminders: createRemindersService({ db: connection.db, now, sendsMail: mail !== null }),
      links: createLinksService({ db: connection.db, now, checkLink }),
    }),
    ...submissionWorkers({ db, reminders: createTurnReminders({ db, now }) }),
    ...objectionWorkers({ silence: createSilenceService({ db: connection.db, now }) }),
    ...noticeWorkers({ db: connection.db, now }),
    ...importsWorkers({ db: connection.db, files }),
    ...reportWorkers({ db: connection.db }),
    ...exportsWorkers({ db, files, now }),
    ...storageWorkers({ db: connection.db, ...stores }, onError),
    ...orgWorkers({ db: connection.db, endAccess, restoreAccess, handOver }),
  ]
  const jobs = await startJobs({ databaseUrl, jobs: [], workers, onError })
  const onAnyError = (error: unknown) => onError(error instanceof Error ? error : new Error(String(error)))
  const letters = createLettersService({ db, now, sendsMail: mail !== null, things: thingOf })
  const stopMailer = startMailer({
    before: letters.write,
    db: connection.db,
    transport: mail && (await import('./platform/mail/transport.ts')).smtpTransport(mail),
    address,
    late: identityLate,
    onError: onAnyError,
  })
  const office = config.libreOffice === null ? null : libreOffice({ program: config.libreOffice })
  const stopExporter = startExporter({
    ...{ db, files, now },
    makers: exportMakers({ db, files, office, maxFileBytes, publicUrl: address, now }),
    actorOf: seatActor(db),
    onError: onAnyError,
  })
  const stopDrawing = startRounds({
    round: createSentPapers({ db, files, office, now, onError: onAnyError }),
    everySeconds: 2,
    onError: onAnyError,
  })
  return async () => {
    await stopExporter()
    await stopDrawing()
    await stopMailer()
    await jobs.stop()
    await connection.close()
  }
}
