import { personalData } from '@thuoc/shared'
import { eq, sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { importing, xlsxOf } from '../../../test/imports.ts'
import { aRoad, ok } from '../../../test/road.ts'
import { identityEvents, people } from './identity.tables.ts'
import { forgottenPlaces, keptPlaces } from './personal-data.places.ts'

const tester = testApi({ sendsMail: true })
const { api, as } = tester
const { bring, carryOut, changesOf } = importing(tester)
type Client = Awaited<ReturnType<typeof as>>

const reason = 'Đơn của người lao động ngày 20/11/2026'
const askFor = (from: Client, { person }: Client) => from.post(`/people/${person.id}/erasure-request`, { reason })
const erase = (from: Client, { person }: Client, fullName = person.fullName) =>
  from.post(`/people/${person.id}/erase`, { fullName })

describe('a copy of one’s data', () => {
  it('holds what is kept about oneself, and says in the trail that it was taken', async () => {
    const staff = await as('school-staff')
    const { status, body } = await staff.get('/me/data')
    expect(status).toBe(200)
    const data = personalData.parse(body)
    expect(data).toMatchObject({
      person: { username: staff.person.username, fullName: staff.person.fullName },
      memberships: [{ role: 'school-staff', unit: { id: api.world.school.id }, to: null }],
      account: [{ action: 'data-exported' }],
    })
    expect(JSON.stringify(body)).not.toContain('passwordHash')
  })

  it('names the records that bear one’s name', async () => {
    const road = await aRoad(tester)
    const { staff } = await road.accepted(api.world.school)
    const data = personalData.parse((await staff.get('/me/data')).body)
    expect(new Set(data.records.map(({ kind }) => kind))).toEqual(
      new Set(['line.self', 'submission.finish', 'seal.finished', 'notice.file-news']),
    )
  })

  it('leaves out no table that says who did something', async () => {
    // Work whose trail is in the copy; and what the copy tells in a part of its own.
    const told = [
      'api_keys.created_by',
      'delivery_rounds.handed_in_by_id',
      'earlier_results.recorded_by_id',
      'erasure_requests.person_id',
      'erasure_requests.requested_by',
      // The record of changes tells over again what the tables above tell.
      'audit_entries.actor_id',
      'erasure_requests.settled_by',
      'evidence.added_by_id',
      'evidence_pieces.added_by_id',
      'external_lines.saved_by_id',
      'guidance_notes.saved_by_id',
      'invitations.created_by',
      'invitations.person_id',
      // Where one works, in another order.
      'listed_people.person_id',
      'memberships.person_id',
      'sessions.person_id',
      'submission_lines.saved_by_id',
      'submissions.finished_by',
      'training_questions.asked_by_id',
      'training_questions.saved_by_id',
      'unit_changes.actor_person_id',
      'unit_responsibles.person_id',
      'unit_responsibles.set_by',
      'delegations.revoked_by',
      // How and by which letter one is told.
      'notice_settings.person_id',
      'notice_digests.person_id',
    ]
    const { rows } = await api.db.execute<{ place: string; named: boolean }>(sql`
      select its.table_name || '.' || its.column_name as place, exists (
          select 1 from information_schema.view_column_usage used where used.view_name = 'records_of_people'
            and (used.table_name, used.column_name) = (its.table_name, its.column_name)) as named
      from information_schema.columns its join information_schema.tables using (table_schema, table_name)
      where its.table_schema = 'public' and table_type = 'BASE TABLE' and data_type = 'uuid'
        and column_name ~ '(_by|_by_id|^person_id|^actor_id|^actor_person_id)$' and column_name <> 'undone_by'`)
    const places = rows.map(({ place }) => place)
    expect(rows.filter(({ place, named }) => !named && !told.includes(place)).map(({ place }) => place)).toEqual([])
    expect(told.filter((place) => !places.includes(place))).toEqual([])
  })

  it('tells of training, imports and accounts of others as well', async () => {
    const [head, staff] = [await as('school-head'), await as('school-staff')]
    await head.put(`/people/${staff.person.id}`, { fullName: 'Tên Sửa Mẫu', email: null })
    await bring(head, 'people', await xlsxOf('Người dùng', [{ 'Họ tên': 'Người Mẫu', 'Mã đơn vị': 'KHONG-CO' }]))
    const { records } = personalData.parse((await head.get('/me/data')).body)
    expect(records).toContainEqual(expect.objectContaining({ kind: 'account.person-changed', about: staff.person.id }))
    expect(records.map(({ kind }) => kind)).toContain('import.check')
  })

  it('is given to the administrator of the account, and to nobody else', async () => {
    const staff = await as('school-staff')
    const [head, leader] = [await as('school-head'), await as('managing-body-leader')]
    const path = `/people/${staff.person.id}/data`
    expect((await head.get(path)).status).toBe(200)
    expect((await leader.get(path)).status).toBe(200)
    expect((await (await as('school-head', api.world.secondSchool)).get(path)).status).toBe(404)
    expect((await (await as('managing-body-officer')).get(path)).status).toBe(403)
    expect((await head.get(`/people/${leader.person.id}/data`)).status).toBe(404)
  })
})

describe('erasure', () => {
  it('puts a pseudonym in the person’s place and ends all they held', async () => {
    const [head, staff] = [await as('school-head'), await as('school-staff')]
    await api.db
      .update(people)
      .set({ email: 'quen@example.org', phone: '0912345678' })
      .where(eq(people.id, staff.person.id))
    await head.put(`/units/${api.world.school.id}/responsible-persons`, { leader: null, contact: staff.person.id })
    expect(await staff.post('/me/erasure-request', { reason })).toMatchObject({ body: { request: { bySelf: true } } })
    const erased = await erase(head, staff)
    expect(erased).toMatchObject({ status: 200, body: { email: null, phone: null, status: 'suspended', actions: [] } })
    expect(erased.body.fullName).toMatch(/^Người dùng đã xoá dữ liệu/)
    expect(erased.body.username).toMatch(/^da-xoa-/)
    expect(erased.body.memberships).toEqual([])
    expect((await staff.get('/me')).status).toBe(401)
    expect((await head.get(`/units/${api.world.school.id}/responsible-persons`)).body.contact).toBeNull()
    for (const move of ['restore', 'reset-password', 'erasure-request'])
      expect((await head.post(`/people/${staff.person.id}/${move}`, { reason })).body.code).toBe('person.erased')
  })

  it('leaves decisions their signatures, and other work its author without the name', async () => {
    const road = await aRoad(tester, 'MAU-XOA')
    const { file, staff, head } = await road.accepted(api.world.secondSchool)
    const leader = await as('managing-body-leader')
    for (const who of [staff, head]) {
      await askFor(leader, who)
      const other = await as('province-administrator')
      expect((await erase(other, who)).status).toBe(200)
    }
    const { items } = await ok(leader.get(`/submissions/${file.id}/timeline`))
    const approved = items.find(({ action }: { action: string }) => action === 'approve')
    expect(approved).toMatchObject({ by: head.person.fullName })
    const { rows } = await api.db.execute<{ saved_by: string; saved_by_id: string }>(sql`
      select distinct saved_by, saved_by_id from line_saves where submission_id = ${file.id}`)
    expect(rows).toEqual([{ saved_by: expect.stringMatching(/^Người dùng đã xoá/), saved_by_id: staff.person.id }])
  })

  it('takes two people: whoever wrote the request down does not carry it out', async () => {
    const [head, staff, leader] = [await as('school-head'), await as('school-staff'), await as('managing-body-leader')]
    expect(await erase(head, staff)).toMatchObject({ status: 409, body: { code: 'erasure.not-requested' } })
    expect((await askFor(head, staff)).body.erasure).toMatchObject({ bySelf: false, requestedBy: head.person.fullName })
    expect(await askFor(leader, staff)).toMatchObject({ status: 409, body: { code: 'erasure.requested-already' } })
    expect(await erase(head, staff)).toMatchObject({ status: 403, body: { code: 'erasure.same-person' } })
    expect(await erase(leader, staff, 'Ai Đó')).toMatchObject({ status: 400, body: { code: 'erasure.name-differs' } })
    expect((await erase(leader, staff, ` ${staff.person.fullName.toUpperCase()} `)).status).toBe(200)
  })

  it('is taken back by oneself, or closed by an administrator', async () => {
    const [head, staff] = [await as('school-head'), await as('school-staff')]
    await staff.post('/me/erasure-request', { reason })
    expect((await staff.delete('/me/erasure-request')).status).toBe(200)
    expect((await staff.get('/me/erasure-request')).body).toEqual({ request: null })
    await staff.post('/me/erasure-request', { reason })
    expect((await head.delete(`/people/${staff.person.id}/erasure-request`)).body.erasure).toBeNull()
    expect(await erase(head, staff)).toMatchObject({ body: { code: 'erasure.not-requested' } })
  })

  it('two at once: exactly one erases', async () => {
    const [head, leader, staff] = [await as('school-head'), await as('managing-body-leader'), await as('school-staff')]
    await staff.post('/me/erasure-request', { reason })
    const tries = await Promise.all([erase(head, staff), erase(leader, staff)])
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('takes former names and places of sign-in out of the trail, and keeps who did what', async () => {
    const [head, staff, leader] = [await as('school-head'), await as('school-staff'), await as('managing-body-leader')]
    await head.put(`/people/${staff.person.id}`, { fullName: 'Tên Mới Mẫu', email: null })
    await askFor(head, staff)
    expect((await erase(leader, staff, 'Tên Mới Mẫu')).status).toBe(200)
    const events = await api.db.select().from(identityEvents).where(eq(identityEvents.personId, staff.person.id))
    expect(JSON.stringify(events)).not.toContain(staff.person.fullName)
    expect(events.find(({ action }) => action === 'person-changed')).toMatchObject({ actorPersonId: head.person.id })
  })
})

describe('whatever named an erased person', () => {
  const oldAddress = 'dia.chi.cu@example.org'
  const [address, phone, fullName] = ['dia.chi.moi@example.org', '0999 888 777', 'Phùng Thị Xoá Mẫu']

  /** Every column of text and JSON that still holds one of these, as `table.column`. */
  async function placesOf(words: readonly string[]): Promise<string[]> {
    const { rows } = await api.db.execute<{ table: string; column: string }>(sql`
      select table_name as "table", column_name as "column" from information_schema.columns
        join information_schema.tables using (table_schema, table_name)
      where table_schema = 'public' and table_type = 'BASE TABLE' and data_type in ('text', 'jsonb', 'ARRAY')`)
    const found: string[] = []
    for (const { table, column } of rows) {
      const text = sql`${sql.identifier(column)}::text`
      const holds = sql.join(
        words.map((word) => sql`position(lower(${word}) in lower(${text})) > 0`),
        sql` or `,
      )
      const hits = await api.db.execute(sql`select 1 from ${sql.identifier(table)} where ${holds} limit 1`)
      if (hits.rows.length > 0) found.push(`${table}.${column}`)
    }
    return found
  }

  it('gives up name, user name, addresses and telephone, in reports of imports as well', async () => {
    const [head, leader] = [await as('school-head'), await as('managing-body-leader')]
    const row = { 'Họ tên': fullName, 'Mã đơn vị': api.world.school.code, 'Vai trò': 'Nhân viên nhập liệu' }
    const more = { 'Thư điện tử': oldAddress, 'Điện thoại': phone, 'Tên đăng nhập': 'xoa.mau' }
    const brought = await carryOut(head, 'people', await xlsxOf('Người dùng', [{ ...row, ...more }]))
    const person = (await head.get('/people?q=xoa.mau')).body.items[0]
    await head.post('/invitations', { channel: 'mail', ids: [person.id], days: 7 })
    await head.put(`/people/${person.id}`, { fullName, email: address, phone })
    await head.post('/invitations', { channel: 'mail', ids: [person.id], days: 7 })
    await head.put(`/units/${api.world.school.id}/responsible-persons`, { leader: null, contact: person.id })
    const words = [fullName, 'xoa.mau', oldAddress, address, phone]
    expect(await placesOf(words)).toEqual(expect.arrayContaining(['people.full_name', 'import_changes.label']))
    expect(await placesOf([oldAddress])).toContain('mails.to_address')

    await head.post(`/people/${person.id}/erasure-request`, { reason })
    const erased = await leader.post(`/people/${person.id}/erase`, { fullName })
    expect(erased.status).toBe(200)
    expect(await placesOf(words)).toEqual([])
    const [change] = await changesOf(head, brought)
    expect(change).toMatchObject({ action: 'create', label: erased.body.fullName, fields: [] })
  })

  it('leaves to a colleague the mail that goes to an address they share', async () => {
    const [head, leader] = [await as('school-head'), await as('managing-body-leader')]
    const shared = 'dung.chung@example.org'
    const [going, staying] = [await as('school-staff'), await as('school-staff')]
    for (const { person } of [going, staying])
      await api.db.update(people).set({ email: shared }).where(eq(people.id, person.id))
    expect((await head.post('/invitations', { channel: 'mail', ids: [staying.person.id], days: 7 })).status).toBe(200)
    await askFor(head, going)
    expect((await erase(leader, going)).status).toBe(200)
    expect(await placesOf([shared])).toEqual(expect.arrayContaining(['people.email', 'mails.to_address']))
  })
})

describe('the records', () => {
  it('give up a name for a pseudonym and nothing else', async () => {
    const change = (text: string) => api.db.execute(sql`update line_saves set ${sql.raw(text)}`)
    const pseudonym = `saved_by = 'Người dùng đã xoá dữ liệu 1'`
    await expect(change(`saved_by = 'Ai Khác'`)).rejects.toThrow()
    await expect(change(`${pseudonym}, version = 9`)).rejects.toThrow()
    await expect(api.db.execute(sql`delete from line_saves`)).rejects.toThrow()
    await expect(api.db.execute(sql`update identity_events set action = 'erased'`)).rejects.toThrow()
  })

  it('every column that copies a name is either forgotten or kept for a reason', async () => {
    const { rows } = await api.db.execute<{ place: string }>(sql`
      select table_name || '.' || column_name as place from information_schema.columns
      where table_schema = 'public' and data_type = 'text' and table_name not like 'records_of%'
        and (column_name like '%\\_by' or column_name in ('actor_name', 'signatory')
          or (table_name, column_name) in (('training_attendees', 'name'), ('council_members', 'name')))
        and table_name in (select table_name from information_schema.tables where table_type = 'BASE TABLE')`)
    const listed = [...forgottenPlaces.map(({ table, name }) => `${table}.${name}`), ...keptPlaces]
    expect(rows.map(({ place }) => place).filter((place) => !listed.includes(place))).toEqual([])
    expect(listed.filter((place) => !rows.some((row) => row.place === place))).toEqual([])
  })
})

describe('administrators', () => {
  it('the last one of a province stays; of two who remove each other one does', async () => {
    const system = await as('system-administrator')
    const [one, two] = [
      await as('province-administrator', api.world.abroad.province),
      await as('province-administrator', api.world.abroad.province),
    ]
    const remove = (from: Client, { person, membership }: Client) =>
      from.delete(`/people/${person.id}/memberships/${membership.id}`)
    const tries = await Promise.all([remove(system, one), remove(system, two)])
    expect(tries.map(({ status }) => status).sort()).toEqual([200, 409])
    const left = tries[0].status === 200 ? two : one
    expect(await system.post(`/people/${left.person.id}/suspend`)).toMatchObject({
      status: 409,
      body: { code: 'membership.last-administrator' },
    })
  })
})
