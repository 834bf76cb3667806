import { openDataColumns } from '@thuoc/shared'
import { beforeAll, describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { aUnit } from '../../../test/factories.ts'
import { aRoad, ok } from '../../../test/road.ts'
import { z } from 'zod'

const tester = testApi()
const { api } = tester
/** The whole answer, as a program outside would take it. */
const take = (path: string, headers: Record<string, string> = {}) =>
  fetch(`${api.url}/api/v1/public/${path}`, { headers })
const description = z.looseObject({ licence: z.unknown(), columns: z.array(z.looseObject({ name: z.string() })) })
const data = z.looseObject({ results: z.array(z.looseObject({ id: z.string() })) })
const rowsOf = (csv: string) =>
  csv
    .trim()
    .split('\r\n')
    .map((line) => [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, field = '']) => field).slice(0, -1))

let school: { id: string; name: string }
let file: { id: string; version: number }
let withdrawn: { id: string; version: number }
let officer: Awaited<ReturnType<typeof aRoad>>['people']['officer']

beforeAll(async () => {
  const named = await aUnit(api.db, api.world.commune, { name: '=HYPERLINK("http://a.example") <b>Trường</b>' })
  school = named
  const way = await aRoad(tester)
  officer = way.people.officer
  const first = await way.nominated(named)
  const second = await way.nominated(api.world.secondSchool)
  await ok(way.people.leader.post('/recognition-decisions', way.decision([first.file, second.file])))
  const states = await Promise.all([first, second].map(({ head, file: { id } }) => ok(head.get(`/submissions/${id}`))))
  const items = states.map(({ id, version }) => ({ submissionId: id, version }))
  await ok(officer.post('/publications', { items }))
  file = await ok(officer.get(`/submissions/${first.file.id}`))
  withdrawn = await ok(officer.get(`/submissions/${second.file.id}`))
  const back = { version: withdrawn.version, reason: 'Nhầm' }
  await ok(officer.post(`/submissions/${withdrawn.id}/publication/withdrawal`, back))
})

describe('open data', () => {
  it('are the columns that their description names, in CSV and in JSON, with stable ids', async () => {
    const about = description.parse(await (await take('open-data')).json())
    const names = openDataColumns.map(({ name }) => name)
    expect(about.columns.map(({ name }) => name)).toEqual(names)
    expect(about).toMatchObject({ count: 1, csv: expect.stringContaining('results.csv') })

    const csv = await (await take('open-data/results.csv')).text()
    const [headings, ...rows] = rowsOf(csv)
    expect(headings?.join()).toBe(names.join())
    expect(rows.map(([id]) => id)).toEqual([file.id, withdrawn.id])
    const json = data.parse(await (await take('open-data/results.json')).json())
    expect(json).toMatchObject({
      licence: about.licence,
      results: [
        { id: file.id, state: 'published', level: 3, total: 160, certificate_number: expect.any(String) },
        { id: withdrawn.id, state: 'withdrawn', level: null, total: null, ended_on: expect.any(String) },
      ],
    })
    for (const row of json.results) expect(Object.keys(row).sort()).toEqual([...names].sort())
  })

  it('open with accents in spreadsheets, and no name of a school becomes a formula', async () => {
    const bytes = Buffer.from(await (await take('open-data/results.csv')).arrayBuffer())
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
    expect(bytes.toString().match(/\ufeff/g)).toHaveLength(1)
    expect(bytes.toString()).toContain(`"'=HYPERLINK(""http://a.example"")`)
  })

  it('are narrowed as the search is; what does not stand has no level to be found by', async () => {
    const ids = async (query: string) =>
      data.parse(await (await take(`open-data/results.json?${query}`)).json()).results.map(({ id }) => id)
    expect(await ids('level=3')).toEqual([file.id])
    expect(await ids(`unitId=${school.id}`)).toEqual([file.id])
    expect(await ids(`managingBodyId=${api.world.otherCommune.id}`)).toEqual([])
    expect((await take('open-data/results.json?level=x')).status).toBe(400)
  })

  it('are not sent again to whoever has them; a new publication makes a new tag', async () => {
    const { headers } = await take('open-data/results.csv')
    const tag = headers.get('etag') ?? ''
    expect(headers.get('cache-control')).toBe('public, max-age=60')
    expect((await take('open-data/results.csv', { 'if-none-match': tag })).status).toBe(304)
    expect((await take('open-data/results.json', { 'if-none-match': tag })).status).toBe(200)
    const { version } = await ok(officer.get(`/submissions/${withdrawn.id}`))
    await ok(officer.post('/publications', { items: [{ submissionId: withdrawn.id, version }] }))
    expect((await take('open-data/results.csv', { 'if-none-match': tag })).status).toBe(200)
  })
})

describe('the page that other sites embed', () => {
  it('is framed by any site, has no script and sets no cookie; every other page forbids it', async () => {
    const reply = await take(`embed/results?managingBodyId=${api.world.commune.id}`)
    expect(reply.headers.get('content-security-policy')).toContain('frame-ancestors *')
    expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(reply.headers.get('x-frame-options')).toBeNull()
    expect(reply.headers.get('set-cookie')).toBeNull()
    const other = await take('results')
    expect(other.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    expect(other.headers.get('x-frame-options')).toBe('DENY')
  })

  it('shows what was published, every name as text', async () => {
    const html = await (await take(`embed/results?unitId=${school.id}`)).text()
    expect(html).toContain('&lt;b&gt;Trường&lt;/b&gt;')
    expect(html).not.toContain('<b>')
    expect(html).toContain(`http://localhost:3000/cong-khai/${file.id}`)
    expect(html).not.toMatch(/<script|javascript:/i)
    expect(await (await take(`embed/results?unitId=${school.id}&lang=en`)).text()).toContain('<html lang="en">')
  })

  it('says so where nothing was published yet', async () => {
    const html = await (await take(`embed/results?managingBodyId=${api.world.otherCommune.id}`)).text()
    expect(html).toContain('Chưa có kết quả nào được công bố.')
  })
})
