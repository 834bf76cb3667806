import { indicatorSetDefinition } from '@thuoc/shared'
import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { anyDefinition } from '../../../../test/definitions.ts'
import { readWorkbook } from '../../../platform/spreadsheet/read.ts'
import { readDefinition, writeDefinition } from './index.ts'

const folder = new URL('../../../../catalogues/', import.meta.url)

describe('a set written as a workbook and read back', () => {
  it('is the same, whatever it holds (any set that may be published)', async () => {
    await fc.assert(
      fc.asyncProperty(anyDefinition, async (set) => {
        const { definition, faults } = readDefinition(
          await readWorkbook(await writeDefinition(set, { verified: false })),
        )
        expect(faults).toEqual([])
        expect(definition).toEqual(set)
      }),
      { numRuns: 60 },
    )
  }, 60_000)

  it('is the same with texts as they come out of Word: the API keeps them in one way of writing, and so do cells', async () => {
    const untidy = '  Hướng dẫn\r\ndòng hai\u000bdòng ba \u0001'.normalize('NFD')
    const set = indicatorSetDefinition.parse({
      code: 'MAU-WORD',
      title: untidy,
      decision: { number: ' 1/QĐ ', date: '2026-01-05', issuer: untidy },
      sample: true,
      appliesTo: ['primary'],
      evidenceCode: 'accreditation',
      level: { bands: [{ level: 1, name: untidy }], combine: 'total', unmetConditionCapsAt: null },
      doubts: [untidy],
      groups: [
        {
          code: '1',
          title: untidy,
          maximum: 1,
          criteria: [
            {
              ...{
                kind: 'count',
                code: '1.1',
                title: untidy,
                maximum: 1,
                unit: untidy,
                guidance: untidy,
                doubt: untidy,
              },
              award: { by: 'suggestion' },
              fields: [{ key: 'solution', title: untidy, choices: [untidy] }],
            },
          ],
        },
      ],
    })
    const { definition, faults } = readDefinition(await readWorkbook(await writeDefinition(set, { verified: true })))
    expect(faults).toEqual([])
    expect(definition).toStrictEqual(set)
    expect(definition?.groups[0]?.criteria[0]?.guidance).toBe('Hướng dẫn\ndòng hai\ndòng ba')
  })

  it('is the same with what was left empty: an empty text or list says as much as none, and is kept as none', async () => {
    const empty = { guidance: '', doubt: ' ', fields: [] }
    const part = { kind: 'count', code: '1.1.1', title: 'Máy tính', maximum: 1, unit: '', ...empty }
    const level = { bands: [{ level: 1, name: '' }], combine: 'total', unmetConditionCapsAt: null }
    const whole = { code: '1.1', kind: 'sum', title: 'Thiết bị', maximum: 1, bands: [{ level: 1, name: '' }] }
    const set = indicatorSetDefinition.parse({
      ...{ code: 'MAU-TRONG', title: '', decision: null, sample: true, appliesTo: ['primary'], doubts: ['', ' '] },
      ...{ evidenceCode: 'accreditation', level },
      groups: [
        {
          ...{ code: '1', title: 'Nhóm', maximum: 1 },
          criteria: [{ ...whole, ...empty, criteria: [{ ...part, award: { by: 'suggestion' } }] }],
        },
      ],
    })
    expect(set.doubts).toBeUndefined()
    expect(set.groups[0]?.criteria[0]).not.toHaveProperty('guidance')
    const { definition } = readDefinition(await readWorkbook(await writeDefinition(set, { verified: true })))
    expect(definition).toStrictEqual(set)
  })

  for (const file of readdirSync(folder))
    it(`is the same: ${file}`, async () => {
      const set = indicatorSetDefinition.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
      const { definition, faults } = readDefinition(await readWorkbook(await writeDefinition(set, { verified: true })))
      expect(faults).toEqual([])
      expect(definition).toStrictEqual(set)
    })
})
