import { expect, it } from 'vitest'
import { testApi } from '../../../test/harness.ts'

const { as } = testApi({ sendsMail: false })

it('where no mail server is set, invitations by mail are refused and the counts say so', async () => {
  const head = await as('school-head')
  expect((await head.get('/invitations/counts')).body).toMatchObject({ mail: false })
  const asked = await head.post('/invitations', { channel: 'mail', days: 14 })
  expect(asked).toMatchObject({ status: 409, body: { code: 'mail.off' } })
  expect((await head.post('/invitations', { channel: 'slip', days: 14 })).status).toBe(200)
})
