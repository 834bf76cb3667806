import { describe, expect, it } from 'vitest'
import { aMembership, aPerson } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'

const { api, as } = testApi()

describe('who answers for a unit', () => {
  const path = () => `/units/${api.world.school.id}/responsible-persons`

  it('is named by the unit, recorded, and seen with telephone and address by those above', async () => {
    const head = await as('school-head')
    const contact = await aPerson(api.db, { email: 'dau.moi@example.org', phone: '0912 345 678' })
    await aMembership(api.db, contact, api.world.school, 'school-staff')
    const named = await head.put(path(), { leader: head.person.id, contact: contact.id })
    expect(named).toMatchObject({ status: 200, body: { actions: ['set'] } })
    const seen = (await (await as('province-officer')).get(path())).body
    expect(seen).toMatchObject({
      leader: { personId: head.person.id, setBy: head.person.fullName },
      contact: { email: 'dau.moi@example.org', phone: '0912 345 678' },
      actions: [],
    })
    const again = await head.put(path(), { leader: head.person.id, contact: null })
    expect(again.body.contact).toBeNull()
    expect(again.body.leader.since).toBe(seen.leader.since)
  })

  it('is not seen from beside, nor anybody who holds no role there', async () => {
    expect((await (await as('school-head', api.world.secondSchool)).get(path())).status).toBe(404)
    const stranger = await aPerson(api.db)
    const refused = await (await as('school-head')).put(path(), { leader: stranger.id, contact: null })
    expect(refused).toMatchObject({ status: 409, body: { code: 'responsible.person-unfit' } })
  })

  it('ends when the person leaves the unit', async () => {
    const [head, staff] = [await as('school-head'), await as('school-staff')]
    await head.put(path(), { leader: null, contact: staff.person.id })
    await head.delete(`/people/${staff.person.id}/memberships/${staff.membership.id}`)
    expect((await head.get(path())).body.contact).toBeNull()
  })

  it('units in which nobody can sign in are shown to those above', async () => {
    const leader = await as('managing-body-leader', api.world.otherCommune)
    const before = (await leader.get('/units-without-people')).body
    expect(before.items).toMatchObject([{ id: api.world.otherSchool.id }])
    await as('school-head', api.world.otherSchool)
    expect((await leader.get('/units-without-people')).body).toMatchObject({ items: [], total: 0 })
  })
})
