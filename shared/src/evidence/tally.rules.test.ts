import { expect, it } from 'vitest'
import { tallyOf } from './tally.rules.ts'

const piece = { kind: 'file', toRenew: false, files: [{ scan: 'clean' }], criteria: ['1.1', '1.3'] } as const
const none = { file: 0, link: 0, figure: 0, paper: 0 }

it('a piece counts once with each of its criteria, as what it is', () => {
  expect(tallyOf([piece, { ...piece, kind: 'link', files: [], criteria: ['1.3'] }])).toEqual({
    '1.1': { ...none, file: 1 },
    '1.3': { ...none, file: 1, link: 1 },
  })
})

it('a paper counts as a file once a scan of it is there', () => {
  const paper = { ...piece, kind: 'document', criteria: ['1.1'] } as const
  expect(tallyOf([paper, { ...paper, files: [] }])).toEqual({ '1.1': { ...none, file: 1, paper: 1 } })
})

it('what nobody may open and what is still of last year proves nothing', () => {
  expect(
    tallyOf([
      { ...piece, files: [{ scan: 'infected' }] },
      { ...piece, toRenew: true },
    ]),
  ).toEqual({})
  expect(tallyOf([{ ...piece, files: [{ scan: 'infected' }, { scan: 'waiting' }], criteria: ['1.1'] }])).toEqual({
    '1.1': { ...none, file: 1 },
  })
})
