import { describe, expect, it } from 'vitest'
import { councilsOf } from '../../../test/councils.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, score, type Person } from '../../../test/road.ts'
import { pdf } from '../../../test/sample-files.ts'

const tester = testApi()
const { api, as } = tester
const { aSchool, withCouncil, fill, minutesOf } = councilsOf(tester)

const move = async (one: Person, path: string, action: string, reason: string | null = null) =>
  one.post(`${path}/transitions`, { action, version: (await ok(one.get(path))).version, reason })
const decision = (version: number, over: object = {}) => ({
  ...{ version, number: '12/QĐ-THMH', signedOn: '2026-11-21', signatory: 'Nguyễn Văn Mẫu', office: 'Hiệu trưởng' },
  ...{ note: null, withoutCouncil: null },
  ...over,
})

async function send(one: Person, address: string) {
  const data = new FormData()
  data.append('file', new Blob([Uint8Array.from(pdf())]), 'bien-ban.pdf')
  const headers = { authorization: `Bearer ${one.token}` }
  return (await fetch(`${api.url}/api/v1${address}`, { method: 'POST', headers, body: data })).status
}

describe('a file with a council', () => {
  it('is finished once the minutes are closed and nothing differs; every item is named', async () => {
    const school = await withCouncil()
    const { path, secretary, first, second, says } = school
    await fill(school)
    await ok(says(first, '1.2', score(50)))
    await ok(says(second, '1.2', score(30)))
    expect(await move(secretary, path, 'finish')).toMatchObject({
      status: 409,
      body: {
        code: 'council.incomplete',
        errors: [
          { path: '1.2', message: 'unsettled' },
          { path: 'minutes', message: 'no-minutes' },
        ],
      },
    })
    const item = { criterion: '1.2', version: 1, answer: score(40), reason: 'Minh chứng đủ cho mức này' }
    await ok(secretary.post(`${path}/council/settlements`, { items: [item] }))
    const { closed } = await minutesOf(school)
    expect(closed.drawn.differences).toMatchObject([{ criterion: '1.2', settled: true, reason: item.reason }])

    // Somebody enters something else than the meeting agreed on.
    await ok(first.put(`${path}/lines/2.1`, { version: 1, answer: score(90) }))
    const { gaps } = await ok(secretary.get(`${path}/council`))
    expect(gaps).toEqual([{ gap: 'minutes-outdated', criterion: '2.1' }])
    expect((await move(secretary, path, 'finish')).body.code).toBe('council.incomplete')
    await ok(first.put(`${path}/lines/2.1`, { version: 2, answer: score(80) }))
    expect(await ok(move(secretary, path, 'finish'))).toMatchObject({ status: 'awaiting-approval' })
  })

  it('is approved by a decision, with a number of its own in the year; its paper hangs on it', async () => {
    const school = await withCouncil()
    const { path, secretary, head, first, road } = school
    await fill(school)
    const { closed } = await minutesOf(school)
    await ok(move(secretary, path, 'finish'))
    expect((await move(head, path, 'approve')).body.code).toBe('approval.decision-required')
    const { version } = await ok(head.get(path))
    const approve = (one: Person, over: object = {}) => one.post(`${path}/approval`, decision(version, over))
    expect(await approve(first)).toMatchObject({ status: 403 })
    expect(await approve(await as('school-head', api.world.otherSchool))).toMatchObject({ status: 404 })
    expect((await approve(head, { signedOn: '2099-01-01' })).body.code).toBe('approval.in-the-future')
    expect((await approve(head, { version: version - 1 })).body.code).toBe('submission.stale')
    expect(await ok(approve(head))).toMatchObject({ status: 'approved' })
    expect((await approve(head)).body.code).toBe('submission.stale')

    const { approvals } = await ok(road.people.officer.get(`${path}/council`))
    expect(approvals).toEqual([expect.objectContaining({ number: '12/QĐ-THMH', approvedBy: head.person.fullName })])
    const scans = `${path}/council/scans`
    expect(await send(secretary, `${scans}/approval/${approvals[0].id}`)).toBe(200)
    expect(await send(secretary, `${scans}/minutes/${closed.id}`)).toBe(200)
    expect(await send(first, `${scans}/minutes/${closed.id}`)).toBe(403)
    expect(await send(secretary, `${scans}/decision/${closed.id}`)).toBe(404)
    const seen = await ok(road.people.officer.get(`${path}/council/minutes`))
    expect(seen.items[0].scan).toMatchObject({ name: 'bien-ban.pdf' })
    expect(await road.people.officer.get(`${scans}/minutes/${closed.id}`)).toMatchObject({ status: 200 })

    // Opened again it is decided again, by a new decision.
    await ok(move(head, path, 'reopen', 'Nhập thiếu'))
    await ok(move(secretary, path, 'finish'))
    const again = (await ok(head.get(path))).version
    expect((await head.post(`${path}/approval`, decision(again, { number: '12/qđ-thmh' }))).body.code).toBe(
      'approval.number-taken',
    )
    await ok(head.post(`${path}/approval`, decision(again, { number: '13/QĐ-THMH' })))
  })
})

describe('a file without a council', () => {
  it('is approved by decision with the reason why there is none', async () => {
    const school = await aSchool()
    const { path, secretary, head } = school
    await fill(school)
    await ok(move(secretary, path, 'finish'))
    const { version } = await ok(head.get(path))
    expect((await head.post(`${path}/approval`, decision(version))).body.code).toBe('approval.council-reason-required')
    const withoutCouncil = 'Trường chỉ có ba cán bộ quản lý'
    await ok(head.post(`${path}/approval`, decision(version, { withoutCouncil })))
    const { approvals, decision: none } = await ok(head.get(`${path}/council`))
    expect([none, approvals[0].withoutCouncil]).toEqual([null, withoutCouncil])
  })

  it('can be approved by a plain move, as before: its decision is on paper', async () => {
    const school = await aSchool()
    await fill(school)
    await ok(move(school.secretary, school.path, 'finish'))
    expect(await ok(move(school.head, school.path, 'approve'))).toMatchObject({ status: 'approved' })
  })
})
