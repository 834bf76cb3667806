import { beforeAll, describe, expect, it } from 'vitest'
import { aMembership, aPerson } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok } from '../../../test/road.ts'
import { aTeam, named, paper } from '../../../test/teams.ts'
import { pdf } from '../../../test/sample-files.ts'

const tester = testApi()
const { api, as } = tester
let road: Awaited<ReturnType<typeof aRoad>>
beforeAll(async () => {
  road = await aRoad(tester)
})
const aFurther = async () => aTeam(tester, road.campaign)

describe('a team of external assessment', () => {
  it('is set up by a decision that stays on record when another one changes it', async () => {
    const { team, head, secretary, organiser } = await aFurther()
    expect(team).toMatchObject({
      unit: { id: api.world.commune.id },
      head: head.person.fullName,
      members: 3,
      units: { total: 0, waiting: 0, open: 0, over: 0 },
      warnings: 0,
      dissolvedAt: null,
      actions: ['change', 'dissolve', 'assign', 'plan', 'settle', 'attach'],
      decisions: [{ sequence: 1, kind: 'set-up', number: '12/QĐ-UBND', recordedBy: organiser.person.fullName }],
    })
    const added = await as('council-member', api.world.otherSchool)
    const members = named([secretary, 'head'], [head, 'secretary'], [added, 'member'])
    const change = { version: team.version, name: 'Đoàn mới', decision: paper('15/QĐ-UBND'), members, reason: 'Ốm' }
    const changed = await ok(organiser.post(`/assessment-teams/${team.id}/decisions`, change))
    expect(changed).toMatchObject({ name: 'Đoàn mới', head: secretary.person.fullName, members: 3 })
    expect(changed.decisions).toMatchObject([
      { sequence: 2, kind: 'change', number: '15/QĐ-UBND', reason: 'Ốm' },
      { sequence: 1, kind: 'set-up', number: '12/QĐ-UBND' },
    ])
    expect(changed.decisions[1].members[0].personId).toBe(head.person.id)
    const again = await organiser.post(`/assessment-teams/${team.id}/decisions`, change)
    expect(again).toMatchObject({ status: 409, body: { code: 'team.stale' } })
    expect((await ok(added.get('/assessment-teams?mine=true'))).items).toMatchObject([{ id: team.id, duty: 'member' }])
    const { items } = await ok(added.get('/notices'))
    expect(items[0]).toMatchObject({ kind: 'team-appointed', values: { teamId: team.id } })
  })

  it('has one head, and one secretary where it has several people, all of them active in the province', async () => {
    const { organiser, members, team } = await aFurther()
    const [head, secretary, member] = members
    const abroad = await as('managing-body-officer', api.world.abroad.commune)
    const suspended = await aPerson(api.db, { status: 'suspended' })
    await aMembership(api.db, suspended, api.world.commune, 'managing-body-officer')
    const attempt = (those: unknown[], name = 'Đoàn khác') =>
      organiser.post('/assessment-teams', { campaignId: road.campaign.id, name, decision: paper(), members: those })
    expect(await attempt([secretary, member])).toMatchObject({ body: { code: 'assessment.team-needs-head' } })
    expect(await attempt([head, member])).toMatchObject({ body: { code: 'team.needs-secretary' } })
    expect(await attempt([head, head])).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
    const strange = { personId: abroad.person.id, duty: 'member', task: '' }
    const gone = { personId: suspended.id, duty: 'member', task: '' }
    expect(await attempt([head, secretary, strange, gone])).toMatchObject({
      status: 409,
      body: { code: 'assessment.person-unfit', errors: [{ path: abroad.person.id }, { path: suspended.id }] },
    })
    expect(await attempt(members, team.name.toUpperCase())).toMatchObject({ body: { code: 'team.name-taken' } })
  })

  it('finds people of the whole province by part of the name without accents, its own branch first', async () => {
    const { organiser } = await aFurther()
    const near = await aPerson(api.db, { fullName: 'Đặng Thị Xưa' })
    await aMembership(api.db, near, api.world.secondSchool, 'school-staff')
    const far = await aPerson(api.db, { fullName: 'Đặng Thị An' })
    await aMembership(api.db, far, api.world.otherSchool, 'school-staff')
    const strange = await aPerson(api.db, { fullName: 'Đặng Thị Bé' })
    await aMembership(api.db, strange, api.world.abroad.school, 'school-staff')
    const path = `/campaigns/${road.campaign.id}/team-candidates?q=dang%20thi&limit=1`
    const first = await ok(organiser.get(path))
    const second = await ok(organiser.get(`${path}&cursor=${first.nextCursor}`))
    expect([...first.items, ...second.items]).toMatchObject([
      { personId: near.id, own: true, unit: { name: api.world.secondSchool.name } },
      { personId: far.id, own: false },
    ])
    expect(second.nextCursor).toBeNull()
  })

  it('is seen by the body, those above it and its people; it is run by the body alone', async () => {
    const { team, head, member, organiser, members } = await aFurther()
    const path = `/assessment-teams/${team.id}`
    const change = { version: team.version, name: 'Đoàn', decision: paper(), members, reason: '' }
    const stranger = await as('managing-body-leader', api.world.otherCommune)
    expect(await stranger.get(path)).toMatchObject({ status: 404, body: { code: 'team.not-found' } })
    expect(await stranger.post(`${path}/decisions`, change)).toMatchObject({ status: 404 })
    expect(await ok(road.people.planner.get(path))).toMatchObject({ duty: null, actions: [] })
    expect(await ok(member.get(path))).toMatchObject({ duty: 'member', actions: [] })
    expect(await ok(head.get(path))).toMatchObject({ duty: 'head' })
    for (const one of [road.people.planner, member])
      expect(await one.post(`${path}/decisions`, change)).toMatchObject({
        status: 403,
        body: { code: 'access.denied' },
      })
    expect((await ok(stranger.get('/assessment-teams'))).items).toEqual([])
    const { items } = await ok(organiser.get(`/assessment-teams?q=${encodeURIComponent(team.name)}`))
    expect(items).toMatchObject([{ id: team.id }])
  })

  it('keeps the scan of each decision, which can be taken away again', async () => {
    const { team, organiser, head } = await aFurther()
    const at = `/assessment-teams/${team.id}/decisions/1/attachments`
    const send = async (token: string, path: string) => {
      const body = new FormData()
      body.append('file', new File([new Uint8Array(pdf())], 'quyet-dinh.pdf'))
      const headers = { authorization: `Bearer ${token}` }
      const reply = await fetch(`${api.url}/api/v1${path}`, { method: 'POST', headers, body })
      return { status: reply.status, body: await reply.json() }
    }
    expect((await send(organiser.token, at)).status).toBe(200)
    const [file] = (await ok(organiser.get(`/assessment-teams/${team.id}`))).decisions[0].files
    expect(file).toMatchObject({ name: 'quyet-dinh.pdf' })
    expect((await head.get(`${at}/${file.id}`)).status).toBe(200)
    expect(await send(organiser.token, at.replace('/1/', '/9/'))).toMatchObject({
      status: 404,
      body: { code: 'team.decision-not-found' },
    })
    const member = await as('school-staff')
    expect((await member.get(`${at}/${file.id}`)).status).toBe(404)
    expect((await ok(organiser.delete(`${at}/${file.id}`))).decisions[0].files).toEqual([])
    expect((await head.get(`${at}/${file.id}`)).body).toMatchObject({ code: 'attachment.not-found' })
  })

  it('is dissolved by a decision; then nothing of it changes', async () => {
    const { team, organiser, members, assign } = await aFurther()
    const { items } = await ok(organiser.get(`/campaigns/${road.campaign.id}/assessable-units?without=true`))
    await assign([items[0].campaignUnitId])
    const end = { version: team.version, decision: paper('20/QĐ-UBND'), reason: 'Đã xong' }
    const ahead = { ...end, decision: { ...end.decision, decidedOn: '2199-12-31' } }
    expect(await organiser.post(`/assessment-teams/${team.id}/dissolve`, ahead)).toMatchObject({
      status: 400,
      body: { code: 'team.in-the-future' },
    })
    const dissolved = await ok(organiser.post(`/assessment-teams/${team.id}/dissolve`, end))
    expect(dissolved).toMatchObject({ units: { total: 0 }, actions: ['attach'], decisions: [{ kind: 'dissolve' }, {}] })
    expect(dissolved.dissolvedAt).not.toBeNull()
    const change = { version: dissolved.version, name: 'Đoàn', decision: paper(), members, reason: '' }
    expect(await organiser.post(`/assessment-teams/${team.id}/decisions`, change)).toMatchObject({
      status: 409,
      body: { code: 'team.dissolved' },
    })
  })
})
