import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'
import { ok } from '../../../test/road.ts'
import { aTraining } from '../../../test/training.ts'
import { mails } from '../../platform/mail/index.ts'
import { people } from '../identity/index.ts'

const { api, as } = testApi({ sendsMail: false })

it('where no mail server is set the invited are told in the app, and no letter waits for ever', async () => {
  const head = await as('school-head')
  await api.db.update(people).set({ email: 'hieu.truong@example.vn' }).where(eq(people.id, head.person.id))
  await ok((await as('province-officer')).post('/training-sessions', aTraining({ title: 'Buổi không thư' })))
  const { items } = await ok(head.get('/notices'))
  expect(items).toMatchObject([{ kind: 'training-invited', values: { title: 'Buổi không thư' } }])
  expect(await api.db.select().from(mails)).toEqual([])
})
