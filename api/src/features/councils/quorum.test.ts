import { expect, it } from 'vitest'
import { councilsOf } from '../../../test/councils.ts'
import { testApi } from '../../../test/harness.ts'
import { ok } from '../../../test/road.ts'

const { aSchool, withCouncil } = councilsOf(testApi())

it('minutes are not signed where fewer than half were there, whoever is left off the list; nor held in a year of slips', async () => {
  const { path, secretary, council } = await withCouncil()
  const begun = await ok(secretary.post(`${path}/council/minutes`, { corrects: null, reason: null }))
  const address = `${path}/council/minutes/${begun.id}`
  const [alone] = council.decision.members
  const said = {
    ...{ version: begun.version, number: null, from: '2026-11-20T14:00:00+07:00', to: null, place: 'Phòng họp' },
    attendance: [alone, alone, alone].map(({ id }) => ({ memberId: id, present: true, note: '' })),
    headings: [{ title: 'Dạy, học', text: 'Thống nhất' }],
    ...{ conclusion: 'Nhất trí', votes: null },
  }
  for (const from of ['0001-01-01T00:00:00+07:00', '9999-12-31T23:59:59-14:00'])
    expect(await secretary.put(address, { ...said, from })).toMatchObject({
      status: 400,
      body: { code: 'request.invalid' },
    })
  const { version } = await ok(secretary.put(address, said))
  expect(await secretary.post(`${address}/signature`, { version })).toMatchObject({
    status: 409,
    body: { code: 'council-minutes.incomplete', errors: [{ path: 'attendance' }] },
  })
})

it('a council is not set up by a decision of tomorrow', async () => {
  const { head, path, order } = await aSchool()
  expect(await head.post(`${path}/council/decisions`, order({ signedOn: '2199-01-01' }))).toMatchObject({
    status: 400,
    body: { code: 'council.in-the-future' },
  })
})
