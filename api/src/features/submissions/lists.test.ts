import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { SubmissionSummary, Task } from '@thuoc/shared'
import { aForm, type File, type Form } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
let form: Form
beforeAll(async () => {
  form = await aForm(tester)
})

const set = (file: File, values: { status?: string; returnDue?: string | null; finishedBy?: string | null }) =>
  api.db.execute(sql`update submissions set status = ${values.status ?? file.status},
    return_due = ${values.returnDue ?? null}, finished_by = ${values.finishedBy ?? null} where id = ${file.id}`)
const names = (items: { unit: { name: string } }[]) => items.map(({ unit }) => unit.name)
const inVietnam = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toLocaleDateString('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' })

/** Every page of a list, two rows at a time. */
async function all<Item>(person: Person, path: string): Promise<Item[]> {
  const items: Item[] = []
  for (let cursor: string | null = null, first = true; first || cursor !== null; first = false) {
    const more = `${path.includes('?') ? '&' : '?'}limit=2${cursor === null ? '' : `&cursor=${cursor}`}`
    const page: { items: Item[]; nextCursor: string | null } = await ok(person.get(`${path}${more}`))
    items.push(...page.items)
    cursor = page.nextCursor
  }
  return items
}

describe('the list of files', () => {
  it('shows each tier what is its own, by due date and name in Vietnamese order', async () => {
    const { province, commune, otherCommune, district, school, abroad } = api.world
    const seen = async (person: Person) => names(await all<SubmissionSummary>(person, '/submissions'))
    expect(await seen(await as('school-head', school))).toEqual([school.name])
    expect(await seen(await as('managing-body-officer', commune))).toHaveLength(2)
    expect(await seen(await as('managing-body-officer', otherCommune))).toHaveLength(1)
    expect(await seen(await as('managing-body-officer', district))).toHaveLength(1)
    expect(await seen(await as('province-officer', abroad.province))).toEqual([])
    const ofProvince = await seen(await as('province-officer', province))
    expect(ofProvince).toHaveLength(5)
    expect(ofProvince).toEqual(ofProvince.toSorted(new Intl.Collator('vi').compare))
  })

  it('puts late ones first, counts them, and a deadline ends with its day in Vietnam', async () => {
    const officer = await as('province-officer')
    const { school, secondSchool, otherSchool } = api.world
    const [today, yesterday, waiting] = [
      await form.fileOf(school),
      await form.fileOf(secondSchool),
      await form.fileOf(otherSchool),
    ]
    await set(today, { status: 'returned', returnDue: inVietnam(0) })
    await set(yesterday, { status: 'returned', returnDue: inVietnam(-1) })
    await set(waiting, { status: 'published' })

    const items = await all<SubmissionSummary>(officer, '/submissions')
    expect(items.slice(0, 2)).toMatchObject([
      { unit: { name: secondSchool.name }, late: true, due: inVietnam(-1) },
      { unit: { name: school.name }, late: false, due: inVietnam(0) },
    ])
    // What is not due any more stands last.
    expect(items.at(-1)).toMatchObject({ unit: { name: otherSchool.name }, due: null, late: false })
    expect(names(await all(officer, '/submissions?late=true'))).toEqual([secondSchool.name])
    expect(await all(officer, '/submissions?late=false')).toHaveLength(4)

    const counts = await ok(officer.get('/submissions/counts'))
    expect(counts).toMatchObject({ total: 5, late: 1 })
    expect(counts.byStatus).toContainEqual({ status: 'returned', count: 2 })
    expect(counts.byStatus).toContainEqual({ status: 'recognised', count: 0 })
    for (const file of [today, yesterday, waiting]) await set(file, { status: 'drafting' })
  })

  it('is searched without accents, and filtered by status, campaign and assessing unit', async () => {
    const officer = await as('province-officer')
    const { secondSchool, district, districtSchool } = api.world
    const found = async (query: string) => names(await all<SubmissionSummary>(officer, `/submissions?${query}`))
    expect(await found('q=thcs+minh+HOA')).toEqual([secondSchool.name])
    expect(await found(`q=${secondSchool.code.toLowerCase()}`)).toContain(secondSchool.name)
    expect(await found('q=%25')).toEqual([])
    expect(await found(`assessorUnitId=${district.id}`)).toEqual([districtSchool.name])
    expect(await found('status=submitted,accepted')).toEqual([])
    expect(await found('status=drafting')).toHaveLength(5)
    expect(await found(`campaignId=${form.campaign.id}&q=tiểu+học`)).toHaveLength(2)
    expect(await officer.get('/submissions?status=lost')).toMatchObject({ status: 400 })
    expect(await officer.get('/submissions?cursor=bm8')).toMatchObject({
      status: 400,
      body: { errors: [{ path: '/cursor' }] },
    })
  })
})

describe('the tasks of a person', () => {
  const tasks = async (person: Person) => (await all<Task>(person, '/tasks')).map(({ kind, unit }) => [kind, unit.id])

  it('follow the file: each status waits for those who can act in it, and for nobody else', async () => {
    const unit = await form.newSchool()
    const file = await form.fileOf(unit)
    const staff = await as('school-staff', unit)
    const head = await as('school-head', unit)
    const officer = await as('managing-body-officer', api.world.commune)
    const leader = await as('managing-body-leader', api.world.commune)
    const province = await as('province-leader')
    const everyone = { staff, head, officer, leader, province }
    const expected: [string, string, (keyof typeof everyone)[]][] = [
      ['drafting', 'score', ['staff', 'head']],
      ['returned', 'mend', ['staff', 'head']],
      ['awaiting-approval', 'approve', ['head']],
      ['approved', 'submit', ['head']],
      ['submitted', 'receive', ['officer', 'leader']],
      ['accepted', 'organise', ['officer', 'leader']],
      ['assessing', 'assess', []],
      ['result-shown', 'consider', ['head']],
      ['objected', 'answer', []],
      ['assessed', 'nominate', ['officer', 'leader']],
      ['nominated', 'decide', ['leader']],
      ['recognised', 'publish', ['officer', 'leader']],
      ['refused', '', []],
      ['published', '', []],
      ['revoked', '', []],
    ]
    for (const [status, kind, whom] of expected) {
      await set(file, { status, finishedBy: staff.person.id })
      for (const [name, person] of Object.entries(everyone)) {
        const mine = (await tasks(person)).filter(([, id]) => id === unit.id)
        expect([status, name, mine]).toEqual([status, name, whom.some((one) => one === name) ? [[kind, unit.id]] : []])
      }
    }
    // Whoever finished cannot approve: it does not wait for them.
    await set(file, { status: 'awaiting-approval', finishedBy: head.person.id })
    expect(await tasks(head)).toEqual([])
  })

  it('wait for the people of the team, wherever they act', async () => {
    const unit = await form.newSchool()
    const file = await form.fileOf(unit)
    const member = await as('school-staff', api.world.otherSchool)
    await set(file, { status: 'assessing' })
    await api.db.execute(sql`insert into campaign_unit_assessors (campaign_unit_id, person_id, duty)
      values (${file.campaignUnitId}, ${member.person.id}, 'member')`)
    expect((await tasks(member)).filter(([, id]) => id === unit.id)).toEqual([['assess', unit.id]])
    expect(await ok(member.get(`/submissions/${file.id}`))).toMatchObject({
      mayAssess: true,
      mayScore: false,
      actions: [],
    })
  })
})
