import { beforeAll } from 'vitest'
import { aRoad, ok, type Person, type Tester } from './road.ts'

export const path = '/supervision-records'

/** A province that checks a school: records to begin and close, in a world of its own for each test file. */
export function supervising(tester: Tester) {
  const { api, as } = tester
  const there = {} as {
    way: Awaited<ReturnType<typeof aRoad>>
    file: { id: string }
    planner: Person
    officer: Person
    head: Person
  }
  beforeAll(async () => {
    const way = await aRoad(tester)
    const file = await way.fileOf(api.world.school)
    Object.assign(there, { way, file, ...way.people, head: await as('school-head') })
  })

  const followUp = (over: object = {}) => ({
    ...{ unitId: api.world.school.id, due: '2026-12-01', action: 'Bổ sung biên bản rà soát' },
    ...over,
  })
  const finding = (over: object = {}) => ({
    ...{
      criterion: '1.2',
      evidenceId: null,
      severity: 'minor',
      text: 'Kế hoạch chưa có ngày ban hành',
      followUp: null,
    },
    ...over,
  })
  const content = (over: object = {}) => ({
    ...{ number: '', checkedOn: '2026-11-20', place: 'Tại trường' },
    ...{ present: [{ name: 'Nguyễn Văn Mẫu', office: 'Hiệu trưởng' }], minutes: 'Đoàn đã xem hồ sơ và đối chiếu.' },
    findings: [finding({ followUp: followUp() }), finding({ severity: 'major', criterion: null })],
    ...over,
  })
  const begin = (over: object = {}) =>
    there.planner.post(path, { campaignId: there.way.campaign.id, unitId: api.world.school.id, ...content(over) })
  const close = ({ id, version }: { id: string; version: number }) =>
    there.planner.post(`${path}/${id}/closing`, { version })
  const closed = async (over: object = {}) => ok(close(await ok(begin(over))))
  return { there, followUp, finding, content, begin, close, closed }
}
