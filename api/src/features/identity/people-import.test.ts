import type { DataImport } from '@thuoc/shared'
import { eq, sql } from 'drizzle-orm'
import readXlsxFile from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { aMembership, aPerson, aUnit } from '../../../test/factories.ts'
import { exportsOf } from '../../../test/exports.ts'
import { testApi } from '../../../test/harness.ts'
import { csvOf, importing, xlsxOf, type TableRow } from '../../../test/imports.ts'
import type { Tx } from '../../platform/db/client.ts'
import { people } from './identity.tables.ts'
import { takenUsernames } from './people-import.repository.ts'

const tester = testApi({ sendsMail: true, maxFileBytes: 8 * 1024 * 1024 })
const { api, as } = tester
const { fileOf } = exportsOf(tester)
const { bring, confirm, changesOf, faultsOf } = importing(tester)

const book = (rows: TableRow[]) => xlsxOf('Người dùng', rows)
const counted = ({ counts }: DataImport) =>
  Object.fromEntries(counts.map(({ subject, action, count }) => [`${subject} ${action}`, count]))
let last = 0
const fresh = (over: TableRow = {}): TableRow => ({
  'Họ tên': `Trần Thị Mẫu ${(last += 1)}`,
  'Mã đơn vị': api.world.school.code,
  'Vai trò': 'Nhân viên nhập liệu',
  ...over,
})
async function carryOut(client: Awaited<ReturnType<typeof as>>, brought: DataImport) {
  expect(await confirm(client, brought)).toMatchObject({ status: 200, body: { status: 'applied' } })
}
const rulesOf = async (...asked: Parameters<typeof faultsOf>) =>
  (await faultsOf(...asked)).map(({ cell, rule }: { cell: string | null; rule: string }) => [cell, rule])
const find = async (client: Awaited<ReturnType<typeof as>>, q: string) =>
  (await client.get(`/people?q=${encodeURIComponent(q)}`)).body.items

describe('people from a spreadsheet', () => {
  it('get accounts without passwords, roles, duties, and a user name where none is said', async () => {
    const head = await as('school-head')
    const row = fresh({
      'Họ tên': 'Đỗ Thị Ánh Mẫu',
      'Thư điện tử': 'anh.mau@example.org',
      'Điện thoại': '0912 345 678',
      'Chức vụ': 'Tổ trưởng',
      'Phụ trách': 'Đầu mối',
    })
    const again = {
      ...fresh(),
      'Họ tên': 'Đỗ Thị Ánh Mẫu',
      'Thư điện tử': 'anh.mau@example.org',
      'Vai trò': 'Thành viên hội đồng',
    }
    const brought = await bring(head, 'people', await book([row, again]))
    expect(counted(brought)).toEqual({ 'person create': 1, 'membership create': 2 })
    expect(await find(head, 'anh mau')).toEqual([])
    await carryOut(head, brought)
    const [person] = await find(head, 'anh mau')
    expect(person).toMatchObject({
      username: `mau.dta.${api.world.school.code.toLowerCase()}`,
      email: 'anh.mau@example.org',
      phone: '0912 345 678',
      mustChangePassword: false,
      invitation: { state: 'not-invited' },
    })
    expect(person.memberships.map(({ role }: { role: string }) => role).sort()).toEqual([
      'council-member',
      'school-staff',
    ])
    const duties = await head.get(`/units/${api.world.school.id}/responsible-persons`)
    expect(duties.body).toMatchObject({ leader: null, contact: { personId: person.id, setBy: head.person.fullName } })
  })

  it('brought in again change nothing, and only what differs when something does', async () => {
    const head = await as('school-head')
    const rows = [fresh({ 'Thư điện tử': 'giu@example.org' }), fresh(), fresh()]
    await carryOut(head, await bring(head, 'people', await book(rows)))
    const repeated = await bring(head, 'people', await book(rows))
    expect(counted(repeated)).toEqual({ 'person unchanged': 3, 'membership unchanged': 3 })
    expect(await changesOf(head, repeated)).toEqual([])
    const changed = await bring(
      head,
      'people',
      await book([
        { ...rows[0], 'Chức vụ': 'Tổ phó' },
        { ...rows[1], 'Điện thoại': '0912 000 111' },
      ]),
    )
    expect(counted(changed)).toEqual({
      'person change': 1,
      'person unchanged': 1,
      'membership change': 1,
      'membership unchanged': 1,
    })
  })

  it('exported and brought in again are the same', async () => {
    const head = await as('school-head')
    await carryOut(head, await bring(head, 'people', await book([fresh({ 'Phụ trách': 'Lãnh đạo phụ trách' })])))
    const { name, content } = await fileOf(head, { kind: 'people-list' })
    expect(name).toBe('nguoi-dung.xlsx')
    const repeated = await bring(head, 'people', content)
    expect(repeated.faultCount).toBe(0)
    expect(Object.keys(counted(repeated)).sort()).toEqual(['membership unchanged', 'person unchanged'])
  })

  it('never bring passwords', async () => {
    const head = await as('school-head')
    const brought = await bring(head, 'people', await book([fresh({ 'Mật khẩu': 'Matkhau@123' })]))
    expect(await rulesOf(head, brought)).toEqual([['D1', 'person.password-column']])
  })

  it('each fault is named with its cell, and nothing is half done', async () => {
    const head = await as('school-head')
    const stranger = await aPerson(api.db)
    await aMembership(api.db, stranger, api.world.abroad.school, 'school-staff')
    const columns = { 'Tên đăng nhập': null, 'Thư điện tử': null, 'Phụ trách': null }
    const rows = [
      fresh(columns),
      fresh({ ...columns, 'Mã đơn vị': api.world.abroad.school.code }),
      fresh({ ...columns, 'Vai trò': 'Lãnh đạo Sở' }),
      fresh({ ...columns, 'Vai trò': 'Thủ trưởng đơn vị' }),
      fresh({ ...columns, 'Tên đăng nhập': stranger.username }),
      fresh({ ...columns, 'Thư điện tử': 'khong phai thu' }),
      fresh({ ...columns, 'Họ tên': null }),
      fresh({ ...columns, 'Vai trò': 'Bảo vệ' }),
      fresh({ ...columns, 'Họ tên': 'Lê Văn Trùng' }),
      fresh({ ...columns, 'Họ tên': 'Lê Văn Trùng' }),
      fresh({ ...columns, 'Tên đăng nhập': 'ai.do.1', 'Thư điện tử': 'mot@example.org' }),
      fresh({
        ...columns,
        'Tên đăng nhập': 'ai.do.1',
        'Thư điện tử': 'hai@example.org',
        'Vai trò': 'Thành viên hội đồng',
      }),
      fresh({ ...columns, 'Phụ trách': 'Đầu mối' }),
      fresh({ ...columns, 'Phụ trách': 'Đầu mối' }),
    ]
    const before = await api.db.$count(people)
    const brought = await bring(head, 'people', await book(rows))
    expect(await rulesOf(head, brought)).toEqual([
      ['B3', 'person.unit-unknown'],
      ['C4', 'person.role-unfit'],
      ['C5', 'person.role-not-yours'],
      ['D6', 'person.username-taken'],
      ['E7', 'not-a-key'],
      ['A8', 'cell-empty'],
      ['C9', 'unknown-word'],
      ['C11', 'twice'],
      ['A13', 'person.differs'],
      ['E13', 'person.differs'],
      ['F15', 'person.duty-twice'],
    ])
    expect(await api.db.$count(people)).toBe(before)
  })

  it('two of one name in one unit are told apart by their user names, else asked about', async () => {
    const head = await as('school-head')
    for (const username of ['hai.nguoi.1', 'hai.nguoi.2']) {
      const person = await aPerson(api.db, { username, fullName: 'Phạm Hai Người' })
      await aMembership(api.db, person, api.world.school, 'school-staff')
    }
    const unclear = await bring(
      head,
      'people',
      await book([fresh({ 'Họ tên': 'Phạm Hai Người', 'Tên đăng nhập': null })]),
    )
    expect(await rulesOf(head, unclear)).toEqual([['D2', 'person.unclear']])
    const clear = await bring(
      head,
      'people',
      await book([fresh({ 'Họ tên': 'Phạm Hai Người', 'Tên đăng nhập': 'hai.nguoi.2' })]),
    )
    expect(counted(clear)).toEqual({ 'person unchanged': 1, 'membership unchanged': 1 })
  })

  it('an account that a superior administers is not changed from below', async () => {
    const head = await as('school-head')
    const officer = await as('managing-body-officer')
    await aMembership(api.db, officer.person, api.world.school, 'school-staff')
    const row = fresh({ 'Họ tên': 'Tên Khác', 'Tên đăng nhập': officer.person.username })
    expect(await rulesOf(head, await bring(head, 'people', await book([row])))).toEqual([['A2', 'person.not-yours']])
  })

  it('one person serves several units', async () => {
    const leader = await as('managing-body-leader')
    const name = { 'Họ tên': 'Vũ Nhiều Trường', 'Thư điện tử': 'nhieu@example.org', 'Vai trò': 'Nhân viên nhập liệu' }
    const rows = [api.world.school, api.world.secondSchool].map(({ code }) => fresh({ ...name, 'Mã đơn vị': code }))
    await carryOut(leader, await bring(leader, 'people', await book(rows)))
    const [person, other] = await find(leader, 'vu nhieu truong')
    expect(other).toBeUndefined()
    expect(person.memberships).toHaveLength(2)
  })

  it('may not be brought in by whoever has no accounts to give', async () => {
    const officer = await as('managing-body-officer')
    await expect(bring(officer, 'people', await book([fresh()]))).rejects.toThrow('403')
  })
})

/** People whom a test only counts: written without what triggers would add. */
const crowd = (work: (tx: Tx) => Promise<unknown>) =>
  api.db.transaction(async (tx) => {
    for (const table of [sql`people`, sql`memberships`])
      await tx.execute(sql`alter table ${table} disable trigger user`)
    await work(tx)
    for (const table of [sql`people`, sql`memberships`]) await tx.execute(sql`alter table ${table} enable trigger user`)
  })

it('a list of more people than come in at one time is made whole, in order, and so is that of a unit in it', async () => {
  const officer = await as('province-officer', api.world.abroad.province)
  const crowded = await aUnit(api.db, api.world.abroad.commune)
  await crowd((tx) =>
    tx.execute(sql`
      with made as (insert into people (id, username, full_name, must_change_password)
        select gen_random_uuid(), 'mau.dong-nguoi-' || n, 'Nguyễn Văn Mẫu ' || n, false from generate_series(1, 12001) n
        returning id)
      insert into memberships (id, person_id, unit_id, role)
      select gen_random_uuid(), id, ${crowded.id}::uuid, 'school-staff' from made`),
  )
  // As the database does by itself within a minute.
  await api.db.execute(sql`analyze people, memberships`)
  const namesIn = async (order: object) => {
    const { content } = await fileOf(officer, { kind: 'people-list', ...order })
    const [sheet] = await readXlsxFile(content)
    return (sheet?.data ?? []).slice(1).map(([name, , , , unit]) => [String(unit), String(name)] as const)
  }
  const all = await namesIn({})
  const here = all.filter(([unit]) => unit === crowded.code).map(([, name]) => name)
  expect(here).toHaveLength(12_001)
  expect(new Set(here).size).toBe(12_001)
  expect(here.slice(0, 3)).toEqual(['Nguyễn Văn Mẫu 1', 'Nguyễn Văn Mẫu 10', 'Nguyễn Văn Mẫu 100'])
  expect(all.some(([, name]) => name === officer.person.fullName)).toBe(true)
  const below = await namesIn({ within: crowded.id })
  expect(below.map(([, name]) => name)).toEqual(here)
  const elsewhere = { kind: 'people-list', within: api.world.school.id }
  expect(await officer.post('/exports', elsewhere)).toMatchObject({ status: 404, body: { code: 'unit.not-found' } })
}, 60_000)

it('a user name is proposed as fast among tens of thousands of accounts', async () => {
  await crowd((tx) =>
    tx.execute(sql`
      insert into people (id, username, full_name, must_change_password)
      select gen_random_uuid(), 'mau.nv.tinh-khac-' || n, 'Nguyễn Văn Mẫu ' || n, false
      from generate_series(1, 20000) n`),
  )
  const bases = Array.from({ length: 6_000 }, (_, n) => `mau.tt.${n}`)
  const began = Date.now()
  expect(await takenUsernames(api.db, [...bases, 'mau.nv.tinh-khac-7'])).toEqual(new Set(['mau.nv.tinh-khac-7']))
  // Every base against every account would take ten times as long.
  expect(Date.now() - began).toBeLessThan(3_000)
}, 60_000)

it('thousands of people come in and are invited in one go', async () => {
  const administrator = await as('province-administrator', api.world.abroad.province)
  const schools: { code: string }[] = []
  for (let n = 0; n < 20; n += 1) schools.push(await aUnit(api.db, api.world.abroad.commune))
  const rows = Array.from({ length: 3_000 }, (_, n) =>
    fresh({ 'Họ tên': `Người Thứ ${n}`, 'Mã đơn vị': schools[n % 20]?.code ?? '', 'Thư điện tử': `n${n}@example.org` }),
  )
  const file = csvOf(rows)
  const brought = await bring(administrator, 'people', file, 'nguoi.csv')
  expect(counted(brought)).toEqual({ 'person create': 3_000, 'membership create': 3_000 })
  await carryOut(administrator, brought)
  const { body } = await administrator.post('/invitations', { channel: 'mail', days: 14 })
  expect(body).toMatchObject({ invited: 3_000, left: 0 })
  const { rows: waiting } = await api.db.execute<{ count: number }>(sql`select count(*)::int as count from mails`)
  expect(waiting).toEqual([{ count: 3_000 }])
  expect(await api.db.$count(people, eq(people.passwordHash, 'none'))).toBeGreaterThan(0)
}, 180_000)
