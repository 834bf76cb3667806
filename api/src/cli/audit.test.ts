import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { testApi } from '../../test/harness.ts'
import { aRoad } from '../../test/road.ts'
import { withDatabase } from '../../test/template-database.ts'
import { anchor } from '../platform/audit/index.ts'
import { parseAuditArguments } from './audit-arguments.ts'

const tester = testApi()
const { api } = tester
const command = fileURLToPath(new URL('thuoc.ts', import.meta.url))
const unknown = '00000000-0000-7000-8000-0000000000ff'
let file: { id: string }
beforeAll(async () => {
  const road = await aRoad(tester)
  file = await road.fileOf(api.world.school)
  await anchor(api.db)
})

async function run(...args: string[]) {
  const { rows } = await api.db.execute<{ name: string }>(sql`select current_database() as name`)
  const DATABASE_URL = withDatabase(inject('adminUrl'), rows[0]?.name ?? '')
  const env = { PATH: process.env.PATH, DATABASE_URL }
  return new Promise<{ code: number; said: string }>((resolve) => {
    execFile(process.execPath, [command, 'audit', 'verify', ...args], { env }, (error, said) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, said }),
    )
  })
}

describe('thuoc audit verify', { timeout: 60_000 }, () => {
  it.each([
    ['verify', { verb: 'verify', chain: null, anchor: null, json: false }],
    [`verify --json --chain ${unknown}`, { verb: 'verify', chain: unknown, anchor: null, json: true }],
    [
      `verify --anchor 12:${'ab'.repeat(32)}`,
      { verb: 'verify', chain: null, anchor: { number: 12, hash: 'ab'.repeat(32) }, json: false },
    ],
    ['', null],
    ['repair', null],
    ['verify --chain everything', null],
    ['verify --anchor 12', null],
  ])('understands what is clear and nothing else: audit %s', (line, asked) => {
    expect(parseAuditArguments(line.split(' ').filter(Boolean))).toEqual(asked)
  })

  it('says that all is whole and which anchor to write down; holds the anchor that was written down against it', async () => {
    const { code, said } = await run()
    expect(said).toContain('Toàn vẹn')
    expect(code).toBe(0)
    const [, written = ''] = /(1:[0-9a-f]{64})$/m.exec(said) ?? []
    expect(await run('--anchor', written)).toMatchObject({ code: 0 })
    const other = await run('--anchor', `1:${'ab'.repeat(32)}`)
    expect(other.code).toBe(1)
    expect(other.said).toContain('Mốc neo 1 không phải là mốc đã chép ra ngoài')
  })

  it('names the first thing that is not whole in plain words, and ends in failure', async () => {
    await api.db.execute(sql`alter table submissions disable trigger submissions_audit`)
    await api.db.execute(sql`update submissions set self_total = 99.5 where id = ${file.id}`)
    await api.db.execute(sql`alter table submissions enable trigger submissions_audit`)
    const { code, said } = await run('--chain', file.id)
    expect(code).toBe(1)
    expect(said).toContain(
      `Điểm đầu tiên (the first): Dữ liệu bị sửa ngoài hệ thống: bảng Hồ sơ (submissions), dòng ${file.id}: ` +
        'tổng điểm tự đánh giá (self_total): nhật ký ghi 0, thấy 99.5. Lần ghi cuối: mục 1 của chuỗi',
    )
    const { findings } = JSON.parse((await run('--json')).said)
    expect(findings).toMatchObject([{ kind: 'row-differs', last: { chain: file.id, table: 'submissions' } }])
  })
})
