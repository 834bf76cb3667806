import { indicatorSetId } from '@thuoc/shared'
import { expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok } from '../../../test/road.ts'
import { actorAt } from '../../cli/seed/people.ts'
import { recordEarlierResults } from '../earlier-results/index.ts'

const tester = testApi()
const { api, as, client } = tester

it('the public page of a school shows its years from paper, marked apart, as far as its body makes them public', async () => {
  const way = await aRoad(tester, 'MAU-NAM-TRUOC')
  const { school, secondSchool, commune } = api.world
  const { person } = way.people.officer
  const officer = { ...actorAt(commune, 'managing-body-officer'), personId: person.id, name: person.fullName }
  const year = (schoolYear: string, over: object = {}) => ({
    ...{ schoolYear, indicatorSetId: indicatorSetId.parse(way.set.id) },
    ...{ unitId: school.id, lines: {}, conditions: {}, byDecision: false, public: true },
    ...{ groups: { 1: 58, 2: 61.5 }, total: 11_950, level: 2 },
    ...{ decisionNumber: '38/QĐ-PGDĐT', decisionSignedOn: '2024-05-20', decisionIssuer: commune.name },
    ...over,
  })
  await api.db.transaction((tx) =>
    recordEarlierResults(tx, officer, [
      year('2022-2023', { level: 1, groups: { 1: 42.25, 2: 61.5 }, total: 10_375 }),
      year('2023-2024'),
      year('2021-2022', { public: false }),
      year('2023-2024', { unitId: secondSchool.id }),
    ]),
  )

  const { file } = await way.nominated(school)
  await ok(way.people.leader.post('/recognition-decisions', way.decision([file])))
  const { version } = await ok(way.people.leader.get(`/submissions/${file.id}`))
  const published = { items: [{ submissionId: file.id, version }] }
  const before = await client().get(`/public/results/${file.id}`)
  expect([before.status, before.body.code]).toEqual([404, 'result.not-found'])
  await ok((await as('managing-body-officer', commune)).post('/publications', published))

  const { earlierYears, history } = await ok(client().get(`/public/results/${file.id}`))
  expect(earlierYears).toMatchObject([
    { schoolYear: '2023-2024', level: 2, decision: { number: '38/QĐ-PGDĐT', signedOn: '2024-05-20' } },
    { schoolYear: '2022-2023', level: 1 },
  ])
  // They are no results of the system: neither in its history nor among the certificates.
  expect(history).toEqual([])
  for (const one of earlierYears) expect(Object.keys(one)).not.toContain('certificateNumber')
})
