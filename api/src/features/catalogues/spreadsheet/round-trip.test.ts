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

  for (const file of readdirSync(folder))
    it(`is the same: ${file}`, async () => {
      const set = indicatorSetDefinition.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
      const { definition, faults } = readDefinition(await readWorkbook(await writeDefinition(set, { verified: true })))
      expect(faults).toEqual([])
      expect(definition).toStrictEqual(set)
    })
})
