import { form, gapsOf, measuredOf, officialDocumentKinds } from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApi } from '../../test/harness.ts'
import { ok } from '../../test/road.ts'
import { localFiles, type Files } from '../platform/files.ts'
import { demonstrationPassword, seed, shownAccounts } from './seed.ts'
import { daysAfter, schoolYearOf, todayInVietnam } from './seed/calendar.ts'

const { api, client } = testApi()
let files: Files

beforeAll(async () => {
  files = await localFiles(api.filesFolder)
  await seed(api.db, { demonstration: true, files })
}, 300_000)

const counts = async () => {
  const { rows } = await api.db.execute<Record<string, number>>(sql`
    select (select count(*)::int from units) units, (select count(*)::int from people) people,
      (select count(*)::int from indicator_sets) sets, (select count(*)::int from indicator_set_events) entries, (select count(*)::int from campaigns) campaigns,
      (select count(*)::int from measurements) measurements, (select count(*)::int from guidance_notes) guidance,
      (select count(*)::int from submission_events) events, (select count(*)::int from line_saves) saves`)
  return rows[0]
}

async function signedIn(username: string) {
  const { accessToken } = await ok(client().post('/session', { username, password: demonstrationPassword }))
  return client(accessToken)
}
const statuses = async (username: string) => {
  const person = await signedIn(username)
  const { byStatus } = await ok(person.get('/submissions/counts'))
  return byStatus.filter(({ count }: { count: number }) => count > 0).map(({ status }: { status: string }) => status)
}

describe('the demonstration', () => {
  it('is made once: a second start finds it and changes nothing', async () => {
    const before = await counts()
    await seed(api.db, { demonstration: true, files })
    expect(await counts()).toEqual(before)
  })

  it('lets everybody who is printed at the start sign in, act and work without a change of password', async () => {
    for (const { username, role } of shownAccounts) {
      const { me } = await ok(client().post('/session', { username, password: demonstrationPassword }))
      expect(me).toMatchObject({ username, mustChangePassword: false, acting: { role } })
    }
  })

  it('lets a person in two units choose where to act', async () => {
    const { me } = await ok(client().post('/session', { username: 'haidonvi', password: demonstrationPassword }))
    expect(me).toMatchObject({ acting: null, memberships: [{}, {}] })
  })

  it('has schools in every state of the road', async () => {
    expect(await statuses('so.lanhdao')).toEqual([
      'drafting',
      'awaiting-approval',
      'approved',
      'submitted',
      'returned',
      'accepted',
      'assessing',
      'result-shown',
      'assessed',
      'nominated',
      'recognised',
      'refused',
      'published',
    ])
  })

  it('shows the public published results of every level, of two provinces and two years', async () => {
    const filters = await ok(client().get('/public/filters'))
    expect(filters.levels).toEqual([1, 2, 3])
    expect(filters.provinces).toHaveLength(2)
    expect(filters.schoolYears).toEqual(expect.arrayContaining(['2024-2025', '2025-2026']))
    const { items } = await ok(client().get('/public/results?limit=50'))
    for (const { certificateNumber } of items)
      expect((await client().get(`/public/certificates/${certificateNumber}`)).status).toBe(200)
  })

  it('runs a campaign for this school year whose dates lie ahead', async () => {
    const officer = await signedIn('so.chuyenvien')
    const { items } = await ok(officer.get('/campaigns'))
    const today = todayInVietnam()
    expect(items[0]).toMatchObject({ schoolYear: schoolYearOf(today), selfAssessmentDue: daysAfter(today, 21) })
    expect(items[0].unitCount).toBe(18)
  })

  it('has a file that came back with changes, and a check drawn by lot whose finding waits for an answer', async () => {
    const officer = await signedIn('so.chuyenvien')
    const { items } = await ok(officer.get('/submissions?status=accepted'))
    expect(items).toMatchObject([{ round: 2 }])
    const head = await signedIn('lc1.hieutruong')
    expect(await ok(head.get(`/submissions/${items[0].id}/round-difference`))).toMatchObject({
      ...{ round: 2, since: 1 },
      remarks: [
        { criterion: '1.2', mended: true },
        { criterion: '2.3.3', mended: true },
      ],
    })
    const checks = await ok(officer.get('/supervision-records'))
    expect(checks.items).toMatchObject([{ state: 'closed', findingCount: 2, openCount: 1 }])
  })

  it('has things handed in, received, returned, accepted and late, on both sides', async () => {
    const [school, body, province] = [
      await signedIn('thcs1.hieutruong'),
      await signedIn('phong1.chuyenvien'),
      await signedIn('so.chuyenvien'),
    ]
    type Row = { status: string; late: boolean; fulfilment: string; kind: string; unit: { code: string } }
    const rows = async (person: typeof school, query: string): Promise<Row[]> =>
      (await ok(person.get(`/deliveries?limit=200&${query}`))).items.filter((one: Row) => one.fulfilment !== 'system')
    const { acting } = await ok(body.get('/me'))
    const received = await rows(body, `receiverUnitId=${acting.unit.id}`)
    const states = new Set(received.map(({ status }) => status))
    expect(states).toEqual(new Set(['not-started', 'handed-in', 'received', 'returned', 'accepted']))
    expect(received.filter(({ late }) => late).map(({ status }) => status)).toEqual(
      expect.arrayContaining(['handed-in', 'not-started']),
    )
    const own = (await rows(school, 'status=returned,accepted')).map(({ kind, status }) => `${kind} ${status}`)
    expect(own.toSorted()).toEqual(['council-decision accepted', 'plan returned', 'responsible-persons accepted'])
    const bodies = (await rows(province, 'tier=managing-body')).filter(({ kind }) => kind === 'plan')
    expect(new Set(bodies.map(({ status }) => status))).toEqual(
      new Set(['accepted', 'received', 'returned', 'not-started']),
    )
  })

  it('offers figures in empty forms, and asks for the reason where one is contradicted', async () => {
    const formOf = async (school: string) => {
      const head = await signedIn(`${school}.hieutruong`)
      const { items } = await ok(head.get('/submissions?status=drafting'))
      return form.parse(await ok(head.get(`/submissions/${items[0].id}/form`)))
    }
    const { measurements } = await formOf('th1')
    expect(measurements.map(({ key }) => key)).toEqual(
      expect.arrayContaining(['teachers.total', 'classrooms.total', 'sector-database.last-sync']),
    )
    expect(new Set(measurements.map(({ source }) => source))).toEqual(new Set(['CSDL ngành (minh hoạ)']))
    const half = await formOf('thcs1')
    const answers = Object.fromEntries(half.lines.map(({ code, answer }) => [code, answer]))
    const gaps = gapsOf(half.definition, answers, {}, measuredOf(half.measurements))
    expect(gaps.filter(({ gap }) => gap === 'measurement-unexplained').map(({ code }) => code)).toEqual(['1.4'])
  })

  it('has files that were finished agree with the figures, or say why not', async () => {
    const officer = await signedIn('so.chuyenvien')
    const { items } = await ok(officer.get('/submissions?status=submitted,accepted,assessed,published&limit=200'))
    expect(items.length).toBeGreaterThan(5)
    for (const { id } of items) {
      const { definition, lines, measurements } = form.parse(await ok(officer.get(`/submissions/${id}/form`)))
      const answers = Object.fromEntries(lines.map(({ code, answer }) => [code, answer]))
      const gaps = gapsOf(definition, answers, {}, measuredOf(measurements))
      expect(gaps.filter(({ gap }) => gap === 'measurement-unexplained')).toEqual([])
    }
  })

  it('has guidance of the province and of a managing body beside the official text', async () => {
    const head = await signedIn('thcs1.hieutruong')
    const { items } = await ok(head.get('/indicator-sets'))
    const set = items.find(({ code }: { code: string }) => code === 'QD4725')
    const guidance = await ok(head.get(`/indicator-sets/${set.id}/guidance`))
    const told = guidance.items.map(
      (one: { criterion: string; author: { code: string } }) => `${one.criterion} ${one.author.code}`,
    )
    expect(told).toEqual(['1.3 MH', '1.6.1 MH', '1.3 MH-P1'])
  })

  it('has what every kind of document is drawn up from, for somebody to show', async () => {
    const found = new Set<string>()
    const look = async (username: string, subject: string, ...ids: string[]) => {
      const person = await signedIn(username)
      for (const subjectId of ids) {
        const { items } = await ok(person.get(`/documents?subject=${subject}&subjectId=${subjectId}`))
        for (const { kind, mayMake } of items) if (mayMake) found.add(kind)
      }
    }
    const idsOf = async (username: string, path: string): Promise<string[]> =>
      (await ok((await signedIn(username)).get(path))).items.map(({ id }: { id: string }) => id)

    await look('thpt3.hieutruong', 'submission', ...(await idsOf('thpt3.hieutruong', '/submissions?limit=10')))
    const campaigns = await idsOf('so.chuyenvien', '/campaigns')
    await look('so.chuyenvien', 'campaign', ...campaigns)
    await look(
      'phong1.chuyenvien',
      'team',
      ...(await idsOf('phong1.chuyenvien', `/assessment-teams?campaignId=${campaigns[0]}`)),
    )
    await look('so.chuyenvien', 'supervision-record', ...(await idsOf('so.chuyenvien', '/supervision-records')))
    await look(
      'phong1.chuyenvien',
      'submission',
      ...(await idsOf('phong1.chuyenvien', '/submissions?status=nominated')),
    )
    await look('so.lanhdao', 'submission', ...(await idsOf('so.lanhdao', '/submissions?status=refused')))
    await look(
      'phong2.lanhdao',
      'nomination-list',
      ...(await idsOf('phong2.lanhdao', `/nomination-lists?campaignId=${campaigns[0]}`)),
    )
    const decisions = await idsOf('phong2.lanhdao', `/recognition-decisions?campaignId=${campaigns[0]}`)
    await look('phong2.lanhdao', 'recognition-decision', ...decisions)
    for (const id of decisions) {
      const certificates = await idsOf('phong2.lanhdao', `/recognition-decisions/${id}/certificates`)
      await look('phong2.lanhdao', 'recognition', ...certificates)
    }
    await look('thidu-xa1.lanhdao', 'unit-change', ...(await idsOf('thidu.chuyenvien', '/unit-changes')))
    expect(officialDocumentKinds.filter((kind) => !found.has(kind))).toEqual([])
  })

  it('keeps the evidence as files that their school can download', async () => {
    const head = await signedIn('thcs1.hieutruong')
    const { items } = await ok(head.get('/submissions?status=drafting'))
    const { evidence } = await ok(head.get(`/submissions/${items[0].id}/form`))
    const file = evidence.find(({ kind }: { kind: string }) => kind === 'file')
    expect(file).toMatchObject({ code: '[H1-1.1-02]', files: [{ mediaType: 'application/pdf' }] })
    const { url } = await ok(head.post(`/evidence-files/${file.files[0].id}/address`, {}))
    const reply = await fetch(new URL(url, api.url))
    expect([reply.status, (await reply.arrayBuffer()).byteLength]).toEqual([200, file.files[0].size])
  })
})

describe('the calendar', () => {
  it('knows the school year of a day, which begins in August', () => {
    expect([schoolYearOf('2026-11-22'), schoolYearOf('2027-07-31'), schoolYearOf('2027-08-01')]).toEqual([
      '2026-2027',
      '2026-2027',
      '2027-2028',
    ])
  })
  it('counts days across months, years and leap days', () => {
    expect([daysAfter('2026-12-20', 21), daysAfter('2028-02-28', 1)]).toEqual(['2027-01-10', '2028-02-29'])
  })
  it('has the day of Vietnam, where it is tomorrow already at 17:00 UTC', () => {
    expect(todayInVietnam(new Date('2026-11-21T16:59:59Z'))).toBe('2026-11-21')
    expect(todayInVietnam(new Date('2026-11-21T17:00:00Z'))).toBe('2026-11-22')
  })
})
