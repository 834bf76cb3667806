import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigFaults, environmentNames, readConfig, root } from './config.ts'

const production = {
  NODE_ENV: 'production',
  DATABASE_URL: 'postgres://app:k3Vv9QmZr7LxT2@db:5432/app',
  JWT_SECRET: 'p8Zk2Qv7Lm4Xr9Tb6Wn3Yc5Hd1Jf0Gs8Ae',
  PUBLIC_URL: 'https://danhgia.example.vn/',
}
const faults = (env: Record<string, string | undefined>) => {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (!(error instanceof ConfigFaults)) throw error
    return error.faults.map((fault) => fault.split(':')[0])
  }
}

describe('a machine of one’s own', () => {
  it('needs no setting: embedded database, loopback, demonstration', () => {
    expect(readConfig({})).toMatchObject({
      production: false,
      dataDir: join(root, 'data'),
      host: '127.0.0.1',
      port: 3000,
      databaseUrl: null,
      maxFileBytes: 500 * 1024 * 1024,
      demonstration: true,
    })
  })

  it('takes an empty value for none, as compose files and shells hand them over', () => {
    expect(readConfig({ DATABASE_URL: '', PORT: '', TRUST_PROXY: '' })).toMatchObject({ databaseUrl: null, port: 3000 })
  })

  it('names every value that does not fit, at once', () => {
    expect(faults({ PORT: 'web', DATABASE_URL: 'mysql://x', JWT_SECRET: 'short' })).toEqual([
      'PORT',
      'DATABASE_URL',
      'JWT_SECRET',
    ])
  })

  it('sends mail only when it knows through which server and from whom', () => {
    expect(readConfig({}).mail).toBeNull()
    const mail = { SMTP_URL: 'smtps://thu:mat-khau@mail.example.vn', MAIL_FROM: 'Thước <khong-tra-loi@example.vn>' }
    expect(readConfig(mail).mail).toEqual({ url: mail.SMTP_URL, from: mail.MAIL_FROM })
    expect(faults({ SMTP_URL: mail.SMTP_URL })).toEqual(['MAIL_FROM'])
    expect(faults({ MAIL_FROM: mail.MAIL_FROM })).toEqual(['SMTP_URL'])
    expect(faults({ SMTP_URL: 'https://mail.example.vn', MAIL_FROM: 'nobody' })).toEqual(['SMTP_URL', 'MAIL_FROM'])
  })

  it('keeps files in a bucket only when it knows everything about it, and in the folder when told so', () => {
    expect(readConfig({})).toMatchObject({ s3: null, filesIn: 'local' })
    const all = {
      S3_ENDPOINT: 'https://s3.example.vn/',
      S3_REGION: 'vn-1',
      S3_BUCKET: 'minh-chung',
      S3_ACCESS_KEY_ID: 'thuoc',
      S3_SECRET_ACCESS_KEY: 'khoá bí mật',
    }
    expect(readConfig(all)).toMatchObject({
      s3: { endpoint: 'https://s3.example.vn', region: 'vn-1', bucket: 'minh-chung', accessKeyId: 'thuoc' },
      filesIn: 's3',
    })
    expect(readConfig({ ...all, FILES_IN: 'local' })).toMatchObject({ s3: { region: 'vn-1' }, filesIn: 'local' })
    expect(faults({ ...all, S3_BUCKET: '' })).toEqual(['S3_BUCKET'])
    expect(faults({ S3_ENDPOINT: all.S3_ENDPOINT })).toHaveLength(4)
    expect(faults({ FILES_IN: 's3' })).toHaveLength(5)
    expect(faults({ ...all, S3_ENDPOINT: 'ftp://s3', FILES_IN: 'tape' })).toEqual(['S3_ENDPOINT', 'FILES_IN'])
  })

  it('trusts no proxy, the nearest, so many of the nearest, or those it is told', () => {
    expect(readConfig({}).trustProxy).toBe(false)
    expect(readConfig({ TRUST_PROXY: 'true' }).trustProxy).toBe(1)
    expect(readConfig({ TRUST_PROXY: '2' }).trustProxy).toBe(2)
    expect(readConfig({ TRUST_PROXY: '10.0.0.0/8' }).trustProxy).toBe('10.0.0.0/8')
  })
})

describe('production', () => {
  it('starts on secrets of its own, without demonstration', () => {
    expect(readConfig(production)).toMatchObject({
      production: true,
      demonstration: false,
      publicUrl: 'https://danhgia.example.vn',
    })
  })

  it('refuses to start with nothing set, listing everything that is missing', () => {
    expect(faults({ NODE_ENV: 'production' })).toEqual(['DATABASE_URL', 'JWT_SECRET', 'PUBLIC_URL'])
  })

  it.each([
    ['a word from a tutorial', { JWT_SECRET: 'change-me-change-me-change-me-change-me' }, 'JWT_SECRET'],
    ['one letter many times', { JWT_SECRET: 'a'.repeat(40) }, 'JWT_SECRET'],
    ['a short secret', { JWT_SECRET: 'p8Zk2Qv7Lm4Xr9' }, 'JWT_SECRET'],
    ['a database without password', { DATABASE_URL: 'postgres://app@db/app' }, 'DATABASE_URL'],
    ['a default database password', { DATABASE_URL: 'postgres://app:postgres@db/app' }, 'DATABASE_URL'],
    ['the demonstration', { DEMONSTRATION: 'true' }, 'DEMONSTRATION'],
  ])('refuses %s', (_what, env, name) => {
    expect(faults({ ...production, ...env })).toEqual([name])
  })
})

describe('docker-compose.yml', () => {
  it('sets only names that the configuration reads, and those that production demands', async () => {
    const compose = await readFile(join(root, 'docker-compose.yml'), 'utf8')
    const block = /environment: &environment\n((?: {4}[A-Z_]+: .*\n)+)/.exec(compose)?.[1] ?? ''
    const names = [...block.matchAll(/^ {4}([A-Z_]+):/gm)].map(([, name]) => name)
    expect(names).toEqual(expect.arrayContaining(Object.keys(production)))
    expect(names.filter((name) => name === undefined || !environmentNames.includes(name))).toEqual([])
  })

  it('runs programs that exist', async () => {
    const files = (
      await Promise.all(['docker-compose.yml', 'Dockerfile'].map((file) => readFile(join(root, file), 'utf8')))
    ).join()
    const programs = [...files.matchAll(/'?"?(api\/src\/\w+\.js)/g)].map(([, file]) => file ?? '')
    expect(new Set(programs)).toEqual(new Set(['api/src/server.js', 'api/src/worker.js']))
    await Promise.all(programs.map((file) => readFile(join(root, file))))
  })
})
