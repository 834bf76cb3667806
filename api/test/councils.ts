import { aUnit } from './factories.ts'
import type { testApi } from './harness.ts'
import { answers, aRoad, ok } from './road.ts'

export const lineOf = (council: { lines: { code: string }[] }, code: string) =>
  council.lines.find((one) => one.code === code)

/** Schools with their councils, on the short set. Everything goes through the API. */
export function councilsOf(tester: ReturnType<typeof testApi>) {
  const { api, as } = tester
  let road: Awaited<ReturnType<typeof aRoad>> | null = null

  /** A school of its own with its empty file, its head, and three people who can sit on the council. */
  async function aSchool() {
    road ??= await aRoad(tester, 'MAU-HD')
    const unit = await aUnit(api.db, api.world.commune)
    await ok(
      road.people.planner.post(`/campaigns/${road.campaign.id}/units`, { unitId: unit.id, assessorUnitId: null }),
    )
    const head = await as('school-head', unit)
    const secretary = await as('council-member', unit)
    const first = await as('school-staff', unit)
    const second = await as('council-member', unit)
    const file = await road.fileOf(unit)
    const path = `/submissions/${file.id}`
    const member = (one: typeof head, duty: string, office = 'Giáo viên') => ({
      personId: one.person.id,
      name: one.person.fullName,
      office,
      duty,
    })
    const members = [
      member(head, 'chairperson', 'Hiệu trưởng'),
      member(secretary, 'secretary'),
      member(first, 'member'),
      member(second, 'member'),
      { personId: null, name: 'Trần Thị Mẫu', office: 'Trưởng ban đại diện cha mẹ học sinh', duty: 'member' },
    ]
    const order = (over: object = {}) => ({
      version: 0,
      number: '05/QĐ-THMH',
      signedOn: '2026-11-02',
      signatory: 'Nguyễn Văn Mẫu',
      office: 'Hiệu trưởng',
      reason: null,
      members,
      ...over,
    })
    return { road, unit, file, path, head, secretary, first, second, members, order }
  }
  type School = Awaited<ReturnType<typeof aSchool>>

  /** The council is set up: 1.2 is the lines of both members, 2.1 of the first, 1.1 of the secretary. */
  async function withCouncil() {
    const school = await aSchool()
    const { head, path, order, first, second, secretary } = school
    const { version } = await ok(head.post(`${path}/council/decisions`, order()))
    const items = [
      { criterion: '1.1', personIds: [secretary.person.id] },
      { criterion: '1.2', personIds: [first.person.id, second.person.id] },
      { criterion: '2.1', personIds: [first.person.id] },
    ]
    const council = await ok(secretary.put(`${path}/council/assignments`, { version, items }))
    const says = (one: typeof head, code: string, answer: object, version = 0, comment = '') =>
      one.put(`${path}/council/scores/${code}`, { version, answer, comment })
    return { ...school, council, says }
  }

  const fill = async ({ first, path }: School) => {
    for (const [line, answer] of Object.entries(answers(80)))
      await ok(first.put(`${path}/lines/${line}`, { version: 0, answer }))
  }

  /** Minutes that both officers have signed. */
  async function minutesOf({ secretary, head, path, council }: Awaited<ReturnType<typeof withCouncil>>) {
    const begun = await ok(secretary.post(`${path}/council/minutes`, { corrects: null, reason: null }))
    const address = `${path}/council/minutes/${begun.id}`
    const said = {
      ...{ version: begun.version, number: '01/BB', from: '2026-11-20T14:00:00+07:00', to: null, place: 'Phòng họp' },
      attendance: council.decision.members.map(({ id }: { id: string }) => ({ memberId: id, present: true, note: '' })),
      headings: [{ title: 'Dạy, học', text: 'Thống nhất từng tiêu chí' }],
      ...{ conclusion: 'Hội đồng nhất trí kết quả tự đánh giá', votes: { for: 5, against: 0, abstained: 0 } },
    }
    const saved = await ok(secretary.put(address, said))
    const signed = await ok(secretary.post(`${address}/signature`, { version: saved.version }))
    const closed = await ok(head.post(`${address}/signature`, { version: signed.version }))
    return { address, said, closed }
  }

  return { aSchool, withCouncil, fill, minutesOf }
}
