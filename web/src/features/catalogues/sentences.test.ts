import { cellRules, criterionKinds, differingParts, indicatorSetEvents, managedShares, setRules } from '@thuoc/shared'
import { describe, expect, it } from 'vitest'
import en from './locales/en.json'
import vi from './locales/vi.json'

const missing = (sentences: object, keys: readonly string[]) => keys.filter((key) => !(key in sentences))

describe.each([
  ['vi', vi],
  ['en', en],
])('in %s', (_, said) => {
  it('every fault of a cell and of a set has its sentence', () => {
    expect(missing(said.cell, cellRules)).toEqual([])
    expect(missing(said.fault, setRules)).toEqual([])
  })
  it('so has every part that can differ, every kind, every share and every step of the record', () => {
    expect(missing(said.part, differingParts)).toEqual([])
    expect(missing(said.kind, criterionKinds)).toEqual([])
    expect(missing(said.share, managedShares)).toEqual([])
    expect(missing(said.record, indicatorSetEvents)).toEqual([])
  })
})
