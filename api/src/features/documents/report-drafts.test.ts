import { beforeAll, describe, expect, it } from 'vitest'
import { deliveries, deliveryPath } from '../../../test/deliveries.ts'
import { documentsOf } from '../../../test/documents.ts'
import { testApi } from '../../../test/harness.ts'
import { answers, aRoad, ok, type Person } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
const { move, write, milestone } = deliveries(tester)
const { bytes, offer, said } = documentsOf(tester)
const kind = 'self-assessment-report'

const made = {} as { head: Person; officer: Person; file: { id: string }; address: string }
beforeAll(async () => {
  const road = await aRoad(tester, 'MAU-BC')
  const address = deliveryPath(await milestone(road.campaign, [kind]), kind, api.world.school)
  Object.assign(made, { address, head: await as('school-head'), officer: road.people.officer })
  made.file = await road.fileOf(api.world.school)
  const staff = await as('school-staff')
  for (const [line, answer] of Object.entries(answers(80)))
    await ok(staff.put(`/submissions/${made.file.id}/lines/${line}`, { version: 0, answer }))
})
const sections = (words: string) =>
  ['I.2', 'III', 'IV', 'V'].map((code) => ({ code, text: `${words}\n- Ý thứ hai`, usePrefill: true }))
const written = (version: number, words: string, over: object = {}) =>
  ok(write(made.head, made.address, version, { sections: sections(words), ...over }))

describe('the report as a paper', () => {
  let version = 0
  it('is the school’s own until it is handed in', async () => {
    version = (await written(0, 'Bản nháp')).version
    const { document, text } = await said(made.head, kind, made.file)
    expect(text).toContain('Bản nháp')
    expect(text).toContain('- Ý thứ hai')
    expect(await offer(made.officer, kind, made.file)).toBeUndefined()
    expect((await bytes(made.officer, document)).status).toBe(404)
  })

  it('has the number and day it was handed in with; from then on the body above reads it', async () => {
    const numbered = { documentNumber: '15/BC-THMH', issuedOn: '2026-11-05' }
    version = (await written(version, 'Bản chính', numbered)).version
    version = (await ok(move(made.head, made.address, 'hand-in', version))).version
    const { document, text } = await said(made.head, kind, made.file)
    expect(document).toMatchObject({ symbol: '15/BC-THMH', signedOn: '2026-11-05' })
    expect(text).toContain('ngày 05 tháng 11 năm 2026')
    const seen = await offer(made.officer, kind, made.file)
    expect(seen).toMatchObject({ mayMake: false, mayNumber: false })
    expect(seen.versions[0].id).toBe(document.id)
    expect((await bytes(made.officer, document)).status).toBe(200)
  })

  it('sent back, what is mended is the school’s own again, and what came stays to be read', async () => {
    const [before] = (await offer(made.officer, kind, made.file)).versions
    const why = { reason: 'Thiếu số liệu', due: '2099-12-01' }
    version = (await ok(move(made.officer, made.address, 'return', version, why))).version
    await written(version, 'Bản sửa')
    const { document, text } = await said(made.head, kind, made.file)
    expect(text).toContain('Bản sửa')
    expect((await bytes(made.officer, document)).status).toBe(404)
    const { versions } = await offer(made.officer, kind, made.file)
    expect(versions[0].id).toBe(before.id)
  })
})
