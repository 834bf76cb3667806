import { type Role } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import { aMembership, aPerson } from '../../../test/factories.ts'
import { testApi } from '../../../test/harness.ts'
import type { UnitRow } from '../org/index.ts'
import { type people } from './identity.tables.ts'

const { api, as } = testApi()

/** A person who holds that role there; not signed in. */
async function someone(held: Role, unit: UnitRow, over: Partial<typeof people.$inferInsert> = {}) {
  const person = await aPerson(api.db, over)
  return { ...person, membership: await aMembership(api.db, person, unit, held) }
}

describe('memberships', () => {
  it('are granted in the own subtree, each once, and can be granted anew when ended', async () => {
    const leader = await as('managing-body-leader')
    const staff = await someone('school-staff', api.world.school)
    const wanted = { unitId: api.world.secondSchool.id, role: 'council-member', office: null }
    const path = `/people/${staff.id}/memberships`
    const granted = await leader.post(path, wanted)
    expect(granted.body.memberships).toHaveLength(2)
    expect(await leader.post(path, wanted)).toMatchObject({ status: 409, body: { code: 'membership.exists' } })
    const { id } = granted.body.memberships.find((held: { role: Role }) => held.role === 'council-member')
    expect((await leader.delete(`${path}/${id}`)).body.memberships).toHaveLength(1)
    expect((await leader.post(path, wanted)).status).toBe(200)
  })

  it('end together with the sessions that act in them', async () => {
    const head = await as('school-head')
    const staff = await as('school-staff')
    expect((await head.delete(`/people/${staff.person.id}/memberships/${staff.membership.id}`)).status).toBe(200)
    expect((await staff.get('/me')).status).toBe(401)
    expect(await head.get(`/people/${staff.person.id}`)).toMatchObject({ status: 200, body: { memberships: [] } })
  })

  it('are not ended by those who could not have granted them, nor by oneself', async () => {
    const head = await as('school-head')
    const otherHead = await someone('school-head', api.world.school)
    const end = (person: { id: string }, membership: { id: string }) =>
      head.delete(`/people/${person.id}/memberships/${membership.id}`)
    expect((await end(otherHead, otherHead.membership)).body.code).toBe('membership.role-not-yours-to-grant')
    expect((await end(head.person, head.membership)).body.code).toBe('person.is-self')
    expect((await end(otherHead, head.membership)).body.code).toBe('membership.not-found')
  })

  it('of two equal grants at once exactly one is made', async () => {
    const head = await as('school-head')
    const staff = await someone('school-staff', api.world.school)
    const wanted = { unitId: api.world.school.id, role: 'council-member', office: null }
    const grant = () => head.post(`/people/${staff.id}/memberships`, wanted)
    expect((await Promise.all([grant(), grant()])).map(({ status }) => status).sort()).toEqual([200, 409])
  })
})
