import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeDefinition } from '../src/features/catalogues/spreadsheet/index.ts'
import { hashPassword } from '../src/features/identity/passwords.ts'
import { aMembership, aPerson } from './factories.ts'
import { testApi } from './harness.ts'
import { richSet } from './rich-set.ts'
import { ok, shortSet } from './road.ts'

const { api, as } = testApi()
const example = fileURLToPath(new URL('../../docs/examples/load-indicator-set.mjs', import.meta.url))
const password = 'ngựa-đúng-pin-kẹp'

let folder = ''
let credentials: Record<string, string>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thuoc-example-'))
  const person = await aPerson(api.db, { username: 'nap-bo-chi-so', passwordHash: await hashPassword(password) })
  await aMembership(api.db, person, api.world.province, 'province-officer')
  credentials = { THUOC_USERNAME: 'nap-bo-chi-so', THUOC_PASSWORD: password }
})
afterAll(() => rm(folder, { recursive: true }))

async function run(name: string, content: string | Buffer, env = credentials, ...options: string[]) {
  const path = join(folder, name)
  await writeFile(path, content)
  return new Promise<{ code: unknown; out: string; error: string }>((resolve) => {
    const settings = { env: { PATH: process.env.PATH, THUOC_URL: api.url, ...env } }
    execFile(process.execPath, [example, ...options, path], settings, (failure, out, error) =>
      resolve({ code: failure === null ? 0 : failure.code, out, error }),
    )
  })
}

describe('docs/examples/load-indicator-set.mjs', () => {
  it('checks, keeps and publishes a set from a JSON file, for a person', async () => {
    const { code, out, error } = await run('bo.json', JSON.stringify(shortSet('VI-DU-1')))
    expect({ code, error }).toEqual({ code: 0, error: '' })
    expect(out).toMatch(/^draft VI-DU-1 version 1: 4 lines, [0-9a-f-]{36}\npublished VI-DU-1 version 1 at /)
    const { items } = await ok((await as('school-head')).get('/indicator-sets?q=VI-DU-1'))
    expect(items).toMatchObject([{ code: 'VI-DU-1', status: 'published' }])
  })

  it('loads a workbook with an API key', async () => {
    const administrator = await as('province-administrator')
    const key = { unitId: api.world.province.id, name: 'Nạp bộ chỉ số', expiresOn: '2099-12-31' }
    const { secret } = await ok(
      administrator.post('/api-keys', { ...key, scopes: ['catalogue.read', 'catalogue.write'] }),
    )
    const workbook = await writeDefinition(richSet, { verified: false })
    const { code, out, error } = await run('bo.xlsx', workbook, { THUOC_API_KEY: secret }, '--draft')
    expect({ code, error }).toEqual({ code: 0, error: '' })
    expect(out).toMatch(/^draft THU-30 version 1: 54 lines, [0-9a-f-]{36}\n$/)
  })

  it('prints every fault and keeps nothing', async () => {
    const set = shortSet('VI-DU-2')
    const faulty = { ...set, title: '', groups: set.groups.map((group) => ({ ...group, maximum: 90 })) }
    const { code, out, error } = await run('loi.json', JSON.stringify(faulty))
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(error.trim().split('\n').slice(1)).toEqual([
      '  set title: title-missing',
      '  1 maximum: maxima-do-not-add-up {"sum":"100.00","maximum":"90.00"}',
      '  2 maximum: maxima-do-not-add-up {"sum":"100.00","maximum":"90.00"}',
    ])
    const { items } = await ok((await as('province-officer')).get('/indicator-sets?q=VI-DU-2'))
    expect(items).toEqual([])
  })

  it('tells a refusal by its code', async () => {
    const { code, error } = await run('bo.json', JSON.stringify(shortSet('X')), { ...credentials, THUOC_PASSWORD: 'x' })
    expect({ code, error }).toEqual({ code: 1, error: 'POST /session: 401 session.wrong-credentials\n' })
  })
})
