import { describe, expect, it } from 'vitest'
import { sql } from 'drizzle-orm'
import { closable } from '../../../test/closing.ts'
import { testApi } from '../../../test/harness.ts'
import { answers, aRoad, ok } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
let codes = 0

/** A file with a link for 1.1 and 1.2 that a team assesses. */
async function assessingWithEvidence(unit = api.world.school) {
  const road = await aRoad(tester, `MAU-YK-${(codes += 1)}`)
  const before = await as('school-staff', unit)
  const { campaignUnitId } = await ok(before.get(`/submissions/${(await road.fileOf(unit)).id}`))
  const link = { criterion: '1.1', title: 'Kế hoạch', url: 'https://example.org/ke-hoach' }
  const piece = await ok(before.post(`/campaign-units/${campaignUnitId}/evidence/links`, link))
  await ok(before.post(`/evidence/${piece.id}/criteria`, { criterion: '1.2' }))
  const team = await road.assessing(unit)
  const path = (criterion = '1.1', id: string = piece.id) => `/submissions/${team.file.id}/verdicts/${id}/${criterion}`
  return { road, ...team, piece, path, campaignUnitId }
}
const accepted = { version: 0, outcome: 'accepted', note: '' }

describe('a verdict on a piece of evidence', () => {
  it('is given with each criterion, seen by the team and its body, by the school once the assessment is closed', async () => {
    const { road, file, teamHead, teamMember, staff, piece, path } = await assessingWithEvidence()
    const given = await ok(teamMember.put(path(), accepted))
    expect(given).toMatchObject({ evidenceId: piece.id, criterion: '1.1', outcome: 'accepted', version: 1 })
    const note = 'Kế hoạch của năm học trước'
    await ok(teamHead.put(path('1.2'), { version: 0, outcome: 'expired', note }))
    const seen = async (one: typeof staff) => (await ok(one.get(`/submissions/${file.id}/verdicts`))).items
    const both = [
      expect.objectContaining({ criterion: '1.1', outcome: 'accepted', givenBy: teamMember.person.fullName }),
      expect.objectContaining({ criterion: '1.2', outcome: 'expired', note }),
    ]
    for (const one of [teamHead, teamMember, road.people.officer, road.people.planner])
      expect(await seen(one)).toEqual(both)
    expect(await seen(staff)).toEqual([])

    // The team finishes, also where nothing was said of a piece.
    for (const [line, answer] of Object.entries(answers(80)))
      await ok(teamHead.put(`/submissions/${file.id}/external-lines/${line}`, { version: 0, answer, reason: '' }))
    await closable(teamHead, file)
    const { version } = await ok(teamHead.get(`/submissions/${file.id}`))
    await ok(teamHead.post(`/submissions/${file.id}/assessment/complete`, { version, conclusion: '' }))
    expect(await seen(staff)).toEqual(both)
    expect(await teamMember.put(path(), { ...accepted, version: 1 })).toMatchObject({
      status: 409,
      body: { code: 'submission.wrong-state' },
    })
    const { rows } = await api.db.execute(
      sql`select kind from records_of_people where person_id = ${teamMember.person.id} and kind = 'evidence.verdict'`,
    )
    expect(rows).toHaveLength(1)
  })

  it('says why unless it accepts, and can be taken back; of two at once one wins', async () => {
    const { file, teamHead, teamMember, path } = await assessingWithEvidence()
    expect(await teamHead.put(path(), { version: 0, outcome: 'insufficient', note: ' ' })).toMatchObject({
      status: 400,
    })
    const other = { version: 0, outcome: 'not-relevant', note: 'Không liên quan' }
    const [first, second] = await Promise.all([teamHead.put(path(), accepted), teamMember.put(path(), other)])
    expect([first.status, second.status].sort()).toEqual([200, 409])
    const [winner, body, loser] = first.status === 200 ? [teamHead, accepted, second] : [teamMember, other, first]
    expect(loser.body.code).toBe('verdict.stale')
    // The very same again is harmless.
    expect(await ok(winner.put(path(), body))).toMatchObject({ version: 1 })
    await ok(winner.put(path(), { version: 1, outcome: null, note: '' }))
    const { items } = await ok(teamHead.get(`/submissions/${file.id}/verdicts`))
    expect(items).toEqual([expect.objectContaining({ outcome: null, version: 2 })])
    const { rows } = await api.db.execute(sql`select 1 from evidence_verdicts where submission_id = ${file.id}`)
    expect(rows).toHaveLength(2)
  })

  it('is the team’s alone, on what stands with the criterion in this file', async () => {
    const { road, staff, head, teamHead, piece, path } = await assessingWithEvidence()
    for (const one of [staff, head, road.people.leader, road.people.planner])
      expect(await one.put(path(), accepted)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    const stranger = await as('school-head', api.world.otherSchool)
    expect(await stranger.put(path(), accepted)).toMatchObject({
      status: 404,
      body: { code: 'submission.not-found' },
    })
    const elsewhere = await assessingWithEvidence(api.world.secondSchool)
    for (const wrong of [path('2.1'), path('1.1', elsewhere.piece.id)])
      expect(await teamHead.put(wrong, accepted)).toMatchObject({ status: 404, body: { code: 'evidence.not-found' } })
    // What was judged stays as it was judged.
    expect(await staff.put(`/evidence/${piece.id}`, { title: 'Tên khác' })).toMatchObject({ status: 409 })
    expect(await staff.delete(`/evidence/${piece.id}/criteria/1.1`)).toMatchObject({ status: 409 })
  })
})
