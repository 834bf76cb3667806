import { describe, expect, it } from 'vitest'
import { certificateNumberOf, certificatePrefix } from './recognition.rules.ts'
import { certificateNumber } from './recognition.schema.ts'

describe('the number of a certificate', () => {
  it('is the issuer’s code, the year of the decision and four digits', () => {
    expect(certificateNumberOf(certificatePrefix('pgd-mh1'), 2025, 7)).toBe('PGD-MH1-2025-0007')
  })

  it('grows past four digits rather than starting again', () => {
    expect(certificateNumberOf('S', 2025, 12_345)).toBe('S-2025-12345')
  })

  it('carries nothing that an address would escape', () => {
    expect(certificatePrefix('Pgd.mh_1-')).toBe('PGD-MH-1')
  })

  it('is read however it is typed: small letters, spaces, the long dashes of a word processor', () => {
    expect(certificateNumber.parse(' pgd-mh1 – 2025—0007 ')).toBe('PGD-MH1-2025-0007')
  })
})
