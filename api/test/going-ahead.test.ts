import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { createSessionsService } from '../src/features/identity/index.ts'
import { memberships, people, sessions } from '../src/features/identity/identity.tables.ts'
import { testApi } from './harness.ts'

const { api, as } = testApi()

const namesOf = (reply: { body: { items: { name: string }[] } }) => reply.body.items.map(({ name }) => name)
/** Units under the body in which somebody acts, asked twice: the second time it is begun before it is known who asks. */
async function asked(person: Awaited<ReturnType<typeof as>>) {
  await person.get('/units')
  return namesOf(await person.get('/units'))
}

describe('a session that was seen before', () => {
  it('stands for the same one as before while nothing changes, and for an actor of its own in each request', async () => {
    const { session, membership } = await as('school-head')
    const sessions = createSessionsService({ db: api.db, tokens: api.app.accessTokens })
    expect(await twice()).toMatchObject({ before: null, now: { caller: {} } })
    const [first, second] = [await twice(), await twice()]
    expect(first.now).toMatchObject({ actor: { membershipId: membership.id } })
    expect([first.now, second.now]).toEqual([first.before, second.before])
    expect(first.now).toBe(first.before)
    expect(second.now?.actor).not.toBe(first.now?.actor)
    await api.db.update(memberships).set({ endedAt: new Date() }).where(eq(memberships.id, membership.id))
    const { before, now } = await twice()
    expect([before?.actor?.membershipId, now?.actor]).toEqual([membership.id, null])

    async function twice() {
      const { before, now } = sessions.identifying(session.id)
      return { before, now: await now }
    }
  })

  it('reads as whoever it stands for now, also in the first call after a change', async () => {
    const { commune, otherCommune } = api.world
    const [here, there] = [await as('managing-body-officer', commune), await as('managing-body-officer', otherCommune)]
    const [ours, theirs] = [await asked(here), await asked(there)]
    expect(ours).not.toEqual(theirs)
    await api.db.update(memberships).set({ unitId: otherCommune.id }).where(eq(memberships.id, here.membership.id))
    expect(namesOf(await here.get('/units'))).toEqual(theirs)
    expect(namesOf(await here.get('/units'))).toEqual(theirs)
  })

  it.each([
    [
      'signed out',
      (of: Known) => api.db.update(sessions).set({ endedAt: new Date() }).where(eq(sessions.id, of.session.id)),
      401,
    ],
    [
      'suspended',
      (of: Known) => api.db.update(people).set({ status: 'suspended' }).where(eq(people.id, of.person.id)),
      401,
    ],
    [
      'relieved',
      (of: Known) =>
        api.db.update(memberships).set({ endedAt: new Date() }).where(eq(memberships.id, of.membership.id)),
      403,
    ],
    [
      'asked for a new password',
      (of: Known) => api.db.update(people).set({ mustChangePassword: true }).where(eq(people.id, of.person.id)),
      403,
    ],
    [
      'given a lesser role',
      (of: Known) =>
        api.db.update(memberships).set({ role: 'school-staff' }).where(eq(memberships.id, of.membership.id)),
      403,
    ],
  ])('reads nothing more once it is %s', async (_, change, status) => {
    const head = await as('school-head')
    for (const expected of [200, 200]) expect((await head.get('/people')).status).toBe(expected)
    await change(head)
    const reply = await head.get('/people')
    expect([reply.status, reply.body.items]).toEqual([status, undefined])
  })
})
type Known = Awaited<ReturnType<typeof as>>
