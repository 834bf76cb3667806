import type { FastifyLoggerOptions } from 'fastify'
import type { LinkChecker } from './platform/links/link-check.ts'
import type { IntakeSettings } from './features/evidence/index.ts'
import type { Db } from './platform/db/client.ts'
import type { Files } from './platform/files.ts'
import type { TrustedProxies } from './platform/guests.ts'
import type { OfficeConverter } from './platform/office.ts'
import type { PartialFiles } from './platform/partial-files.ts'
import type { SecuritySettings } from './platform/security.ts'

/** Everything the application takes from outside; the environment is read by `config.ts`, not here. */
export type Ports = {
  db: Db
  /** Signs access tokens; at least 32 characters. */
  jwtSecret: string
  /** Where uploaded files lie, those on their way too; the largest that is taken, and the most of a unit, in bytes. */
  files: Files
  partial: PartialFiles
  maxFileBytes: number
  maxUnitBytes: number
  /** What is taken, and who looks for malicious software. */
  intake: IntakeSettings
  /** Makes PDF of what office programs write, to be looked at; null where no such program is. */
  office: OfficeConverter | null
  /** The clock by which things are late; a test sets it. */
  now: () => Date
  /** Looks whether a website answers. */
  checkLink: LinkChecker
  /** Whether mail goes out at all. */
  sendsMail: boolean
  /** Where people reach the app, without a trailing slash. */
  publicUrl: string
  /** Cookies are `Secure` when people reach us by https. */
  secureCookies: boolean
  security: SecuritySettings
  /** Which proxies may say who the client is. */
  trustProxy: TrustedProxies
  /** Folder of the built web app; null serves the API alone. */
  webDist: string | null
  /** Encodes each reply twice, so that the tests find what differs from the contract. */
  checksReplies: boolean
  logger: boolean | FastifyLoggerOptions
}
