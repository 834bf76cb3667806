import { expect, it } from 'vitest'
import { i18n, listenToParts, partsTold, tell, tellLate } from './sentences.ts'

const { t, te } = i18n

it('sentences of a page are there as soon as they are told', () => {
  tell({ told: { hour: 'Giờ' } })
  expect(t('told.hour')).toBe('Giờ')
})

it('sentences join those that other modules told below the same name', () => {
  tell({ joined: { one: 'Một' } })
  tell({ joined: { two: 'Hai' } })
  expect(['joined.one', 'joined.two'].map((key) => t(key))).toEqual(['Một', 'Hai'])
})

it('sentences may come late, and join those that were told before', () => {
  tell({ late: { one: 'Một' } })
  expect(te('late.two')).toBe(false)
  tellLate('vi', { late: { two: 'Hai' } })
  expect(['late.one', 'late.two'].map((key) => t(key))).toEqual(['Một', 'Hai'])
})

it('each part of the interface is named once, when something of it is told, so that its English can be fetched', () => {
  const named: string[] = []
  listenToParts((part) => named.push(part))
  tell({ some: { one: 'Một' }, other: { one: 'Một' } })
  tell({ some: { two: 'Hai' } })
  expect(named).toEqual(['some', 'other'])
  expect(partsTold()).toEqual(expect.arrayContaining(['some', 'other']))
})
