import { randomUUID } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { aUnit } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { aList, aRoad, ok } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
let codes = 0
const road = () => aRoad(tester, `LOAT-${(codes += 1)}`)
const path = '/submission-moves'
const items = (files: { id: string; version: number }[]) =>
  files.map(({ id, version }) => ({ submissionId: id, version }))
const call = (action: string, files: { id: string; version: number }[], more: object = {}) => ({
  action,
  key: randomUUID(),
  items: items(files),
  ...more,
})

describe('a move on many files at once', () => {
  it('is made on each that can make it; each of the others says why not', async () => {
    const { nominated, assessed, fileOf, people, decision } = await road()
    const { school, secondSchool } = api.world
    const ready = await nominated(school)
    const early = await assessed(secondSchool)
    const { items: _, ...order } = decision([], { number: '201/QĐ-UBND' })
    const report = await ok(people.leader.post(path, call('recognise', [early.file, ready.file], { decision: order })))
    expect(report).toMatchObject({
      done: 1,
      decision: { number: '201/QĐ-UBND', kind: 'recognition' },
      results: [
        { submissionId: early.file.id, unit: { id: secondSchool.id }, code: 'submission.wrong-state' },
        { submissionId: ready.file.id, unit: { id: school.id }, code: null },
      ],
    })
    expect(await fileOf(secondSchool)).toMatchObject({ status: 'assessed' })
    const published = await ok(people.officer.post(path, call('publish', [await fileOf(school), early.file])))
    expect(published).toMatchObject({ done: 1, results: [{ code: null }, { code: 'submission.wrong-state' }] })
    const refused = await ok(people.leader.post(path, call('refuse', [early.file], { reason: 'Không đạt' })))
    expect(refused).toMatchObject({ done: 1 })
  })

  it('is done once: the same call with the same key gets the same answer, another call does not get the key', async () => {
    const { assessed, people, campaign } = await road()
    const { file } = await assessed()
    const fields = { campaignId: campaign.id, name: 'Danh sách', number: null, listedOn: null }
    const list = await ok(people.officer.post('/nomination-lists', fields))
    const body = call('nominate', [file], { listId: list.id })
    const first = await ok(people.officer.post(path, body))
    expect(first).toMatchObject({ done: 1 })
    expect(await ok(people.officer.post(path, body))).toEqual(first)
    const other = await people.officer.post(path, { ...call('accept', [file]), key: body.key })
    expect(other).toMatchObject({ status: 409, body: { code: 'bulk-move.key-used' } })
    const again = await ok(people.officer.post(path, call('nominate', [file], { listId: list.id })))
    expect(again).toMatchObject({ done: 0, results: [{ code: 'already-listed' }] })
  })

  it('a refusal of the whole call does nothing and leaves the key free', async () => {
    const { nominated, people, decision } = await road()
    const { file } = await nominated()
    const { items: _, ...order } = decision([], { number: '202/QĐ-UBND', signedOn: '2199-01-01' })
    const body = call('recognise', [file], { decision: order })
    const early = await people.leader.post(path, body)
    expect(early).toMatchObject({ status: 400, body: { code: 'decision.in-the-future' } })
    const mended = { ...body, decision: { ...order, signedOn: '2026-11-20' } }
    expect(await ok(people.leader.post(path, mended))).toMatchObject({ done: 1 })
  })

  it('moves only what is the caller’s to move, and tells a stranger nothing of the rest', async () => {
    const { nominated, people, decision } = await road()
    const { file, head } = await nominated()
    const { items: _, ...order } = decision([], { number: '203/QĐ-UBND' })
    const asHead = await ok(head.post(path, call('recognise', [file], { decision: order })))
    expect(asHead).toMatchObject({ done: 0, decision: null, results: [{ code: 'access.denied' }] })
    const stranger = await as('managing-body-leader', api.world.otherCommune)
    const asStranger = await ok(stranger.post(path, call('refuse', [file], { reason: 'Không đạt' })))
    expect(asStranger).toMatchObject({ done: 0, results: [{ unit: null, code: 'submission.not-found' }] })
    const asPlanner = await ok(people.planner.post(path, call('accept', [file])))
    expect(asPlanner).toMatchObject({ done: 0, results: [{ code: 'access.denied' }] })
  })

  it('refuses all of a list with one reason, once when two do so at once; the list is decided then', async () => {
    const { assessed, fileOf, people, campaign } = await road()
    const { school, secondSchool } = api.world
    const files = [(await assessed(school)).file, (await assessed(secondSchool)).file]
    const list = await aList(people.officer, campaign.id, files)
    const now = [await fileOf(school), await fileOf(secondSchool)]
    const refusal = () => call('refuse', now, { reason: 'Không đạt điều kiện bắt buộc' })
    const asPlanner = await ok(people.planner.post(path, refusal()))
    expect(asPlanner).toMatchObject({ done: 0, results: [{ code: 'access.denied' }, { code: 'access.denied' }] })
    const reports = await Promise.all([refusal(), refusal()].map((one) => ok(people.leader.post(path, one))))
    expect(reports.map(({ done }: { done: number }) => done).toSorted()).toEqual([0, 2])
    const late = reports.find(({ done }: { done: number }) => done === 0)
    expect(late.results).toMatchObject([{ code: 'submission.stale' }, { code: 'submission.stale' }])
    expect(await ok(people.officer.get(`/nomination-lists/${list.id}`))).toMatchObject({ status: 'decided' })
    for (const { id } of files) {
      const { items: timeline } = await ok(people.officer.get(`/submissions/${id}/timeline`))
      expect(timeline[0]).toMatchObject({ action: 'refuse', reason: 'Không đạt điều kiện bắt buộc' })
    }
  })

  it('takes a whole list of many files, and numbers their certificates without a gap', async () => {
    for (let left = 60; left > 0; left -= 1) await aUnit(api.db, api.world.commune)
    const { campaign, people, decision } = await road()
    await api.db.execute(sql`update submissions set status = 'assessed' where campaign_unit_id in (
      select id from campaign_units where campaign_id = ${campaign.id} and assessor_unit_id = ${api.world.commune.id})`)
    await api.db.execute(sql`insert into visit_minutes
      (id, submission_id, sitting, number, status, content, saved_at, saved_by, saved_by_id, closed_at, version)
      select gen_random_uuid(), id, 1, 1, 'closed', '{"kind": "desk"}', now(), 'Nguyễn Văn Mẫu', gen_random_uuid(), now(), 1
      from submissions where status = 'assessed' and id not in (select submission_id from visit_minutes)`)
    const fields = { campaignId: campaign.id, name: 'Danh sách', number: '300/DS', listedOn: '2026-11-20' }
    const { id } = await ok(people.officer.post('/nomination-lists', fields))
    const { added, list } = await ok(people.officer.post(`/nomination-lists/${id}/items`, { filter: {} }))
    expect(added).toBeGreaterThanOrEqual(60)
    type Listed = { submissionId: string; version: number; readiness: string[] }
    const confirmed = list.items.map(({ submissionId, readiness: codes }: Listed) => ({ submissionId, codes }))
    const proposal = { version: list.version, confirmed }
    const proposed = await ok(people.officer.post(`/nomination-lists/${id}/proposal`, proposal))
    const files = proposed.items.map(({ submissionId, version }: Listed) => ({ id: submissionId, version }))
    const { items: _, ...order } = decision([], { number: '300/QĐ-UBND' })
    const report = await ok(people.leader.post(path, call('recognise', files, { decision: order })))
    expect(report.done).toBe(added)
    const { items: certificates } = await ok(
      people.leader.get(`/recognition-decisions/${report.decision.id}/certificates`),
    )
    const running = certificates.map(({ number }: { number: string }) => Number(number.split('-').at(-1)))
    expect(running).toEqual(Array.from({ length: added }, (_, at) => running[0] + at))
  }, 120_000)
})
