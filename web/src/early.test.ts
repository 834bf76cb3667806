// @vitest-environment happy-dom
import { getCouncil, getForm, getPublicFilters, searchResults, submissionId } from '@thuoc/shared'
import { expect, it } from 'vitest'
import { asksAt } from './early.ts'
import { addressOf } from './platform/api/client.ts'

const id = submissionId.parse('01a208db-8028-773e-9547-1dc6d6d9341f')

it('what the form asks for first is asked for before the app is there, at the addresses that the app will use', () =>
  expect(asksAt({ pathname: `/ho-so/${id}/phieu/1.3.2`, search: '?phan=cua-toi' })).toEqual({
    own: [addressOf(getForm, { id }), addressOf(getCouncil, { id })],
    open: [],
  }))

it('so is what the public page shows when nothing is searched for', () => {
  const open = [addressOf(searchResults), addressOf(getPublicFilters)]
  expect(asksAt({ pathname: '/cong-khai', search: '' })).toEqual({ own: [], open })
  expect(asksAt({ pathname: '/cong-khai', search: '?q=a' })).toEqual({ own: [], open: [] })
})

it('nothing is asked for early at any other address', () =>
  expect(asksAt({ pathname: `/ho-so/${id}`, search: '' })).toEqual({ own: [], open: [] }))
