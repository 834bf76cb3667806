import { indicatorSetDefinition, indicatorSetId, resultOf } from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { aRoad, met, ok, score } from '../../../test/road.ts'
import { parseDefinition } from './definitions.ts'

const tester = testApi()
const { api } = tester
const storedId = indicatorSetId.parse('00000000-0000-7000-8000-00000000c001')

describe('a campaign of an old version', () => {
  it('reads and scores as it did, whatever the next version says', async () => {
    const road = await aRoad(tester, 'HAI-PHIEN-BAN')
    const { file, staff } = await road.accepted(api.world.school)
    const before = await ok(staff.get(`/submissions/${file.id}/form`))
    expect(before.submission.selfResult).toMatchObject({ total: 160, maximum: 200, level: 3 })

    const { planner } = road.people
    const next = await ok(planner.post(`/indicator-sets/${road.set.id}/derivations`, { as: 'version' }))
    const groups = next.definition.groups.map((group: object) => ({ ...group, title: 'Nhóm của phiên bản hai' }))
    const level = {
      ...next.definition.level,
      bands: [
        { level: 1, below: 90 },
        { level: 2, from: 90 },
      ],
    }
    const definition = { ...next.definition, groups, level }
    await ok(planner.put(`/indicator-sets/${next.id}`, { revision: 1, definition }))
    await ok(planner.post(`/indicator-sets/${next.id}/publish`, { revision: 2 }))

    const after = await ok(staff.get(`/submissions/${file.id}/form`))
    expect(after).toEqual(before)
    expect(after.submission.set).toMatchObject({ id: road.set.id, version: 1 })
  })

  it('goes on to its recognised result under that version', async () => {
    const road = await aRoad(tester, 'VAN-PHIEN-BAN-MOT')
    const { planner, leader } = road.people
    const next = await ok(planner.post(`/indicator-sets/${road.set.id}/derivations`, { as: 'version' }))
    await ok(planner.post(`/indicator-sets/${next.id}/publish`, { revision: 1 }))
    const { file, staff } = await road.nominated(api.world.secondSchool, { external: 60 })
    await ok(leader.post('/recognition-decisions', road.decision([file], { number: '88/QĐ-UBND' })))
    const done = await ok(staff.get(`/submissions/${file.id}`))
    expect(done).toMatchObject({ recognisedLevel: 2, set: { id: road.set.id, version: 1 }, underRefined: null })
  })
})

/**
 * A definition as the first release stored it, every kind and part it knew. It stands here for good: stored rows are
 * never rewritten, so what is added to the format later must leave this readable, and scored as it was.
 */
const stored =
  '{"code":"CU","title":"Bộ chỉ số mẫu đầu tiên","decision":{"number":"01/QĐ-BMH","date":"2024-01-31","issuer":"Bộ Minh Hoạ"},' +
  '"sample":true,"appliesTo":["primary","kindergarten"],"evidenceCode":"accreditation",' +
  '"level":{"bands":[{"level":1,"name":"Chưa đáp ứng","below":50},{"level":2,"name":"Đáp ứng cơ bản","from":50,"to":75},' +
  '{"level":3,"name":"Đáp ứng tốt","above":75}],"combine":"lowest-group","unmetConditionCapsAt":1},' +
  '"doubts":["Mức khi hai nhóm khác nhau"],' +
  '"groups":[{"code":"1","title":"Dạy, học","maximum":100,"criteria":[' +
  '{"kind":"condition","code":"1.1","title":"Có kế hoạch","evidence":{"demand":"when-claimed"}},' +
  '{"kind":"sum","code":"1.2","title":"Phần mềm","maximum":30,"evidence":{"demand":"when-claimed","kinds":["link"]},' +
  '"fields":[{"key":"solution","title":"Tên giải pháp"},{"key":"acquisition","title":"Hình thức","choices":["thuê","mua"],"required":true}],' +
  '"bands":[{"level":1,"below":10},{"level":2,"from":10,"to":20},{"level":3,"above":20}],"criteria":[' +
  '{"kind":"points","code":"1.2.1","title":"LMS","maximum":10.5,"step":0.25,"noteRequired":true,"guidance":"Hướng dẫn"},' +
  '{"kind":"points","code":"1.2.2","title":"Bài giảng","maximum":19.5}]},' +
  '{"kind":"count","code":"1.3","title":"Học liệu","maximum":10,"measurement":"digital-resources.count","unit":"học liệu","award":{"by":"suggestion"}},' +
  '{"kind":"ratio","code":"1.4","title":"Giáo viên","maximum":20,"of":"teachers.total","award":{"by":"bands","bands":[{"below":50,"points":5},{"from":50,"points":20}]}},' +
  '{"kind":"checklist","code":"1.5","title":"Phân hệ","maximum":20,"items":[{"title":"Một","points":5},{"title":"Hai","points":15}]},' +
  '{"kind":"choice","code":"1.6","title":"Kết nối","maximum":20,"choices":[{"title":"Chưa","points":0},{"title":"Có","points":20}],"doubt":"Điểm tối đa"}]},' +
  '{"code":"2","title":"Quản trị","maximum":100,"criteria":[' +
  '{"kind":"count","code":"2.1","title":"Dịch vụ","maximum":60,"award":{"by":"proportion"},"target":4,"evidence":{"demand":"always","kinds":["file","link"],"least":2}},' +
  '{"kind":"ratio","code":"2.2","title":"Khoản thu","maximum":40,"numerator":"Khoản thu","denominator":"Tổng số","award":{"by":"proportion"}}]}]}'

const empty = { ...score(0), score: null }
const given = {
  '1.1': met(true),
  '1.2.1': score(6.25),
  '1.2.2': score(19.5),
  '1.3': { ...score(7), count: 120 },
  '1.4': { ...empty, numerator: 25, denominator: 50 },
  '1.5': { ...empty, items: [1] },
  '1.6': { ...empty, choice: 1 },
  '2.1': { ...empty, count: 3 },
  '2.2': { ...empty, numerator: 1, denominator: 3 },
}

describe('a definition stored by the first release', () => {
  it('is read for ever, and nothing of it is lost', () => {
    const parsed = parseDefinition({ id: storedId, status: 'draft', definition: JSON.parse(stored) })
    expect(indicatorSetDefinition.encode(parsed)).toEqual(JSON.parse(stored))
  })

  it('scores as it did', () => {
    const set = indicatorSetDefinition.parse(JSON.parse(stored))
    const decoded = Object.fromEntries(
      Object.entries(given).map(([code, one]) => [
        code,
        { ...one, score: one.score === null ? null : one.score * 100 },
      ]),
    )
    const { groups, ...result } = resultOf(set, decoded)
    expect(groups).toEqual([
      { code: '1', score: 8775, maximum: 10_000, level: 3 },
      { code: '2', score: 5833, maximum: 10_000, level: 2 },
    ])
    expect(result).toMatchObject({
      total: 14_608,
      level: 2,
      levelByScore: 2,
      unmetConditions: [],
      answered: 9,
      lines: 9,
    })
  })

  it('is served by the API as it stands in the database', async () => {
    const { planner } = (await aRoad(tester, 'DOC-LAI')).people
    await api.db.execute(sql`insert into indicator_sets
      (id, code, version, owner_unit_id, status, title, sample, definition, created_by, published_at, published_by)
      values (${storedId}, 'CU', 1, ${api.world.province.id}, 'published', 'Bộ chỉ số mẫu đầu tiên', true,
        ${stored}::jsonb, 'Hệ thống', now(), 'Hệ thống')`)
    const set = await ok(planner.get(`/indicator-sets/${storedId}`))
    expect(set.definition).toEqual(JSON.parse(stored))
    expect(set).toMatchObject({ refines: null, derivedFrom: null, signedText: null, lineCount: 9 })
  })
})
