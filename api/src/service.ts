import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { buildApp } from './app.ts'
import { root, type Config } from './config.ts'
import { createLinkChecker } from './platform/links/link-check.ts'
import { intakeOf, openFileStorage } from './file-storage.ts'
import { localSecrets } from './local-secrets.ts'
import { connect } from './platform/db/client.ts'
import { listen } from './platform/entrance.ts'
import { libreOffice } from './platform/office.ts'
import { logStream } from './platform/log-stream.ts'
import { partialFiles } from './platform/partial-files.ts'

/** Milliseconds: who looks at a file waits for it. */
const officePatience = 60_000
const webDist = join(root, 'web', 'dist')

export type Service = {
  /** Where people reach it. */
  address: string
  /** Finishes running requests, then lets go of the database. */
  close: () => Promise<void>
}

/**
 * The API and, where it has been built, the web app, listening. The database is expected to be migrated.
 * @throws the error of the operating system when the port cannot be had.
 */
export async function startService(config: Config, databaseUrl: string): Promise<Service> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
  const address = config.publicUrl ?? `http://localhost:${config.port}`
  const secure = address.startsWith('https:')
  const jwtSecret = config.jwtSecret ?? (await localSecrets(config.dataDir)).jwtSecret
  // A server that is being started again is not worth a stack trace for each idle connection.
  const connection = connect(databaseUrl, { onError: ({ message }) => app.log.warn(`database: ${message}`) })
  const storage = await openFileStorage(config)
  const app = await buildApp({
    db: connection.db,
    jwtSecret,
    files: storage.files,
    partial: await partialFiles(join(config.dataDir, 'files', 'partial')),
    maxFileBytes: config.maxFileBytes,
    maxUnitBytes: config.maxUnitBytes,
    intake: intakeOf(config),
    office: config.libreOffice === null ? null : libreOffice({ program: config.libreOffice, patience: officePatience }),
    checkLink: createLinkChecker(),
    sendsMail: config.mail !== null,
    now: () => new Date(),
    publicUrl: address,
    secureCookies: secure,
    security: {
      strictTransport: secure,
      requestsPerMinute: config.requestsPerMinute,
      signInsPerMinute: config.signInsPerMinute,
      shedLoad: { waiting: connection.waiting },
    },
    trustProxy: config.trustProxy,
    webDist: existsSync(webDist) ? webDist : null,
    checksReplies: false,
    logger: { level: config.logLevel, stream: logStream() },
  })
  // Files are not all there is to serve: whoever runs it is told, and the rest works.
  void storage.s3?.requireReachable().catch((error: unknown) => app.log.error({ err: error }, 'S3 is not reachable'))
  await listen(app, config)
  return {
    address,
    close: async () => {
      await app.close()
      await connection.close()
    },
  }
}
