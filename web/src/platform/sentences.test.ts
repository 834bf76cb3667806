import { describe, expect, it } from 'vitest'
import { i18n, tell, tellLate } from './sentences.ts'

const { t, te } = i18n.global

describe('the sentences of a page', () => {
  it('are there in both languages as soon as they are told', () => {
    tell({ vi: { told: { hour: 'Giờ' } }, en: { told: { hour: 'Hour' } } })
    expect([t('told.hour', {}, { locale: 'vi' }), t('told.hour', {}, { locale: 'en' })]).toEqual(['Giờ', 'Hour'])
  })

  it('join those that other modules told below the same name', () => {
    tell({ vi: { joined: { one: 'Một' } }, en: { joined: { one: 'One' } } })
    tell({ vi: { joined: { two: 'Hai' } }, en: { joined: { two: 'Two' } } })
    expect(['joined.one', 'joined.two'].map((key) => t(key, {}, { locale: 'vi' }))).toEqual(['Một', 'Hai'])
  })

  it('may come late, and join those that were told before', () => {
    tell({ vi: { late: { one: 'Một' } }, en: { late: { one: 'One' } } })
    expect(te('late.two', 'vi')).toBe(false)
    tellLate('vi', { late: { two: 'Hai' } })
    expect(['late.one', 'late.two'].map((key) => t(key, {}, { locale: 'vi' }))).toEqual(['Một', 'Hai'])
  })
})
