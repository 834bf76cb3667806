import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { aForm, type Form } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { ok } from '../../../test/road.ts'
import { aSchool } from '../../../test/uploads.ts'
import type { LinkChecker } from '../../platform/links/link-check.ts'
import { createLinkLooks } from './link-looks.service.ts'

const day = 24 * 3600_000
let clock = Date.parse('2026-11-22T01:30:00+07:00')
const now = () => new Date(clock)
/** Addresses that do not answer, and every look in order. */
const down = new Set<string>()
const asked: string[] = []
const checkLink: LinkChecker = async (url) => {
  asked.push(url)
  return down.has(url)
    ? { state: 'down', fault: 'unreachable', httpStatus: null, title: null }
    : { state: 'up', fault: null, httpStatus: 200, title: null }
}
const tester = testApi({ now, checkLink })
const { api, as } = tester
let form: Form
beforeAll(async () => {
  form = await aForm(tester)
})
beforeEach(async () => {
  await looks().lookAtNew()
  asked.length = 0
})
const looks = (pause = 0) => createLinkLooks({ db: api.db, now, checkLink, pause })
const newSchool = () => aSchool(tester, form)
type School = Awaited<ReturnType<typeof newSchool>>
const add = ({ staff, file }: School, url: string, title = 'Trang thông tin') =>
  ok(staff.post(`/campaign-units/${file.campaignUnitId}/evidence/links`, { criterion: '1.1', title, url }))
const linkOf = async ({ staff }: School, id: string) => (await ok(staff.get(`/evidence-pieces/${id}`))).link
/** The next night; every link is looked at once. */
const night = async () => {
  clock += day
  await looks().lookAgain()
}

describe('a link given as evidence', () => {
  it('is looked at soon after it was added, again when its address changes, and then every night', async () => {
    const school = await newSchool()
    const { pieceId, link } = await add(school, 'https://mot.example/')
    expect(link).toBeNull()
    expect(await looks().lookAtNew()).toBe(1)
    expect(await linkOf(school, pieceId)).toEqual({ state: 'up', fault: null, checkedAt: now().toISOString() })
    expect(await looks().lookAtNew()).toBe(0)
    const { version, about } = await ok(school.staff.get(`/evidence-pieces/${pieceId}`))
    const change = { version, title: 'Trang mới', note: '', about, url: 'https://hai.example/' }
    await ok(school.staff.put(`/evidence-pieces/${pieceId}`, change))
    down.add('https://hai.example/')
    expect(await looks().lookAtNew()).toBe(1)
    expect(await linkOf(school, pieceId)).toMatchObject({ state: 'down', fault: 'unreachable' })
    down.clear()
    asked.length = 0
    await looks().lookAgain()
    expect(asked).not.toContain('https://hai.example/')
    await night()
    expect(await linkOf(school, pieceId)).toMatchObject({ state: 'up', checkedAt: now().toISOString() })
  })

  it('is looked at on demand by whoever sees it, and by nobody else', async () => {
    const school = await newSchool()
    const { pieceId } = await add(school, 'https://ba.example/')
    const officer = await as('managing-body-officer', api.world.commune)
    for (const person of [school.staff, officer])
      expect(await ok(person.post(`/evidence-pieces/${pieceId}/link-look`))).toMatchObject({ state: 'up' })
    for (const stranger of [
      await as('school-head', api.world.secondSchool),
      await as('managing-body-officer', api.world.otherCommune),
    ])
      expect(await stranger.post(`/evidence-pieces/${pieceId}/link-look`)).toMatchObject({
        status: 404,
        body: { code: 'piece.not-found' },
      })
    const path = `/campaign-units/${school.file.campaignUnitId}/evidence/figures`
    const figure = { criterion: '2.2', title: 'Số máy', figure: { value: 3, unit: 'máy', source: 'Sổ tài sản' } }
    const { pieceId: other } = await ok(school.staff.post(path, figure))
    expect(await school.staff.post(`/evidence-pieces/${other}/link-look`)).toMatchObject({
      status: 409,
      body: { code: 'piece.no-link' },
    })
  })

  it('that was up is told to its unit once, after two nights without an answer, with the way to its line', async () => {
    const school = await newSchool()
    const url = 'https://bon.example/ke-hoach'
    const { pieceId } = await add(school, url, 'Kế hoạch')
    await add(school, 'https://chua-tung.example/', 'Chưa từng mở được')
    down.add('https://chua-tung.example/')
    await looks().lookAtNew()
    down.add(url)
    const told = async () =>
      (await ok(school.staff.get('/notices'))).items.filter(
        ({ kind }: { kind: string }) => kind === 'evidence-link-down',
      )
    await night()
    for (const _click of [1, 2]) await ok(school.staff.post(`/evidence-pieces/${pieceId}/link-look`))
    expect(await told()).toEqual([])
    await night()
    await night()
    const values = { title: 'Kế hoạch', place: url, submissionId: school.file.id, criterion: '1.1' }
    expect(await told()).toMatchObject([{ values }])
    down.clear()
    await night()
    down.add(url)
    await night()
    await night()
    expect(await told()).toHaveLength(2)
    down.clear()
  })

  it('that lies in the bin, or is of a year long past, is left in peace', async () => {
    const school = await newSchool()
    const { pieceId } = await add(school, 'https://nam.example/')
    await ok(school.staff.delete(`/evidence-pieces/${pieceId}`))
    expect(await looks().lookAtNew()).toBe(0)
    const before = clock
    clock = Date.parse('2028-01-01T00:00:00+07:00')
    expect(await looks().lookAgain()).toBe(0)
    clock = before
  })
})

describe('websites', () => {
  it('are asked for each address once, however many name it, and not again while the last answer is fresh', async () => {
    const school = await newSchool()
    const same = ['https://chung.example/a', 'https://chung.example/b', 'https://chung.example/a']
    for (const url of same) await add(school, url)
    const begun = performance.now()
    expect(await looks(60).lookAtNew()).toBe(3)
    expect(performance.now() - begun).toBeGreaterThanOrEqual(55)
    expect(asked.toSorted()).toEqual(same.slice(0, 2))
  })

  it('go on to be looked at where a run broke off', async () => {
    const school = await newSchool()
    for (const at of [1, 2, 3]) await add(school, `https://dung.example/${at}`)
    const stop = new AbortController()
    const stopping: LinkChecker = async (url) => {
      stop.abort()
      return checkLink(url)
    }
    const broken = createLinkLooks({ db: api.db, now, checkLink: stopping, pause: 0 })
    expect(await broken.lookAtNew(stop.signal)).toBe(1)
    expect(await looks().lookAtNew()).toBe(2)
    expect(asked).toHaveLength(3)
  })
})
