import { expect, it } from 'vitest'
import { evidenceId } from '../evidence/evidence.schema.ts'
import { tallyOfVerdicts } from './verdict.rules.ts'
import { verdictSave, wantsNote } from './verdict.schema.ts'

const id = (last: number) => evidenceId.parse(`00000000-0000-7000-8000-00000000000${last}`)

it('a piece has a verdict of its own with each of its criteria', () => {
  const pieces = [
    { id: id(1), criteria: ['1.1', '1.2'] },
    { id: id(2), criteria: ['1.2'] },
    { id: id(3), criteria: ['2.1'] },
  ]
  const given = [
    { evidenceId: id(1), criterion: '1.1', outcome: 'accepted' },
    { evidenceId: id(1), criterion: '1.2', outcome: 'not-relevant' },
    { evidenceId: id(3), criterion: '2.1', outcome: null },
    { evidenceId: id(3), criterion: '1.1', outcome: 'accepted' },
  ] as const
  expect(tallyOfVerdicts(pieces, given)).toEqual({
    '1.1': { pieces: 1, judged: 1, accepted: 1 },
    '1.2': { pieces: 2, judged: 1, accepted: 0 },
    '2.1': { pieces: 1, judged: 0, accepted: 0 },
  })
})

it('whoever does not accept says why; blanks are no word', () => {
  expect([wantsNote('accepted'), wantsNote('insufficient'), wantsNote('expired'), wantsNote(null)]).toEqual([
    false,
    true,
    true,
    false,
  ])
  const fits = (outcome: string | null, note?: string) => verdictSave.safeParse({ version: 0, outcome, note }).success
  expect([fits('accepted'), fits('not-relevant', 'Của năm trước'), fits(null)]).toEqual([true, true, true])
  expect([fits('insufficient'), fits('expired', '  ')]).toEqual([false, false])
})
