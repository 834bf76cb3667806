import { expect, it, describe } from 'vitest'
import { councilsOf } from '../../../test/councils.ts'
import { exportsOf } from '../../../test/exports.ts'
import { testApi } from '../../../test/harness.ts'
import { answers, aRoad, ok, score, type Person } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
const { fileOf } = exportsOf(tester)

/** Everything that the record and the complete export of a file say to somebody. The archive is not compressed. */
async function told(person: Person, path: string): Promise<string> {
  const record = JSON.stringify(await ok(person.get(`${path}/record?limit=200`)))
  const { content } = await fileOf(person, { kind: 'file-archive', submissionId: path.split('/').at(-1) })
  const said = content.toString('utf8')
  expect(said).toContain('SHA256SUMS')
  return record + said
}

describe('what is hidden on a file is hidden in its record and its export, too', () => {
  it('the sheets of single assessors and what they hold against the agreed score are never the school’s', async () => {
    const road = await aRoad(tester, 'MAU-AN-1')
    const { file, head } = await road.accepted(api.world.school)
    const path = `/submissions/${file.id}`
    const [teamHead, secretary] = [
      await as('managing-body-officer', api.world.commune),
      await as('managing-body-officer', api.world.commune),
    ]
    const members = [
      { personId: teamHead.person.id, duty: 'head' },
      { personId: secretary.person.id, duty: 'secretary' },
    ]
    await ok(road.people.leader.put(`${path}/team`, { version: file.version, members }))
    for (const [who, second, reason] of [
      [teamHead, 60, 'Điều trưởng đoàn viết riêng'],
      [secretary, 70, 'Điều thư ký viết riêng'],
    ] as const) {
      for (const [line, answer] of Object.entries(answers(second)))
        await ok(who.put(`${path}/sheet/lines/${line}`, { version: 0, answer, reason }))
      // The other one scores unseen until both have finished.
      if (who === teamHead) expect(await told(secretary, path)).not.toContain(reason)
      await ok(who.put(`${path}/sheet`, { done: true }))
    }
    for (const [line, answer] of Object.entries(answers(65)))
      await ok(teamHead.put(`${path}/external-lines/${line}`, { version: 0, answer, reason: 'Điều đoàn thống nhất' }))
    await ok(secretary.put(`${path}/dissents/2.1`, { version: 0, text: 'Điều thư ký bảo lưu' }))
    await road.closeAssessment({ file, teamHead })

    const [ofBody, ofSchool] = [await told(road.people.leader, path), await told(head, path)]
    expect(ofSchool).toContain('Điều đoàn thống nhất')
    for (const text of ['Điều thư ký viết riêng', 'Điều trưởng đoàn viết riêng', 'Điều thư ký bảo lưu']) {
      expect(ofBody).toContain(text)
      expect(ofSchool).not.toContain(text)
    }
  })

  it('answers to objections are the team’s until its head closes them', async () => {
    const road = await aRoad(tester, 'MAU-AN-2')
    const team = await road.assessing()
    const path = `/submissions/${team.file.id}`
    for (const [line, answer] of Object.entries(answers(60)))
      await ok(team.teamHead.put(`${path}/external-lines/${line}`, { version: 0, answer, reason: 'Chưa đủ' }))
    await road.closeAssessment(team)
    await ok(team.staff.put(`${path}/objections/2.1`, { version: 0, text: 'Điều trường kiến nghị', wanted: score(80) }))
    await ok(team.staff.put(`${path}/objections/1.1`, { version: 0, text: 'Điều rồi lại thôi', wanted: null }))
    await team.staff.delete(`${path}/objections/1.1`)
    const { version } = await ok(team.head.get(path))
    await ok(team.head.post(`${path}/objections`, { version, reason: null }))
    const [sent] = (await ok(team.teamHead.get(`${path}/objections`))).items
    const reply = { version: sent.version, outcome: 'partly', reply: 'Điều đoàn định trả lời', answer: score(70) }
    await ok(team.teamHead.put(`${path}/objections/2.1/answer`, reply))
    for (const one of [team.head, road.people.leader]) {
      const seen = await told(one, path)
      expect(seen).toContain('Điều trường kiến nghị')
      expect(seen).not.toContain('Điều đoàn định trả lời')
      // What was thought of and dropped is the school's.
      expect(seen.includes('Điều rồi lại thôi')).toBe(one === team.head)
    }
    const { version: standing } = await ok(team.teamHead.get(path))
    await ok(team.teamHead.post(`${path}/objections/close`, { version: standing, reason: null }))
    expect(await told(team.head, path)).toContain('Điều đoàn định trả lời')
  })

  it('what members of a council said is nobody’s by way of minutes under way', async () => {
    const { withCouncil } = councilsOf(tester)
    const school = await withCouncil()
    const { path, first, second, secretary, says, council, road } = school
    await ok(says(first, '1.2', score(10), 0, 'Điều thành viên nói riêng'))
    await ok(says(second, '1.2', score(20)))
    const begun = await ok(secretary.post(`${path}/council/minutes`, { corrects: null, reason: null }))
    const saved = await ok(
      secretary.put(`${path}/council/minutes/${begun.id}`, {
        ...{ version: begun.version, number: '01/BB', from: '2026-11-20T14:00:00+07:00', to: null, place: 'Phòng họp' },
        attendance: council.decision.members.map(({ id }: { id: string }) => ({
          memberId: id,
          present: true,
          note: '',
        })),
        headings: [{ title: 'Dạy, học', text: 'Điều biên bản đang soạn' }],
        ...{ conclusion: 'Nhất trí', votes: { for: 5, against: 0, abstained: 0 } },
      }),
    )
    await ok(secretary.post(`${path}/council/minutes/${begun.id}/signature`, { version: saved.version }))
    const outsider = await as('school-staff', school.unit)
    expect(await told(outsider, path)).not.toContain('Điều thành viên nói riêng')
    const above = await told(road.people.officer, path)
    expect(above).not.toContain('Điều thành viên nói riêng')
    expect(above).not.toContain('Điều biên bản đang soạn')
  })

  it('whatever people typed, the export can be made and read', async () => {
    const road = await aRoad(tester, 'MAU-AN-3')
    const file = await road.fileOf(api.world.school)
    const path = `/submissions/${file.id}`
    const staff = await as('school-staff')
    for (const [version, note] of ['constructor', '__proto__', '2026-99-99T99:99', '=1+1', 'hasOwnProperty'].entries())
      await ok(staff.put(`${path}/lines/1.2`, { version, answer: { ...score(1), note } }))
    const seen = await told(staff, path)
    for (const text of ['constructor', '2026-99-99T99:99']) expect(seen).toContain(text)
  })
})
