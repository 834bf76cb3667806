import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { sql } from 'drizzle-orm'
import { expect, inject, it } from 'vitest'
import { testApi } from '../../test/harness.ts'
import { withDatabase } from '../../test/template-database.ts'

const { api, client } = testApi()
const command = fileURLToPath(new URL('administrator.ts', import.meta.url))

async function run(...args: string[]) {
  const { rows } = await api.db.execute<{ name: string }>(sql`select current_database() as name`)
  const DATABASE_URL = withDatabase(inject('adminUrl'), rows[0]?.name ?? '')
  return promisify(execFile)(process.execPath, [command, ...args], { env: { ...process.env, DATABASE_URL } })
}

it('makes the first administrator, who must change the printed password before anything else', async () => {
  const { stdout } = await run('An.Nguyen', 'Nguyễn Văn Mẫu')
  const password = /temporary password: (\S+)/.exec(stdout)?.[1]
  const signedIn = await client().post('/session', { username: 'an.nguyen', password })
  expect(signedIn).toMatchObject({
    status: 200,
    body: { me: { mustChangePassword: true, acting: { role: 'system-administrator' } } },
  })
  const blocked = await client(signedIn.body.accessToken).get('/units')
  expect(blocked).toMatchObject({ status: 403, body: { code: 'session.password-change-required' } })
})

it('refuses a user name that cannot be one, and makes nothing', async () => {
  await expect(run('Có dấu', 'Nguyễn Văn Mẫu')).rejects.toMatchObject({ code: 1 })
})
