import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { S3Settings } from './platform/files-s3.ts'
import { allFileTypes, fileTypesNamed, fileTypeWords, type TakenTypes } from './platform/known-file-types.ts'
import type { TrustedProxies } from './platform/guests.ts'
import { findLibreOffice } from './platform/office.ts'
import { scannerAddress, type ScannerAddress } from './platform/scanner/index.ts'

/** The clone: relative folders mean the same wherever the command was typed. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

const flag = z.stringbool({ truthy: ['true', '1', 'yes'], falsy: ['false', '0', 'no'] })
const isPostgres = (url: string) => /^postgres(ql)?:\/\//.test(url)

/** The folder of the data directory, or the bucket. */
export const filesIn = ['local', 's3'] as const
export type FilesIn = (typeof filesIn)[number]

const typesIn = (text: string) => fileTypesNamed(text).taken
const namesFileTypes = (text: string) => typesIn(text).size > 0 && fileTypesNamed(text).unknown.length === 0
const isScanner = (text: string) => scannerAddress(text) !== null
const isProgram = (path: string) => findLibreOffice(path) !== null

/** Every name we read from the environment. An empty value is as good as none. */
const environment = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  /** Uploaded files, and the embedded database with its secrets. */
  DATA_DIR: z.string().default('data'),
  HOST: z.string().default('127.0.0.1'),
  /** 0 takes any free one. */
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  /** PostgreSQL 15 or later; without it the embedded one is used. */
  DATABASE_URL: z.string().refine(isPostgres, 'postgres://user:password@host:5432/database').optional(),
  /** Signs access tokens and certificates' links; at least 32 characters. */
  JWT_SECRET: z.string().min(32).optional(),
  /** The address people type, as it stands in QR codes and decides whether cookies are Secure. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Largest file, in megabytes of 1024 × 1024 bytes. */
  MAX_FILE_MB: z.coerce.number().positive().default(500),
  /** The most that the files of one unit may take, in gigabytes of 1024³ bytes. */
  MAX_UNIT_GB: z.coerce.number().positive().default(5),
  /** Default: `info` in production, where somebody collects it; `warn` at a terminal. */
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
  /** `true`: one proxy stands before us and says who the client is; or how many do, or their addresses. */
  TRUST_PROXY: z.union([flag, z.string()]).default(false),
  /** Requests a minute from one address, all routes together. */
  REQUESTS_PER_MINUTE: z.coerce.number().int().positive().default(6000),
  /** Sign-ins a minute from one address; wrong passwords are slowed down per user name besides. */
  SIGN_INS_PER_MINUTE: z.coerce.number().int().positive().default(60),
  /** `smtp://user:password@host:587` or `smtps://…`; without it no mail is sent, and the screens say so. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Whom mail comes from: `Thước <khong-tra-loi@example.vn>`; wanted with SMTP_URL. */
  MAIL_FROM: z
    .string()
    .regex(/^([^<>@\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/, 'Thước <khong-tra-loi@example.vn>')
    .optional(),
  /** S3-compatible storage, all five or none: `https://s3.example.vn`, without the bucket. */
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** As the server wants it signed; `us-east-1` where it does not care. */
  S3_REGION: z.string().optional(),
  S3_BUCKET: z.string().optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  /** Where files are kept from now on. Default: `s3` where it is set up. */
  FILES_IN: z.enum(filesIn).optional(),
  /** What may be handed in, of what we know: `pdf, jpg, docx`. Default: everything we know. */
  FILE_TYPES: z.string().refine(namesFileTypes, fileTypeWords.join(', ')).transform(typesIn).optional(),
  /** The virus scanner: `tcp://host:3310` or `unix:/run/clamav/clamd.ctl`; without it files are not scanned. */
  CLAMD: z
    .string()
    .refine(isScanner, 'tcp://host:3310, unix:/run/clamav/clamd.ctl')
    .transform(scannerAddress)
    .optional(),
  /** The program that turns Office files into PDF. Default: LibreOffice where it is found. */
  LIBREOFFICE: z.string().refine(isProgram, 'không có chương trình này (no such program)').optional(),
  /** Load the invented province and its accounts; never in production. */
  DEMONSTRATION: flag.optional(),
})
export const environmentNames: readonly string[] = Object.keys(environment.shape)

export type Config = {
  production: boolean
  /** Absolute. */
  dataDir: string
  host: string
  port: number
  /** Null: the embedded PostgreSQL. */
  databaseUrl: string | null
  /** Null: one made for this data folder. Never null in production. */
  jwtSecret: string | null
  /** Without a trailing slash. Null: the address we listen on. Never null in production. */
  publicUrl: string | null
  maxFileBytes: number
  maxUnitBytes: number
  logLevel: NonNullable<z.infer<typeof environment>['LOG_LEVEL']>
  trustProxy: TrustedProxies
  requestsPerMinute: number
  signInsPerMinute: number
  /** Null: mail is not sent. */
  mail: { url: string; from: string } | null
  /** Null: there is no such storage. */
  s3: S3Settings | null
  /** Where files are kept; what lies in the other place is still read. `s3` only where that is set up. */
  filesIn: FilesIn
  /** Media types that may be handed in. */
  fileTypes: TakenTypes
  /** Null: files are not scanned. */
  scanner: ScannerAddress | null
  /** The program; null: Office files are downloaded only. */
  libreOffice: string | null
  demonstration: boolean
}

/** What is wrong with the environment, every fault at once: `NAME: what is wanted`. */
export class ConfigFaults extends Error {
  readonly faults: readonly string[]
  constructor(faults: readonly string[]) {
    super(faults.join('\n'))
    this.faults = faults
  }
}

/**
 * Reads the environment, once, at the start of a process.
 * @throws ConfigFaults when a value does not fit or, in production, is missing, default or easy to guess.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) throw new ConfigFaults(parsed.error.issues.map((i) => `${i.path.join('.')}: ${i.message}`))
  const values = parsed.data
  const production = values.NODE_ENV === 'production'
  const faults = [...mailFaults(values), ...s3Faults(values), ...(production ? productionFaults(values) : [])]
  if (faults.length) throw new ConfigFaults(faults)
  return {
    production,
    dataDir: resolve(root, values.DATA_DIR),
    host: values.HOST,
    port: values.PORT,
    databaseUrl: values.DATABASE_URL ?? null,
    jwtSecret: values.JWT_SECRET ?? null,
    publicUrl: values.PUBLIC_URL?.replace(/\/+$/, '') ?? null,
    maxFileBytes: Math.floor(values.MAX_FILE_MB * 1024 * 1024),
    maxUnitBytes: Math.floor(values.MAX_UNIT_GB * 1024 ** 3),
    logLevel: values.LOG_LEVEL ?? (production ? 'info' : 'warn'),
    trustProxy: proxiesOf(values.TRUST_PROXY),
    requestsPerMinute: values.REQUESTS_PER_MINUTE,
    signInsPerMinute: values.SIGN_INS_PER_MINUTE,
    mail: mailOf(values),
    s3: s3Of(values),
    filesIn: values.FILES_IN ?? (s3Of(values) ? 's3' : 'local'),
    fileTypes: values.FILE_TYPES ?? allFileTypes,
    scanner: values.CLAMD ?? null,
    libreOffice: findLibreOffice(values.LIBREOFFICE),
    demonstration: values.DEMONSTRATION ?? !production,
  }
}

/** What is said by whoever stands before the nearest proxies was said by the client itself, and may be anything. */
function proxiesOf(said: boolean | string): TrustedProxies {
  if (typeof said === 'boolean') return said ? 1 : false
  return /^\d+$/.test(said) ? Number(said) : said
}

type MailValues = Pick<z.infer<typeof environment>, 'SMTP_URL' | 'MAIL_FROM'>
const mailOf = ({ SMTP_URL: url, MAIL_FROM: from }: MailValues) =>
  url !== undefined && from !== undefined ? { url, from } : null

function mailFaults({ SMTP_URL, MAIL_FROM }: MailValues): string[] {
  if ((SMTP_URL === undefined) === (MAIL_FROM === undefined)) return []
  const missing = SMTP_URL === undefined ? 'SMTP_URL' : 'MAIL_FROM'
  return [`${missing}: SMTP_URL và MAIL_FROM đi cùng nhau (set both or neither)`]
}

const s3Names = ['S3_ENDPOINT', 'S3_REGION', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const
type S3Values = Pick<z.infer<typeof environment>, (typeof s3Names)[number] | 'FILES_IN'>

function s3Of(values: S3Values): S3Settings | null {
  const { S3_ENDPOINT: endpoint, S3_REGION: region, S3_BUCKET: bucket } = values
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = values
  if (!endpoint || !region || !bucket || !accessKeyId || !secretAccessKey) return null
  return { endpoint: endpoint.replace(/\/+$/, ''), region, bucket, accessKeyId, secretAccessKey }
}

function s3Faults(values: S3Values): string[] {
  const missing = s3Names.filter((name) => values[name] === undefined)
  const wanted = missing.length < s3Names.length || values.FILES_IN === 's3'
  return wanted ? missing.map((name) => `${name}: năm biến S3_… đi cùng nhau (the five S3_… go together)`) : []
}

/** Words that stand in examples and tutorials, this one's included. */
const wellKnown = /change.?me|secret|password|example|default|123456|thay.?doi|postgres|thuoc/i

function productionFaults(values: z.infer<typeof environment>): string[] {
  const { DATABASE_URL, JWT_SECRET, PUBLIC_URL, DEMONSTRATION } = values
  const faults: string[] = []
  if (DATABASE_URL === undefined) faults.push('DATABASE_URL: cần có trong môi trường thật (required in production)')
  else if (isWeakPassword(DATABASE_URL))
    faults.push('DATABASE_URL: mật khẩu trống hoặc mặc định (the password is empty or a default one)')
  if (JWT_SECRET === undefined) faults.push('JWT_SECRET: cần có, ít nhất 32 ký tự (required, 32 characters or more)')
  else if (wellKnown.test(JWT_SECRET) || new Set(JWT_SECRET).size < 12)
    faults.push('JWT_SECRET: mặc định hoặc dễ đoán (a default one or easy to guess): openssl rand -base64 48')
  if (PUBLIC_URL === undefined) faults.push('PUBLIC_URL: cần có, ví dụ https://thuoc.example.vn (required)')
  if (DEMONSTRATION === true)
    faults.push('DEMONSTRATION: không dùng dữ liệu minh hoạ trong môi trường thật (no demonstration in production)')
  return faults
}

/** A socket or a client certificate needs no password; then the URL names no host. */
function isWeakPassword(databaseUrl: string) {
  const { hostname, password } = new URL(databaseUrl)
  if (hostname === '') return false
  return password.length < 8 || wellKnown.test(decodeURIComponent(password))
}
