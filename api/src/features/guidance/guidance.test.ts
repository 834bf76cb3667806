import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { aGuidedSet } from '../../../test/guidance.ts'
import { testApi } from '../../../test/harness.ts'
import { formSet } from '../../../test/form.ts'
import { aRoad, ok, shortSet, type Person } from '../../../test/road.ts'

const tester = testApi()
const { api, as, client } = tester
let province: Person
let commune: Person
beforeAll(async () => {
  province = await as('province-officer')
  commune = await as('managing-body-officer')
})

const guided = (code: string) => aGuidedSet(tester, code)
const stale = { status: 409, body: { code: 'guidance.stale' } }

describe('a note of guidance', () => {
  it('says who wrote it, when, on which criterion, and what its reader may do', async () => {
    const { set, write } = await guided('GHI-CHU')
    const body = { version: 0, text: '  Kế hoạch của năm học.  ', examples: 'Quyết định ban hành' }
    const saved = await ok(write(commune, '1.2', body))
    expect(saved).toMatchObject({
      indicatorSetId: set.id,
      criterion: '1.2',
      author: { id: commune.unit.id, name: commune.unit.name, type: 'commune-office' },
      text: 'Kế hoạch của năm học.',
      examples: 'Quyết định ban hành',
      attachments: [],
      version: 1,
      savedBy: commune.person.fullName,
      actions: ['edit'],
    })
    const school = await as('school-staff')
    expect(await ok(school.get(`/indicator-sets/${set.id}/guidance`))).toEqual({
      items: [{ ...saved, actions: [] }],
      mayWrite: false,
    })
  })

  it('is read by a school after its province’s: the highest first, by criterion', async () => {
    const { write, read, note } = await guided('THU-TU')
    await ok(write(commune, '2.1', note('Xã')))
    await ok(write(commune, '1.1', note('Xã')))
    await ok(write(province, '2.1', note('Sở')))
    await ok(write(province, '1.3', note('Sở')))
    const expected = ['1.3 Sở', '2.1 Sở', '1.1 Xã', '2.1 Xã']
    expect(await read(await as('school-staff'))).toEqual(expected)
    expect(await read(commune)).toEqual(expected)
    expect(await read(province)).toEqual(['1.3 Sở', '2.1 Sở'])
  })

  it('is read as another unit by those above and below that unit, by nobody else', async () => {
    const { set, write, read, note } = await guided('THAY-MAT')
    await ok(write(province, '1.1', note('Sở')))
    await ok(write(commune, '1.1', note('Xã')))
    const { school, otherSchool, province: home, abroad } = api.world
    expect(await read(province, school.id)).toEqual(['1.1 Sở', '1.1 Xã'])
    expect(await read(province, otherSchool.id)).toEqual(['1.1 Sở'])
    expect(await read(commune, home.id)).toEqual(['1.1 Sở'])
    const missing = { status: 404, body: { code: 'unit.not-found' } }
    const unknown = '00000000-0000-7000-8000-00000000dead'
    for (const unitId of [otherSchool.id, abroad.school.id, unknown])
      expect(await commune.get(`/indicator-sets/${set.id}/guidance?unitId=${unitId}`)).toMatchObject(missing)
  })

  it('is read by the team that assesses the unit, whatever unit its members come from', async () => {
    const road = await aRoad(tester, 'CUNG-DOC')
    const { teamMember } = await road.assessing()
    const guidance = `/indicator-sets/${road.set.id}/guidance`
    for (const [person, text] of [[province, 'Sở'] as const, [commune, 'Xã'] as const])
      await ok(person.put(`${guidance}/1.1`, { version: 0, text, examples: '' }))
    const asSchool = `${guidance}?unitId=${api.world.school.id}`
    const { items } = await ok(teamMember.get(asSchool))
    expect(items.map(({ text }: { text: string }) => text)).toEqual(['Sở', 'Xã'])
    const neighbour = await as('council-member', api.world.secondSchool)
    expect(await neighbour.get(asSchool)).toMatchObject({ status: 404, body: { code: 'unit.not-found' } })
  })

  it('of another body does not reach a school: neither of the commune beside, nor of another province', async () => {
    const { set, write, read, note } = await guided('BEN-CANH')
    const beside = await as('managing-body-officer', api.world.otherCommune)
    const { id } = await ok(write(beside, '1.1', note('Xã bên')))
    const school = await as('school-staff')
    expect(await read(school)).toEqual([])
    expect(await school.get(`/guidance-notes/${id}/versions`)).toMatchObject({
      status: 404,
      body: { code: 'guidance.not-found' },
    })
    const stranger = await as('province-officer', api.world.abroad.province)
    for (const reply of [
      await stranger.get(`/indicator-sets/${set.id}/guidance`),
      await write(stranger, '1.1', note('Khác')),
    ])
      expect(reply).toMatchObject({ status: 404, body: { code: 'indicator-set.not-found' } })
    expect((await client().get(`/indicator-sets/${set.id}/guidance`)).status).toBe(401)
  })

  it('stands on any published set that its author sees, also one of the system, each body for its own', async () => {
    const system = await as('system-administrator')
    const { id, revision } = await ok(system.post('/indicator-sets', shortSet('TOAN-QUOC')))
    await ok(system.post(`/indicator-sets/${id}/publish`, { revision }))
    const away = await as('managing-body-officer', api.world.abroad.commune)
    const address = `/indicator-sets/${id}/guidance`
    await ok(commune.put(`${address}/1.1`, { version: 0, text: 'Xã nhà', examples: '' }))
    await ok(away.put(`${address}/1.1`, { version: 0, text: 'Xã xa', examples: '' }))
    const { items } = await ok((await as('school-staff')).get(address))
    expect(items).toMatchObject([{ text: 'Xã nhà' }])
  })
})

describe('writing a note', () => {
  it('is for provinces and managing bodies, and a key at a school writes none', async () => {
    const { set, write, note } = await guided('AI-VIET')
    const denied = { status: 403, body: { code: 'access.denied' } }
    for (const role of ['school-head', 'school-staff', 'system-administrator'] as const)
      expect(await write(await as(role), '1.1', note('Không'))).toMatchObject(denied)
    const leader = await as('managing-body-leader')
    const key = { name: 'Phần mềm', expiresOn: '2099-12-31', scopes: ['guidance.write', 'catalogue.read'] }
    const keyAt = async (unitId: string) => {
      const { secret } = await ok(leader.post('/api-keys', { ...key, unitId }))
      return client(secret)
    }
    const address = `/indicator-sets/${set.id}/guidance`
    const atSchool = await keyAt(api.world.school.id)
    expect(await atSchool.put(`${address}/1.1`, note('Không'))).toMatchObject(denied)
    expect((await ok(atSchool.get(address))).mayWrite).toBe(false)
    const atCommune = await keyAt(leader.unit.id)
    expect((await ok(atCommune.get(address))).mayWrite).toBe(true)
    expect(await ok(atCommune.put(`${address}/1.1`, note('Có')))).toMatchObject({ savedBy: 'Phần mềm' })
  })

  it('changes the own note alone: what others wrote stands beside it', async () => {
    const { write, read, note } = await guided('CUA-MINH')
    await ok(write(province, '1.1', note('Sở')))
    await ok(write(commune, '1.1', note('Xã')))
    await ok(write(commune, '1.1', note('Xã, bản hai', 1)))
    expect(await read(commune)).toEqual(['1.1 Sở', '1.1 Xã, bản hai'])
  })

  it('names a line of the set: a criterion or a part of one, no group and nothing unknown', async () => {
    const { id, revision } = await ok(province.post('/indicator-sets', formSet('CO-TONG')))
    const address = `/indicator-sets/${id}/guidance`
    const body = { version: 0, text: 'Nội hàm', examples: '' }
    expect(await province.put(`${address}/1.1`, body)).toMatchObject({
      status: 409,
      body: { code: 'indicator-set.not-published' },
    })
    expect(await ok(province.get(address))).toEqual({ items: [], mayWrite: false })
    await ok(province.post(`/indicator-sets/${id}/publish`, { revision }))
    for (const code of ['1.1', '1.3', '1.3.2']) await ok(province.put(`${address}/${code}`, body))
    for (const code of ['1', '1.9', '9.9.9'])
      expect(await province.put(`${address}/${code}`, body)).toMatchObject({
        status: 404,
        body: { code: 'line.not-found' },
      })
    expect(await province.put(`${address}/abc`, body)).toMatchObject({ status: 400 })
  })

  it('is refused to whoever saw an older version, or none', async () => {
    const { write, note } = await guided('CU-ROI')
    expect(await write(commune, '1.1', note('Sớm quá', 1))).toMatchObject(stale)
    await ok(write(commune, '1.1', note('Một')))
    expect(await write(commune, '1.1', note('Lại một'))).toMatchObject(stale)
    await ok(write(commune, '1.1', note('Hai', 1)))
    expect(await write(commune, '1.1', note('Lại hai', 1))).toMatchObject(stale)
  })

  it('of two at once exactly one wins, the first time and later', async () => {
    const { write, read, note } = await guided('HAI-NGUOI')
    const colleague = await as('managing-body-leader')
    for (const version of [0, 1]) {
      const replies = await Promise.all(
        [commune, colleague, commune].map((person, at) => write(person, '1.1', note(`Bản ${version}.${at}`, version))),
      )
      expect(replies.map(({ status }) => status).sort()).toEqual([200, 409, 409])
      for (const reply of replies.filter(({ status }) => status === 409)) expect(reply).toMatchObject(stale)
    }
    expect(await read(commune)).toHaveLength(1)
  })
})

describe('the history of a note', () => {
  it('keeps every text with who wrote it, the present one first', async () => {
    const { write, note } = await guided('LICH-SU')
    const colleague = await as('managing-body-leader')
    const { id } = await ok(write(commune, '1.1', { version: 0, text: 'Một', examples: 'Ví dụ' }))
    await ok(write(colleague, '1.1', note('Hai', 1)))
    const school = await as('school-staff')
    const { items } = await ok(school.get(`/guidance-notes/${id}/versions`))
    expect(items).toMatchObject([
      { version: 2, text: 'Hai', examples: '', savedBy: colleague.person.fullName },
      { version: 1, text: 'Một', examples: 'Ví dụ', savedBy: commune.person.fullName },
    ])
  })

  it('is not rewritten, by nobody', async () => {
    const { write, note } = await guided('KHONG-SUA')
    await ok(write(commune, '1.1', note('Một')))
    for (const change of [sql`update guidance_versions set text = 'x'`, sql`delete from guidance_versions`])
      await expect(api.db.execute(change)).rejects.toThrow()
  })
})

describe('a withdrawn note', () => {
  it('is there for its author alone, who may write it anew', async () => {
    const { write, read, note } = await guided('RUT-LAI')
    const school = await as('school-staff')
    const { id } = await ok(write(commune, '1.1', note('Xã')))
    expect(await ok(write(commune, '1.1', note('', 1)))).toMatchObject({ version: 2, text: '', actions: ['edit'] })
    expect(await read(school)).toEqual([])
    expect(await read(province, school.unit.id)).toEqual([])
    expect(await school.get(`/guidance-notes/${id}/versions`)).toMatchObject({ status: 404 })
    expect(await read(commune)).toEqual(['1.1 '])
    expect((await ok(commune.get(`/guidance-notes/${id}/versions`))).items).toHaveLength(2)
    await ok(write(commune, '1.1', note('Xã, viết lại', 2)))
    expect(await read(school)).toEqual(['1.1 Xã, viết lại'])
  })

  it('is none as long as it gives examples', async () => {
    const { write, read } = await guided('CON-VI-DU')
    await ok(write(commune, '1.1', { version: 0, text: '', examples: 'Biên bản' }))
    expect(await read(await as('school-staff'))).toHaveLength(1)
  })
})
