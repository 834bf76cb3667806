import { beforeAll, describe, expect, it } from 'vitest'
import type { CopiedFile } from '@thuoc/shared'
import { aForm, type Form } from '../../../test/form.ts'
import { testApi } from '../../../test/harness.ts'
import { ok, type Person } from '../../../test/road.ts'
import { pdf } from '../../../test/sample-files.ts'
import { aSchool, uploader } from '../../../test/uploads.ts'
import { createPiece } from './new-piece.ts'

const tester = testApi()
const { api, as } = tester
const upload = uploader(tester)
let form: Form
let officer: Person
let schools: Awaited<ReturnType<typeof aSchool>>[] = []
beforeAll(async () => {
  form = await aForm(tester)
  officer = await as('managing-body-officer', api.world.commune)
  schools = [await aSchool(tester, form), await aSchool(tester, form), await aSchool(tester, form)]
})
const path = () => `/campaigns/${form.campaign.id}/copies`
const listed = async (person: Person, query = ''): Promise<CopiedFile[]> =>
  (await ok(person.get(`${path()}?${query}`))).items
/** The same content in the registers of so many schools. @returns its hash */
async function copied(content: string, count: number): Promise<string> {
  let sha256 = ''
  for (const [at, { staff, file }] of schools.slice(0, count).entries()) {
    const { body } = await upload(staff, file, pdf(content), `Báo cáo ${at + 1}.pdf`)
    const { files } = await ok(staff.get(`/evidence-pieces/${body.pieceId}`))
    sha256 = files[0].sha256
  }
  return sha256
}
const hashes = (list: CopiedFile[]) => list.map(({ sha256 }) => sha256)

describe('identical files of several schools', () => {
  it('are shown to those who receive their files, with where each lies and who added it when', async () => {
    const everywhere = await copied('báo cáo chung', 3)
    const twice = await copied('kế hoạch', 2)
    const alone = await copied('một mình', 1)
    for (const person of [officer, form.planner]) {
      const all = await listed(person)
      expect(hashes(all)).toEqual([everywhere, twice])
      expect(hashes(all)).not.toContain(alone)
      expect(all[0]).toMatchObject({
        ...{ units: 3, places: 3, common: null, actions: ['mark-common'] },
        shown: schools.map(({ unit, file, staff }, at) => ({
          unit: { id: unit.id, name: unit.name },
          submissionId: file.id,
          code: '[H1-1.1-01]',
          criteria: ['1.1'],
          file: { name: `Báo cáo ${at + 1}.pdf` },
          addedBy: staff.person.fullName,
        })),
      })
    }
    const first = await ok(officer.get(`${path()}?limit=1`))
    expect(hashes((await ok(officer.get(`${path()}?limit=1&cursor=${first.nextCursor}`))).items)).toEqual([twice])
    const fileId = (await listed(officer))[0]?.shown[0]?.file.id ?? ''
    await ok(officer.post(`/evidence-files/${fileId}/address`))
  })

  it('are nobody’s who does not see two of the units: not the schools’, not another body’s', async () => {
    const sha256 = await copied('của ai', 2)
    expect(await schools[0]?.staff.get(path())).toMatchObject({ status: 403 })
    const elsewhere = await as('managing-body-officer', api.world.otherCommune)
    expect(await listed(elsewhere)).toEqual([])
    const mark = await elsewhere.put(`${path()}/${sha256}/common`, { reason: 'Biểu mẫu' })
    expect(mark).toMatchObject({ status: 404, body: { code: 'copies.not-found' } })
  })

  it('are no more once one of them is taken away', async () => {
    const sha256 = await copied('rút lại', 2)
    expect(hashes(await listed(officer))).toContain(sha256)
    const [, school] = schools
    const places = (await listed(officer)).find((one) => one.sha256 === sha256)?.shown ?? []
    const { items } = await ok(officer.get(`/campaign-units/${school?.file.campaignUnitId}/evidence`))
    const mine = items.find(({ files }: { files: { id: string }[] }) => files[0]?.id === places[1]?.file.id)
    await ok(form.addLink(schools[0]?.staff ?? officer, schools[0]?.file ?? mine, '2.2'))
    await ok(school?.staff.delete(`/evidence-pieces/${mine.pieceId}`) ?? Promise.reject(new Error('No school')))
    expect(hashes(await listed(officer))).not.toContain(sha256)
  })

  it('do not count where a unit above them holds the same in its library, or a body gave it out', async () => {
    const [sha256, given] = [await copied('mẫu của xã', 2), await copied('tài liệu tập huấn', 2)]
    expect(hashes(await listed(officer))).toEqual(expect.arrayContaining([sha256, given]))
    const { commune } = api.world
    const of = { unitId: commune.id, schoolYear: '2026-2027', now: new Date() }
    const name = 'mau.pdf'
    const held = { name, size: 10, mediaType: 'application/pdf', sha256, storageKey: `${commune.id}/${sha256}` }
    const actor = { ...(await actorOf()), name: 'Nguyễn Văn Mẫu' }
    await api.db.transaction((tx) =>
      createPiece(tx, actor, of, { kind: 'file', title: name, files: [{ ...held, scan: 'clean' }] }),
    )
    const set = `/indicator-sets/${form.set.id}`
    const note = await ok(officer.put(`${set}/guidance/1.2`, { version: 0, text: 'Nội hàm', examples: '' }))
    const data = new FormData()
    data.append('file', new Blob([Uint8Array.from(pdf('tài liệu tập huấn'))]), 'tai-lieu.pdf')
    const headers = { authorization: `Bearer ${officer.token}` }
    const address = `${api.url}/api/v1/guidance-notes/${note.id}/attachments`
    expect((await fetch(address, { method: 'POST', headers, body: data })).status).toBe(200)
    const left = hashes(await listed(officer))
    expect([left.includes(sha256), left.includes(given)]).toEqual([false, false])
  })
})

describe('a document for all', () => {
  it('is named so with a reason, for the eyes of its body and those below; it can be taken back', async () => {
    const sha256 = await copied('quyết định của tỉnh', 2)
    const common = (person: Person) => listed(person, 'common=true')
    const at = `${path()}/${sha256}/common`
    expect(await officer.put(at, { reason: ' ' })).toMatchObject({ status: 400 })
    for (const _twice of [1, 2]) await ok(officer.put(at, { reason: 'Quyết định gửi mọi trường' }))
    expect(hashes(await listed(officer))).not.toContain(sha256)
    expect(await common(officer)).toMatchObject([
      { sha256, common: { reason: 'Quyết định gửi mọi trường' }, actions: ['unmark-common'] },
    ])
    expect(hashes(await listed(form.planner))).toContain(sha256)
    await ok(form.planner.put(at, { reason: 'Văn bản của Sở' }))
    await ok(officer.delete(at))
    expect(await common(officer)).toMatchObject([{ common: { reason: 'Văn bản của Sở' }, actions: [] }])
    for (const _twice of [1, 2]) await ok(form.planner.delete(at))
    expect(hashes(await listed(officer))).toContain(sha256)
  })

  it('is only what several units have', async () => {
    const sha256 = await copied('chỉ một trường', 1)
    expect(await officer.put(`${path()}/${sha256}/common`, { reason: 'Biểu mẫu chung' })).toMatchObject({
      status: 404,
      body: { code: 'copies.not-found' },
    })
  })
})

async function actorOf() {
  const { person, membership, session, unit } = await as('managing-body-officer', api.world.commune)
  return {
    kind: 'person' as const,
    ...{ personId: person.id, sessionId: session.id, apiKeyId: null, membershipId: membership.id },
    ...{ unitId: unit.id, unitPath: unit.path, unitType: unit.type, role: null, permissions: new Set<never>() },
  }
}
