import { dutyWords, invitationStates, permissions, role, roleWords, unitDuties } from '@thuoc/shared'
import { expect, it } from 'vitest'
import vi from './locales/vi.json'

it('a sheet of people says the same words as the screens', () => {
  expect(role.options.map((one) => roleWords[one][0])).toEqual(role.options.map((one) => vi.role[one]))
  expect(unitDuties.map((one) => dutyWords[one][0])).toEqual(unitDuties.map((one) => vi.duty[one]))
})

it('every state of an invitation has its word', () => {
  for (const state of invitationStates) expect(vi.invitation[state]).not.toBe('')
})

it('every permission that a key may be given has its words', () => {
  const words = new Map<string, unknown>(
    Object.entries(vi.permission).flatMap(([of, each]) =>
      Object.entries(each).map(([what, text]): [string, unknown] => [`${of}.${what}`, text]),
    ),
  )
  expect(permissions.filter((one) => !words.has(one))).toEqual([])
})
