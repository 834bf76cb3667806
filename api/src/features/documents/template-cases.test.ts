import { officialDocumentKinds } from '@thuoc/shared'
import { TemplateHandler } from 'easy-template-x'
import { beforeAll, describe, expect, it } from 'vitest'
import { councilsOf } from '../../../test/councils.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'
import { originalTemplate } from './templates.service.ts'

const tester = testApi()
const { api, as } = tester
const { withCouncil, fill, minutesOf } = councilsOf(tester)
let school: Awaited<ReturnType<typeof withCouncil>>
let meeting: { id: string }
let other: typeof school

beforeAll(async () => {
  school = await withCouncil()
  other = await withCouncil()
  await fill(school)
  meeting = (await minutesOf(school)).closed
})

const address = (kind: string, unit = api.world.commune) => `/units/${unit.id}/document-templates/${kind}`
const cases = (who: Person, kind: string, query = '', unit = api.world.commune) =>
  who.get(`${address(kind, unit)}/cases?${query}`)
async function preview(who: Person, kind: (typeof officialDocumentKinds)[number], subjectId: string) {
  const body = new FormData()
  body.append('subjectId', subjectId)
  body.append('file', new Blob([Uint8Array.from(await originalTemplate(kind))]), 'mau.docx')
  const headers = { authorization: `Bearer ${who.token}` }
  const path = `${api.url}/api/v1${address(kind)}/previews`
  const reply = await fetch(path, { method: 'POST', headers, body })
  const content = Buffer.from(await reply.arrayBuffer())
  return { status: reply.status, text: reply.status === 200 ? await new TemplateHandler().getText(content) : '' }
}

describe('what a template is tried out with', () => {
  it('is there for every kind, or is an empty list', async () => {
    const { leader } = school.road.people
    for (const kind of officialDocumentKinds) expect([kind, (await cases(leader, kind)).status]).toEqual([kind, 200])
    expect((await ok(cases(leader, 'refusal-notice'))).items).toEqual([])
  })

  it('are papers of the schools below, too, each by what people know of it', async () => {
    const { leader } = school.road.people
    const { items } = await ok(cases(leader, 'council-minutes'))
    expect(items).toEqual([
      {
        ...{ subjectId: meeting.id, name: school.unit.name, number: null, on: '2026-11-20', meeting: 1 },
        campaign: school.road.campaign.title,
      },
    ])
    const { status, text } = await preview(leader, 'council-minutes', meeting.id)
    expect(status).toBe(200)
    expect(text).toContain(school.unit.name)
    expect(text).toContain('Hội đồng nhất trí kết quả tự đánh giá')
  })

  it('can be filled with each that is offered', async () => {
    const { leader, officer } = school.road.people
    const order = { campaignId: school.road.campaign.id, name: 'Danh sách thử', number: '9/DS', listedOn: '2026-11-19' }
    await ok(officer.post('/nomination-lists', order))
    let offered = 0
    for (const kind of officialDocumentKinds)
      for (const { subjectId } of (await ok(cases(leader, kind))).items) {
        offered += 1
        expect([kind, (await preview(leader, kind, subjectId)).status]).toEqual([kind, 200])
      }
    expect(offered).toBeGreaterThan(6)
  })

  it('is found without accents, by any of its words, page by page', async () => {
    const { leader } = school.road.people
    const all = (await ok(cases(leader, 'council-decision'))).items
    expect(all.map(({ subjectId }: { subjectId: string }) => subjectId).sort()).toEqual(
      [school.file.id, other.file.id].sort(),
    )
    const plain = school.unit.name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').toLowerCase()
    const found = await ok(cases(leader, 'council-decision', `q=${encodeURIComponent(plain)}`))
    expect(found.items.map(({ subjectId }: { subjectId: string }) => subjectId)).toContain(school.file.id)
    expect((await ok(cases(leader, 'council-decision', 'q=khongcogi'))).items).toEqual([])
    const first = await ok(cases(leader, 'council-decision', 'limit=1'))
    const next = await ok(cases(leader, 'council-decision', `limit=1&cursor=${first.nextCursor}`))
    expect([...first.items, ...next.items]).toEqual(all)
    expect(next.nextCursor).toBeNull()
  })

  it('is only what the one who asks may see, and of one’s own unit', async () => {
    const own = await ok(cases(school.head, 'council-decision', '', school.unit))
    expect(own.items.map(({ subjectId }: { subjectId: string }) => subjectId)).toEqual([school.file.id])
    const { otherCommune } = api.world
    const stranger = await as('managing-body-leader', otherCommune)
    expect((await ok(cases(stranger, 'council-decision', '', otherCommune))).items).toEqual([])
    expect((await cases(stranger, 'council-decision')).status).toBe(404)
    expect((await cases(await as('managing-body-leader'), 'council-decision', '', school.unit)).status).toBe(403)
  })

  it('of a file that is not there is refused', async () => {
    const { leader } = school.road.people
    expect((await preview(leader, 'assessment-sheet', api.world.school.id)).status).toBe(404)
  })
})
