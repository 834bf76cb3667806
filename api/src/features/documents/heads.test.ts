import { beforeAll, describe, expect, it } from 'vitest'
import { councilsOf } from '../../../test/councils.ts'
import { documentsOf } from '../../../test/documents.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'
import { named, paper } from '../../../test/teams.ts'

const tester = testApi()
const { api, as } = tester
const { said, offer, textOf } = documentsOf(tester)
const { aSchool } = councilsOf(tester)
const upper = (text: string) => text.toLocaleUpperCase('vi')
const renamed = { school: 'Trường THCS Tên Mới Minh Hoạ', body: 'Phòng VH-XH Tên Mới Minh Hoạ' }
type School = Awaited<ReturnType<typeof aSchool>>
let school: School
let before: { id: string }
let oldList: { id: string }

/** A list of units to be recognised, by the managing body. */
const listOn = (listedOn: string) =>
  ok(
    school.road.people.officer.post('/nomination-lists', {
      ...{ campaignId: school.road.campaign.id, name: 'Danh sách', number: `${listedOn}/DS`, listedOn },
    }),
  )
const decide = async (number: string, signedOn: string, reason: string | null) => {
  const { head, path, order } = school
  const { version } = await ok(head.get(`${path}/council`))
  await ok(head.post(`${path}/council/decisions`, order({ version, number, signedOn, reason })))
}

beforeAll(async () => {
  school = await aSchool()
  await decide('05/QĐ-THMH', '2026-06-20', null)
  before = (await said(school.head, 'council-decision', school.file)).document
  oldList = await listOn('2026-06-20')
  const by = await as('province-administrator')
  await rename(by, school.unit, renamed.school)
  await rename(by, api.world.commune, renamed.body)
})

async function rename(by: Person, { id }: { id: string }, name: string) {
  const { version, code, type, ownership } = await ok(by.get(`/units/${id}`))
  const decision = { decisionNumber: '15/QĐ-UBND', decisionDate: '2026-06-15', note: '', effectiveOn: '2026-07-01' }
  await ok(by.post('/unit-changes', { ...decision, kind: 'rename', unitId: id, version, code, name, type, ownership }))
}

describe('a paper of a past day', () => {
  it('bears the names of that day, its own and that of the body above, and is not behind for the new ones', async () => {
    expect(await offer(school.head, 'council-decision', school.file)).toMatchObject({ outdated: false })
    const { document, text } = await said(school.head, 'council-decision', school.file)
    expect(document.id).toBe(before.id)
    expect(text).toContain(upper(school.unit.name))
    expect(text).toContain(upper(api.world.commune.name))
    expect(text).not.toContain(upper(renamed.school))
    expect(text).not.toContain(upper(renamed.body))
  })

  it('of a body, drawn up afterwards, is headed as that body was called', async () => {
    const { officer } = school.road.people
    expect((await said(officer, 'nomination-list', oldList)).text).toContain(upper(api.world.commune.name))
    const { text } = await said(officer, 'nomination-list', await listOn('2026-07-01'))
    expect(text).toContain(upper(renamed.body))
    expect(text).not.toContain(upper(api.world.commune.name))
  })

  it('names the places of work of a team as they were', async () => {
    const { road, unit, first } = school
    const office = await as('managing-body-officer', api.world.commune)
    const members = named([road.people.officer, 'head'], [office, 'secretary'], [first, 'member'])
    const teamOn = (decidedOn: string) =>
      ok(
        road.people.leader.post('/assessment-teams', {
          ...{ campaignId: road.campaign.id, name: `Đoàn ${decidedOn}`, members },
          decision: { ...paper(`${decidedOn}/QĐ-UBND`), decidedOn },
        }),
      )
    const { text } = await said(road.people.officer, 'team-decision', await teamOn('2026-06-20'))
    expect(text).toContain(unit.name)
    expect(text).toContain(api.world.commune.name)
    expect(text).not.toContain('Tên Mới')
    const later = await said(road.people.officer, 'team-decision', await teamOn('2026-07-03'))
    expect(later.text).toContain(renamed.school)
    expect(later.text).not.toContain(unit.name)
  })

  it('signed since the change bears the new names, in the head and in the text', async () => {
    await decide('09/QĐ-THMH', '2026-07-02', 'Thay đổi thành viên')
    const { text } = await said(school.head, 'council-decision', school.file)
    expect(text).toContain(upper(renamed.school))
    expect(text).toContain(upper(renamed.body))
    expect(text).not.toContain(school.unit.name)
    expect(await textOf(school.head, before), 'what was made stays').toContain(upper(school.unit.name))
  })

  it('without a date bears the names of today, until it gets the date of an earlier day', async () => {
    const { head, path, file } = school
    const { version, decision } = await ok(head.get(`${path}/council`))
    const step = { kind: 'evidence', title: '', from: '2026-06-21', to: '2026-06-30' }
    const steps = [{ ...step, responsible: decision.members[0].id }]
    await ok(head.put(`${path}/council/plan`, { version, steps }))
    const draft = await said(head, 'self-assessment-plan', file)
    expect(draft.text).toContain(upper(renamed.school))
    const order = { number: 3, signedOn: '2026-06-25' }
    const numbered = await ok(head.post(`/documents/${draft.document.id}/numbers`, order))
    const text = await textOf(head, numbered)
    expect(text).toContain(upper(school.unit.name))
    expect(text).not.toContain(upper(renamed.school))
    expect(await offer(head, 'self-assessment-plan', file)).toMatchObject({ outdated: false })
  })
})
