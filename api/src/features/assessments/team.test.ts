import { personId } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { aMembership, aPerson } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import { aRoad, ok, type Person } from '../../../test/road.ts'

const tester = testApi()
const { api, as } = tester
let codes = 0
const road = () => aRoad(tester, `MAU-${(codes += 1)}`)
const ids = (reply: { items: { personId: string }[] }) => reply.items.map((one) => one.personId)

describe('who may be sent to assess a unit', () => {
  it('is anyone active of the assessing body or a school under it, and nobody of the unit itself', async () => {
    const { accepted, people } = await road()
    const { commune, secondSchool, school, otherSchool, province } = api.world
    const { file, staff } = await accepted(school)
    const peer = await as('council-member', secondSchool)
    const outsiders = [await as('council-member', otherSchool), await as('province-officer', province), staff]
    const suspended = await aPerson(api.db, { status: 'suspended' })
    await aMembership(api.db, suspended, commune, 'managing-body-officer')

    const found = ids(await ok(people.officer.get(`/submissions/${file.id}/assessor-candidates?limit=200`)))
    expect(found).toEqual(expect.arrayContaining([peer.person.id, people.officer.person.id]))
    for (const one of outsiders) expect(found).not.toContain(one.person.id)
    expect(found).not.toContain(suspended.id)
  })

  it('is found by part of the name without accents, page by page', async () => {
    const { accepted, people } = await road()
    const { file } = await accepted(api.world.school)
    for (const fullName of ['Đặng Thị Ước', 'Đặng Thị Ứng', 'Đặng Thị An']) {
      const person = await aPerson(api.db, { fullName })
      await aMembership(api.db, person, api.world.commune, 'managing-body-officer')
    }
    const path = `/submissions/${file.id}/assessor-candidates?q=dang%20thi&limit=2`
    const first = await ok(people.officer.get(path))
    const second = await ok(people.officer.get(`${path}&cursor=${first.nextCursor}`))
    const names = [...first.items, ...second.items].map((one: { fullName: string }) => one.fullName)
    expect(names).toEqual(['Đặng Thị An', 'Đặng Thị Ước', 'Đặng Thị Ứng'].sort(new Intl.Collator('vi').compare))
    expect(second.nextCursor).toBeNull()
  })

  it('counts a person once, however many units they belong to, and not at all when one of them is assessed', async () => {
    const { accepted, people } = await road()
    const { file } = await accepted(api.world.school)
    const twice = await aPerson(api.db, { fullName: 'Hồ Hai Nơi' })
    await aMembership(api.db, twice, api.world.commune, 'managing-body-officer')
    await aMembership(api.db, twice, api.world.secondSchool, 'school-staff')
    const path = `/submissions/${file.id}/assessor-candidates?q=hai%20noi`
    expect(ids(await ok(people.officer.get(path)))).toEqual([twice.id])
    await aMembership(api.db, twice, api.world.school, 'school-staff')
    expect(ids(await ok(people.officer.get(path)))).toEqual([])
  })

  it('is not told to those who only see the file', async () => {
    const { accepted, people } = await road()
    const { file, head } = await accepted(api.world.school)
    const path = `/submissions/${file.id}/assessor-candidates`
    expect(await people.planner.get(path)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    expect(await head.get(path)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    const stranger = await as('managing-body-officer', api.world.otherCommune)
    expect(await stranger.get(path)).toMatchObject({ status: 404, body: { code: 'submission.not-found' } })
  })
})

describe('the team', () => {
  const order = (version: number, ...members: [Person, string][]) => ({
    version,
    members: members.map(([{ person }, duty]) => ({ personId: person.id, duty })),
  })

  it('opens the external assessment; its members then see the file, and it leaves their sight with them', async () => {
    const { accepted, people, campaign } = await road()
    const { file } = await accepted(api.world.school)
    const first = await as('school-staff', api.world.secondSchool)
    const second = await as('council-member', api.world.secondSchool)
    expect((await first.get(`/submissions/${file.id}`)).status).toBe(404)

    const path = `/submissions/${file.id}/team`
    const opened = await ok(people.officer.put(path, order(file.version, [people.officer, 'head'], [first, 'member'])))
    expect(opened).toMatchObject({ status: 'assessing', mayAssess: true })
    expect(opened.team).toMatchObject([
      { personId: people.officer.person.id, duty: 'head', unitName: api.world.commune.name },
      { personId: first.person.id, duty: 'member', unitName: api.world.secondSchool.name },
    ])
    expect(await ok(first.get(`/submissions/${file.id}`))).toMatchObject({ mayAssess: true, mayScore: false })
    const { items: listed } = await ok(first.get(`/submissions?campaignId=${campaign.id}`))
    expect(listed.map((one: { unit: { id: string } }) => one.unit.id).sort()).toEqual(
      [api.world.school.id, api.world.secondSchool.id].sort(),
    )

    await ok(people.officer.put(path, order(opened.version, [second, 'head'], [people.officer, 'secretary'])))
    expect((await first.get(`/submissions/${file.id}`)).status).toBe(404)
    const { items } = await ok(people.officer.get(`/submissions/${file.id}/timeline`))
    expect(items.slice(0, 2)).toMatchObject([
      {
        action: 'change-team',
        from: 'assessing',
        to: 'assessing',
        reason: expect.stringContaining(second.person.fullName),
      },
      { action: 'open-assessment', from: 'accepted', to: 'assessing' },
    ])
  })

  it('has exactly one head, and names a person once', async () => {
    const { accepted, people } = await road()
    const { file } = await accepted(api.world.school)
    const { leader, officer } = people
    const path = `/submissions/${file.id}/team`
    for (const team of [
      order(file.version, [officer, 'member']),
      order(file.version, [officer, 'head'], [leader, 'head']),
    ])
      expect(await leader.put(path, team)).toMatchObject({ status: 400, body: { code: 'assessment.team-needs-head' } })
    const twice = order(file.version, [officer, 'head'], [officer, 'member'])
    expect(await leader.put(path, twice)).toMatchObject({ status: 400, body: { code: 'request.invalid' } })
  })

  it('takes nobody of the assessed unit, and nobody suspended, of another branch or unknown: each is named', async () => {
    const { accepted, people } = await road()
    const { file, staff } = await accepted(api.world.school)
    const path = `/submissions/${file.id}/team`
    const own = await people.leader.put(path, order(file.version, [people.officer, 'head'], [staff, 'member']))
    expect(own).toMatchObject({
      status: 409,
      body: { code: 'assessment.conflict-of-interest', errors: [{ path: staff.person.id }] },
    })
    const foreign = await as('managing-body-officer', api.world.otherCommune)
    const unknown = personId.parse('01900000-0000-7000-8000-000000000000')
    const team = order(file.version, [people.officer, 'head'], [foreign, 'member'])
    team.members.push({ personId: unknown, duty: 'member' })
    expect(await people.leader.put(path, team)).toMatchObject({
      status: 409,
      body: { code: 'assessment.person-unfit', errors: [{ path: foreign.person.id }, { path: unknown }] },
    })
  })

  it('is set by the assessing body only, from an accepted file, on the version seen', async () => {
    const { accepted, people, fileOf } = await road()
    const { file, head } = await accepted(api.world.school)
    const path = `/submissions/${file.id}/team`
    const team = order(file.version, [people.officer, 'head'])
    const stranger = await as('managing-body-leader', api.world.otherCommune)
    expect(await stranger.put(path, team)).toMatchObject({ status: 404, body: { code: 'submission.not-found' } })
    expect(await people.planner.put(path, team)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    expect(await head.put(path, team)).toMatchObject({ status: 403, body: { code: 'access.denied' } })
    expect(await people.leader.put(path, order(file.version - 1, [people.officer, 'head']))).toMatchObject({
      status: 409,
      body: { code: 'submission.stale' },
    })
    const draft = await fileOf(api.world.secondSchool)
    const early = await people.leader.put(
      `/submissions/${draft.id}/team`,
      order(draft.version, [people.officer, 'head']),
    )
    expect(early).toMatchObject({ status: 409, body: { code: 'submission.wrong-state' } })
  })

  it('two set at once: exactly one stands', async () => {
    const { accepted, people } = await road()
    const { file } = await accepted(api.world.school)
    const replies = await Promise.all(
      [people.leader, people.officer].map((one) =>
        one.put(`/submissions/${file.id}/team`, order(file.version, [one, 'head'])),
      ),
    )
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409])
    const { team } = await ok(people.leader.get(`/submissions/${file.id}`))
    expect(team).toHaveLength(1)
  })
})
