import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evidenceCodeScheme } from '../catalogues/indicator-set.schema.ts'
import { evidenceCode, parseEvidenceCode } from './evidence-code.rules.ts'

const stored = (text: string) => {
  const parts = parseEvidenceCode(text)
  return parts && evidenceCode(parts.scheme, parts)
}

describe('an evidence code', () => {
  it.each([
    '[H1-1.3-01]',
    'H1-1.3-01',
    '[h1-1.03-1]',
    ' [ H1 - 1.3 - 01 ] ',
    'H1–1.3–1',
    'H1—1.3—1',
    'H1.1.3-1',
    'h1 1.3 01',
    'H1_1.3_01',
    'H 1-1.3-001',
    'Ｈ１－１.３－０１',
    'h1.1.3.1',
    'H1―1.3―01',
    '【H1-1.3-01】',
  ])('typed as %j is stored as [H1-1.3-01]', (text) => {
    expect(stored(text)).toBe('[H1-1.3-01]')
  })

  it.each(['MC.1.3.01', 'mc 1.3.1', 'MC1.3.01', 'MC.1.03.1', 'MC. 1.3. 01', 'MC 1.3 01', 'mc-1.3-1', 'MC:1.3-01'])(
    'typed as %j is stored as MC.1.3.01',
    (text) => {
      expect(stored(text)).toBe('MC.1.3.01')
    },
  )

  it.each([
    '',
    'H1',
    '1.3.01',
    'H1-1.3-00',
    'H0-1.3-01',
    'MC.1',
    'H1-1.3-01-02',
    'H1-1.3.1',
    'H1.1.3',
    'Kế hoạch 12',
    'MC.1.3.1234',
  ])('is not read out of %j', (text) => {
    expect(parseEvidenceCode(text)).toBeNull()
  })

  it('is read back as it was written, in either scheme', () => {
    const figure = fc.integer({ min: 1, max: 99 })
    const criterion = fc.array(figure, { minLength: 1, maxLength: 3 }).map((figures) => figures.join('.'))
    const number = fc.integer({ min: 1, max: 999 })
    fc.assert(
      fc.property(fc.constantFrom(...evidenceCodeScheme.options), criterion, number, figure, (scheme, of, n, box) => {
        const parts = { criterion: of, number: n, box: scheme === 'accreditation' ? box : 1 }
        expect(parseEvidenceCode(evidenceCode(scheme, parts))).toEqual({ scheme, ...parts })
      }),
    )
  })
})
