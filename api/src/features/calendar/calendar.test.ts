import { sql } from 'drizzle-orm'
import ICAL from 'ical.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { memberships, people } from '../identity/index.ts'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok, type Person } from '../../../test/road.ts'
import { aTraining, inDays } from '../../../test/training.ts'

const tester = testApi()
const { api, as } = tester

let province: Person
let school: Person
let road: Awaited<ReturnType<typeof aRoad>>
beforeAll(async () => {
  province = await as('province-officer')
  school = await as('school-head')
  road = await aRoad(tester)
})

const year = '?from=2026-10-01&until=2027-10-01'
type Entry = { id: string; kind: string; title: string; day: string; state: string; units: number | null }
const entries = async (person: Person, query = year): Promise<Entry[]> =>
  (await ok(person.get(`/calendar${query}`))).items

/** A milestone of the road’s campaign, straight into its plan. */
async function aMilestone(tier: string, code: string, dueOn: string, deliverables: string[] = ['plan']) {
  const { rows } = await api.db.execute<{ id: string }>(sql`
    insert into milestones (id, campaign_id, position, tier, code, task, due_on, deliverables, required, lateness)
    values (gen_random_uuid(), ${road.campaign.id}::uuid, 1, ${tier}, ${code}, ${`Việc ${code}; báo cáo, kế hoạch`},
      ${dueOn}::date, ${`{${deliverables.join(',')}}`}::text[], true, 'mark') returning id`)
  return rows[0]?.id ?? ''
}

describe('the calendar', () => {
  it('holds what a plan asks of the own unit, and what others hand in to it', async () => {
    const id = await aMilestone('school', 'III.1', '2027-01-15')
    const mine = await entries(school)
    expect(mine).toContainEqual(
      expect.objectContaining({
        id: `milestone:${id}`,
        kind: 'milestone',
        code: 'III.1',
        day: '2027-01-15',
        state: 'open',
      }),
    )
    expect(mine).toContainEqual(expect.objectContaining({ kind: 'self-assessment', day: '2027-01-31' }))
    expect(mine.map(({ day }) => day)).toEqual(mine.map(({ day }) => day).toSorted())
    const received = await entries(road.people.officer, `${year}&kind=receiving`)
    expect(received).toMatchObject([{ day: '2027-01-15', units: 2 }])
    expect(await entries(road.people.officer, `${year}&kind=external-assessment`)).toMatchObject([
      { day: '2027-03-31', state: 'open' },
    ])
    const stranger = await as('school-head', api.world.abroad.school)
    expect(await entries(stranger)).toEqual([])
  })

  it('holds sessions of training for who holds them and who is invited, by their day in Vietnam', async () => {
    const body = aTraining({ title: 'Buổi nửa đêm', startsAt: '2027-02-01T17:30:00Z', endsAt: '2027-02-01T19:00:00Z' })
    const session = await ok(province.post('/training-sessions', body))
    for (const person of [province, school])
      expect(await entries(person, `${year}&kind=training`)).toMatchObject([
        { id: `training:${session.id}`, title: 'Buổi nửa đêm', day: '2027-02-02', state: 'open' },
      ])
    await ok(province.post(`/training-sessions/${session.id}/cancel`, { version: 1, reason: 'Trùng lịch thi' }))
    expect(await entries(school, `${year}&kind=training`)).toMatchObject([{ state: 'cancelled' }])
  })

  it('tells until when a file that was sent back is mended', async () => {
    const head = await as('school-head', api.world.secondSchool)
    const { file } = await road.accepted(api.world.secondSchool)
    const back = { action: 'return', version: file.version, reason: 'Thiếu minh chứng', due: '2027-02-20', remarks: [] }
    await ok(road.people.officer.post(`/submissions/${file.id}/transitions`, back))
    expect(await entries(head, `${year}&kind=return`)).toMatchObject([{ day: '2027-02-20', state: 'open' }])
    expect(await entries(head, `${year}&kind=self-assessment`)).toMatchObject([{ state: 'done' }])
  })

  it.each(['?from=2027-01-01&until=2026-01-01', '?from=2020-01-01&until=2026-01-01', '?from=2026-01-01'])(
    'is not asked for %s',
    async (query) => {
      expect((await school.get(`/calendar${query}`)).status).toBe(400)
    },
  )
})

describe('the secret address of a calendar', () => {
  const read = (url: string, headers: Record<string, string> = {}) =>
    fetch(`${api.url}${new URL(url).pathname}`, { headers })
  const made = async (person: Person): Promise<string> => (await ok(person.post('/calendar/feed'))).url
  const gone = async (url: string) => {
    const reply = await read(url)
    expect([reply.status, JSON.parse(await reply.text()).code]).toEqual([404, 'calendar-feed.not-found'])
  }

  it('opens, without a session, a calendar that another program understands', async () => {
    const head = await as('school-head')
    const [from, until] = [inDays(20), inDays(20.1)]
    const title = 'Tập huấn; quản trị, dữ liệu \\ “ngành” – đánh giá mức độ chuyển đổi số các cơ sở giáo dục 😀😀😀😀'
    await ok(
      province.post('/training-sessions', aTraining({ title, startsAt: from, endsAt: until, place: 'Phòng 1, 2' })),
    )
    const reply = await read(await made(head))
    expect(reply.headers.get('content-type')).toBe('text/calendar; charset=utf-8')
    const text = await reply.text()
    const lines = text.split('\r\n')
    expect([lines.at(-2), lines.at(-1)]).toEqual(['END:VCALENDAR', ''])
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([])

    const calendar = new ICAL.Component(ICAL.parse(text))
    const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one))
    const session = events.find((event) => event.summary === `Tập huấn: ${title}`)
    expect(session?.startDate.toJSDate().toISOString()).toBe(new Date(from).toISOString())
    expect(session?.endDate.toJSDate().toISOString()).toBe(new Date(until).toISOString())
    expect(session?.location).toBe('Phòng 1, 2')
    const due = events.find((event) => event.summary === 'Hạn tự đánh giá')
    expect([due?.startDate.isDate, due?.startDate.toString()]).toEqual([true, '2027-01-31'])
    expect(new Set(events.map(({ uid }) => uid)).size).toBe(events.length)
    for (const event of calendar.getAllSubcomponents('vevent'))
      expect(String(event.getFirstPropertyValue('dtstamp'))).toMatch(/Z$/)
  })

  it('answers the same bytes until something changes; then the sequence of that entry counts on', async () => {
    const head = await as('school-head')
    const session = await ok(province.post('/training-sessions', aTraining({ title: 'Buổi sẽ đổi phòng' })))
    const url = await made(head)
    const first = await read(url)
    const etag = first.headers.get('etag') ?? ''
    const sequenceIn = (text: string) => {
      const events = new ICAL.Component(ICAL.parse(text))
        .getAllSubcomponents('vevent')
        .map((one) => new ICAL.Event(one))
      const event = events.find(({ summary }) => summary.endsWith('Buổi sẽ đổi phòng'))
      return [event?.uid, event?.sequence]
    }
    const [uid, sequence] = sequenceIn(await first.text())
    expect(sequence).toBe(0)
    const again = await read(url, { 'if-none-match': `W/${etag}` })
    expect([again.status, await again.text()]).toEqual([304, ''])

    const { title, startsAt, endsAt, form, link, sites, topics, links, version } = session
    const change = {
      title,
      startsAt,
      endsAt,
      form,
      link,
      sites,
      topics,
      links,
      campaignId: null,
      version,
      place: 'Phòng 9',
    }
    await ok(province.put(`/training-sessions/${session.id}`, change))
    const changed = await read(url, { 'if-none-match': etag })
    expect(changed.status).toBe(200)
    expect(sequenceIn(await changed.text())).toEqual([uid, 1])
    // A new address goes on with the same entries.
    expect(sequenceIn(await (await read(await made(head))).text())).toEqual([uid, 1])
  })

  it('is shown once, ends when it is renewed or revoked, and is kept as a hash only', async () => {
    const head = await as('school-head')
    const first = await made(head)
    expect(new URL(first).pathname).toMatch(/^\/api\/v1\/calendar-feeds\/[\w-]{43}\/thuoc\.ics$/)
    expect(await ok(head.get('/calendar/feed'))).toMatchObject({ feed: { lastFetchedAt: null } })
    expect(JSON.stringify(await ok(head.get('/calendar/feed')))).not.toContain('ics')
    const second = await made(head)
    await gone(first)
    expect((await read(second)).status).toBe(200)
    expect((await ok(head.get('/calendar/feed'))).feed.lastFetchedAt).toMatch(/Z$/)
    await ok(head.delete('/calendar/feed'))
    await gone(second)
    expect(await ok(head.get('/calendar/feed'))).toEqual({ feed: null })
    const { rows } = await api.db.execute<{ hits: number }>(sql`
      select count(*)::int as hits from calendar_feeds where encode(secret_hash, 'escape') like '%thuoc%'`)
    expect(rows).toEqual([{ hits: 0 }])
  })

  it('ends with the membership, and with the account', async () => {
    const [left, suspended] = [await as('school-staff'), await as('school-staff')]
    const urls = [await made(left), await made(suspended)]
    await api.db
      .update(memberships)
      .set({ endedAt: new Date() })
      .where(sql`id = ${left.membership.id}`)
    await api.db
      .update(people)
      .set({ status: 'suspended' })
      .where(sql`id = ${suspended.person.id}`)
    for (const url of urls) await gone(url)
  })

  it('is for a person, not for a machine', async () => {
    const key = { unitId: school.unit.id, name: 'Máy', expiresOn: '2099-12-31', scopes: ['campaign.read'] }
    const { secret } = await ok(school.post('/api-keys', key))
    const machine = tester.client(secret)
    expect((await machine.get(`/calendar${year}`)).status).toBe(200)
    expect(await machine.post('/calendar/feed')).toMatchObject({ status: 403, body: { code: 'access.denied' } })
  })

  it('that nobody was given opens nothing, whatever it holds', async () => {
    for (const secret of ['x', 'A'.repeat(43), encodeURIComponent('đ'.repeat(30))])
      await gone(`http://localhost/api/v1/calendar-feeds/${secret}/thuoc.ics`)
  })
})
