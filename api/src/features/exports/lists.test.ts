import type { Readable } from 'node:stream'
import { exportId, fileFormats, sheetFormats, type Role } from '@thuoc/shared'
import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { exportsOf } from '../../../test/exports.ts'
import { aForm, type Form } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'
import { pdf } from '../../../test/sample-files.ts'
import { aTraining } from '../../../test/training.ts'
import { aSchool, sentWhole } from '../../../test/uploads.ts'
import { exportMakers } from '../../composition/exports.ts'
import { memberships } from '../identity/index.ts'
import { exportJobs } from './exports.tables.ts'

const tester = testApi()
const { api, as } = tester
const { portsOf, work, fileOf } = exportsOf(tester)
const whole = sentWhole(tester)
let form: Form
let school: Awaited<ReturnType<typeof aSchool>>
let trainingId: string
beforeAll(async () => {
  form = await aForm(tester)
  school = await aSchool(tester, form)
  trainingId = (await ok((await as('province-officer')).post('/training-sessions', aTraining()))).id
})

const names = ['people', 'units', 'register', 'evidence', 'attendees', 'training'] as const
type Listed = [order: object, stranger: Role | null, status: number]
/** Each list with the role of somebody from elsewhere, and what they hear; everybody has their own units. */
const lists = (): Record<(typeof names)[number], Listed> => ({
  people: [{ kind: 'people-list' }, 'school-staff', 403],
  units: [{ kind: 'unit-list', filter: {}, format: 'xlsx' }, null, 200],
  register: [
    { kind: 'evidence-register', campaignUnitId: school.file.campaignUnitId, filter: {}, format: 'xlsx' },
    'school-staff',
    404,
  ],
  evidence: [{ kind: 'evidence-archive', campaignUnitId: school.file.campaignUnitId }, 'school-staff', 404],
  attendees: [{ kind: 'training-attendees', trainingId, filter: {}, format: 'pdf' }, 'school-staff', 404],
  training: [{ kind: 'training-units', filter: {}, format: 'csv' }, null, 200],
})
const get = (who: Person, id: string) => ok(who.get(`/exports/${id}`))

describe.each(names)('the list of %s', (name) => {
  it('is made behind the screen for those who may have it, and counts to its end', async () => {
    const officer = await as('managing-body-leader', api.world.commune)
    const [order] = lists()[name]
    const { id } = await ok(officer.post('/exports', order))
    await work()
    const done = await get(officer, id)
    expect(done).toMatchObject({ state: 'done', failure: null, fileName: expect.any(String) })
    expect(done.done).toBe(done.total ?? 0)
  })

  it('is nothing to a stranger', async () => {
    const [order, role, status] = lists()[name]
    if (role === null) return
    const stranger = await as(role, api.world.abroad.school)
    expect((await stranger.post('/exports', order)).status).toBe(status)
  })
})

it('every format of a list opens with its rows', async () => {
  const officer = await as('province-officer')
  for (const format of sheetFormats) {
    const { content } = await fileOf(officer, { kind: 'unit-list', filter: { type: 'primary' }, format })
    expect(content.byteLength).toBeGreaterThan(200)
  }
  for (const format of fileFormats) {
    const { name } = await fileOf(officer, { kind: 'training-units', filter: {}, format })
    expect(name).toBe(`Tham gia tập huấn.${format}`)
  }
})

describe('what is made for somebody', () => {
  it('is not handed over any more once they may not see it', async () => {
    const leaving = await as('school-head', school.unit)
    const { id } = await ok(leaving.post('/exports', { kind: 'people-list' }))
    await work()
    expect((await leaving.get(`/exports/${id}/address`)).status).toBe(200)
    const { url } = await ok(leaving.get(`/exports/${id}/address`))
    const role = (to: 'school-staff' | 'school-head') =>
      api.db.update(memberships).set({ role: to }).where(eq(memberships.id, leaving.membership.id))
    await role('school-staff')
    expect((await leaving.get(`/exports/${id}/address`)).body.code).toBe('export.not-yours')
    expect((await fetch(`${api.url}${url}`)).status).toBe(403)
    await role('school-head')
    expect((await fetch(`${api.url}${url}`)).status).toBe(200)
  })
})

describe('an archive of files', () => {
  const pace = async (id: string) =>
    (
      await api.db
        .select({ pace: exportJobs.pace })
        .from(exportJobs)
        .where(eq(exportJobs.id, exportId.parse(id)))
    )[0]?.pace

  it('waits behind others of its size only: a small one goes with what takes a moment', async () => {
    const order = { kind: 'evidence-archive', campaignUnitId: school.file.campaignUnitId }
    const small = await ok(school.staff.post('/exports', order))
    expect(await pace(small.id)).toBe('quick')
    await work()
    const uploads = await whole(school.staff, [pdf('lớn')])
    await ok(
      school.staff.post(`/campaign-units/${school.file.campaignUnitId}/evidence/documents`, {
        ...{ criterion: '1.1', title: 'Tệp lớn', uploads },
        about: {
          ...{ documentKind: 'plan', number: '1/KH', issuedOn: '2026-09-05', issuer: 'Trường' },
          ...{ validFrom: null, validUntil: null },
        },
      }),
    )
    await api.db.execute(sql`update evidence_files set size = 200000000 where name = 'Tệp 1.pdf'`)
    const large = await ok(school.staff.post('/exports', order))
    expect(await pace(large.id)).toBe('long')
    expect((await school.staff.delete(`/exports/${large.id}`)).status).toBe(200)
  })

  it('that nobody wants any more is not gathered further', async () => {
    const order = { kind: 'evidence-archive', campaignUnitId: school.file.campaignUnitId }
    const { id } = await ok(school.staff.post('/exports', order))
    const real = exportMakers(await portsOf())['evidence-archive']
    let content: Readable | null = null
    await work({
      'evidence-archive': {
        ...real,
        make: async (actor, wanted, under) => {
          const made = await real.make(actor, wanted, under)
          await ok(school.staff.delete(`/exports/${id}`))
          await under.progress(1, 1).catch(() => {})
          content = made.content
          return made
        },
      },
    })
    expect((await school.staff.get(`/exports/${id}`)).status).toBe(404)
    expect(content).toMatchObject({ destroyed: true, readableEnded: false })
  })
})
