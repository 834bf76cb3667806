import { spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { fileFormats, reportFileParts } from '@thuoc/shared'
import { eq } from 'drizzle-orm'
import { TemplateHandler } from 'easy-template-x'
import { beforeAll, describe, expect, it } from 'vitest'
import { download, text, unzip } from '../../../test/archives.ts'
import { councilsOf } from '../../../test/councils.ts'
import { exportsOf } from '../../../test/exports.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'
import { aTeam } from '../../../test/teams.ts'
import { exportMakers } from '../../composition/exports.ts'
import { memberships } from '../identity/index.ts'
import type { ExportMakers } from './index.ts'
import { sweepExports } from './exports.jobs.ts'

const tester = testApi()
const { api, as } = tester
const { withCouncil } = councilsOf(tester)
let school: Awaited<ReturnType<typeof withCouncil>>
let undone: typeof school
let campaignId: string
beforeAll(async () => {
  school = await withCouncil()
  undone = await withCouncil()
  campaignId = school.road.campaign.id
})

const now = () => new Date()
const { portsOf, work } = exportsOf(tester)
const order = (drawUp: boolean) => ({ kind: 'campaign-documents', campaignId, drawUp })
const ask = (who: Person, drawUp = false) => ok(who.post('/exports', order(drawUp)))
const get = (who: Person, id: string) => ok(who.get(`/exports/${id}`))
async function archiveOf(who: Person, id: string) {
  const { url } = await ok(who.get(`/exports/${id}/address`))
  return unzip(await download(api, url))
}
const list = 'Danh sách văn bản.csv'
const decided = 'Quyết định thành lập Hội đồng tự đánh giá'

describe('the documents of a campaign', () => {
  it('come as one archive in folders per unit, with a list of what is there and what is missing', async () => {
    const { officer } = school.road.people
    const decision = { kind: 'council-decision', subjectId: school.file.id }
    const made = await ok(school.head.post('/documents', decision))
    const { id } = await ask(officer)
    expect((await officer.get(`/exports/${id}/address`)).body.code).toBe('export.not-ready')
    await work()
    const done = await get(officer, id)
    expect(done).toMatchObject({ state: 'done', failure: null, title: school.road.campaign.title })
    expect(done.done).toBe(done.total)
    const parts = await archiveOf(officer, id)
    const held = await fetch(`${api.url}/api/v1/documents/${made.id}/file`, {
      headers: { authorization: `Bearer ${school.head.token}` },
    })
    const [path] = [...parts.keys()].filter((name) => name.endsWith(`${made.fileName}.docx`))
    expect(path).toContain(school.unit.name)
    expect(parts.get(path ?? '')).toEqual(Buffer.from(await held.arrayBuffer()))
    expect(text(parts, list)).toContain(path)
    expect(text(parts, list)).toContain(`${undone.unit.name},${decided},Chưa lập`)
  })

  it('bring the papers of teams, too, and none in the place of another', async () => {
    const { organiser, team } = await aTeam(tester, school.road.campaign)
    const second = await aTeam(tester, school.road.campaign)
    const { id } = await ask(organiser, true)
    await work()
    const parts = await archiveOf(organiser, id)
    const papers = [...parts].filter(([name]) => /^Chung\/.*đoàn đánh giá ngoài.*docx$/.test(name))
    expect(papers).toHaveLength(2)
    const said = await Promise.all(papers.map(([, content]) => new TemplateHandler().getText(content)))
    for (const { name } of [team, second.team]) expect(said.some((one) => one.includes(name))).toBe(true)
  })

  it('are drawn up first where they are missing, if that is asked for, by the unit that issues them', async () => {
    const { officer } = school.road.people
    const above = await ask(officer, true)
    await work()
    expect(text(await archiveOf(officer, above.id), list)).toContain(`${undone.unit.name},${decided},Chưa lập`)
    const { id } = await ask(undone.head, true)
    await work()
    const parts = await archiveOf(undone.head, id)
    expect(text(parts, list)).toContain(`${undone.unit.name},${decided},Đã lập`)
    expect(text(parts, list)).not.toContain(school.unit.name)
    expect([...parts.keys()].some((name) => name.includes(decided))).toBe(true)
    const { items } = await ok(undone.head.get(`/documents?subject=submission&subjectId=${undone.file.id}`))
    expect(items[0].versions).toMatchObject([{ madeBy: undone.head.person.fullName }])
  })

  it('are told of when they are there', async () => {
    const { items } = await ok(undone.head.get('/notices'))
    expect(items).toContainEqual(expect.objectContaining({ kind: 'export-done' }))
  })
})

it('the complete file of a unit is made behind the screen, too', async () => {
  const { id } = await ok(school.head.post('/exports', { kind: 'file-archive', submissionId: school.file.id }))
  await work()
  expect([...(await archiveOf(school.head, id)).keys()]).toEqual(expect.arrayContaining(['ho-so.json', 'index.html']))
})

describe('an export', () => {
  it('is whose who asked, and nobody else’s', async () => {
    const { id } = await ask(school.head)
    for (const other of [school.secretary, school.road.people.leader, await as('school-head', api.world.otherSchool)]) {
      expect((await other.get(`/exports/${id}`)).body.code).toBe('export.not-found')
      expect((await other.get(`/exports/${id}/address`)).body.code).toBe('export.not-found')
      expect((await other.delete(`/exports/${id}`)).body.code).toBe('export.not-found')
      expect((await ok(other.get('/exports'))).items).not.toContainEqual(expect.objectContaining({ id }))
    }
    expect((await school.head.delete(`/exports/${id}`)).status).toBe(200)
  })

  it('of what one may not see is refused as if it were not there', async () => {
    const stranger = await as('school-head', api.world.abroad.school)
    expect((await stranger.post('/exports', order(false))).body.code).toBe('campaign.not-found')
    const file = { kind: 'file-archive', submissionId: school.file.id }
    expect((await stranger.post('/exports', file)).body.code).toBe('submission.not-found')
  })

  it('that is asked for twice at once is one', async () => {
    const [first, second] = await Promise.all([ask(school.secretary), ask(school.secretary)])
    expect(second.id).toBe(first.id)
    expect((await ok(school.secretary.get('/exports'))).running).toBe(1)
    await work()
    expect((await ask(school.secretary)).id).not.toBe(first.id)
    await work()
  })

  it('is one of twenty that one seat may have open, however many are asked for at once', async () => {
    const { leader } = school.road.people
    const orders = reportFileParts.flatMap((part) =>
      fileFormats.map((format) => ({ kind: 'report-file', campaignId, part, format })),
    )
    const replies = await Promise.all(orders.map((one) => leader.post('/exports', one)))
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(20)
    expect(replies.filter(({ body }) => body.code === 'export.too-many')).toHaveLength(orders.length - 20)
    expect((await ok(leader.get('/exports'))).running).toBe(20)
    await work()
  })

  it('is made with the rights of the moment: a seat that has ended gets nothing', async () => {
    const leaving = await as('school-staff', school.unit)
    const { id } = await ask(leaving)
    await api.db.update(memberships).set({ endedAt: now() }).where(eq(memberships.id, leaving.membership.id))
    await work()
    await api.db.update(memberships).set({ endedAt: null }).where(eq(memberships.id, leaving.membership.id))
    expect(await get(leaving, id)).toMatchObject({ state: 'failed', failure: 'seat-ended', fileName: null })
    const { items } = await ok(leaving.get('/notices'))
    expect(items).toContainEqual(expect.objectContaining({ kind: 'export-failed' }))
  })

  it('that nobody wants any more is stopped', async () => {
    const { id } = await ask(school.first)
    let reached = false
    const make: ExportMakers['campaign-documents']['make'] = async (_actor, _order, { progress }) => {
      await school.first.delete(`/exports/${id}`)
      await progress(1, 1)
      reached = true
      throw new Error('It went on')
    }
    await work({ 'campaign-documents': { titleOf: async () => '', make } })
    expect(reached).toBe(false)
    expect((await school.first.get(`/exports/${id}`)).status).toBe(404)
  })

  it('goes with its file when it is thrown away, and after its thirty days', async () => {
    const ports = await portsOf()
    const { id } = await ask(school.second)
    await work()
    const later = () => new Date(Date.now() + 31 * 24 * 3600 * 1000)
    await sweepExports({ ...ports, now })
    expect((await get(school.second, id)).state).toBe('done')
    await sweepExports({ ...ports, now: later })
    expect((await school.second.get(`/exports/${id}`)).status).toBe(404)
  })
})

describe('thirty orders of five people at once', () => {
  it('are all made, in turns, no more at a time than there are workers', async () => {
    const people = await Promise.all([1, 2, 3, 4, 5].map(() => as('managing-body-officer', api.world.commune)))
    const parts = ['levels', 'scores', 'progress'].flatMap((part) =>
      ['xlsx', 'pdf'].map((format) => ({ part, format })),
    )
    const ids: [Person, string][] = []
    // Whoever comes first asks for everything before the next one asks for anything.
    for (const who of people)
      for (const wanted of parts) {
        const { id } = await ok(who.post('/exports', { kind: 'report-file', campaignId, ...wanted }))
        ids.push([who, id])
      }
    const turns: (string | null)[] = []
    let [busy, most] = [0, 0]
    const real = exportMakers(await portsOf())['report-file']
    const watched: ExportMakers['report-file'] = {
      ...real,
      make: async (actor, wanted, under) => {
        turns.push(actor.personId)
        busy += 1
        most = Math.max(most, busy)
        const made = await real.make(actor, wanted, under)
        made.content.once('close', () => (busy -= 1))
        return made
      },
    }
    await Promise.all([work({ 'report-file': watched }), work({ 'report-file': watched })])
    for (const [who, id] of ids) expect(await get(who, id)).toMatchObject({ state: 'done', failure: null })
    expect(turns).toHaveLength(30)
    // Of two workers each may be heard a moment late: nobody is ever further ahead than that.
    for (let until = 1; until <= 30; until += 1) {
      const served = people.map(({ person }) => turns.slice(0, until).filter((id) => id === person.id).length)
      expect(Math.max(...served) - Math.min(...served)).toBeLessThanOrEqual(2)
    }
    expect(most).toBeLessThanOrEqual(2)
  }, 60_000)
})

it('whoever has taken a file is not told of it any more', async () => {
  const who = await as('managing-body-officer', api.world.commune)
  const { id } = await ok(who.post('/exports', { kind: 'report-file', campaignId, part: 'units', format: 'csv' }))
  await work()
  expect((await ok(who.get('/notices/counts'))).unread).toBe(1)
  await ok(who.get(`/exports/${id}/address`))
  expect((await ok(who.get('/notices/counts'))).unread).toBe(0)
})

describe('a worker that is killed', () => {
  const program = fileURLToPath(new URL('../../../test/export-worker.ts', import.meta.url))

  const report = () => ({ kind: 'report-file', campaignId, part: 'units', format: 'xlsx' })
  it.each([
    ['an archive', () => order(false)],
    ['a file of a report', report],
  ])(
    'leaves what it was making to the next one: %s',
    async (what, wanted) => {
      const who = school.road.people.officer
      const { id } = await ok(who.post('/exports', wanted()))
      const url = api.db.$client.options.connectionString ?? ''
      const child = spawn(process.execPath, [program, url, api.filesFolder], { stdio: 'ignore' })
      const ended = new Promise((resolve) => child.once('exit', resolve))
      while ((await get(who, id)).state !== 'running') await sleep(50)
      await work()
      expect((await get(who, id)).state, 'while it lives it is its').toBe('running')
      child.kill('SIGKILL')
      await ended
      while ((await get(who, id)).state !== 'done') await work()
      expect([...(await archiveOf(who, id)).keys()]).toContain(what === 'an archive' ? list : 'xl/workbook.xml')
    },
    60_000,
  )
})
