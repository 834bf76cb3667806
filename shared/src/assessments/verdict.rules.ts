import type { Verdict } from './verdict.schema.ts'

type Piece = { id: string; criteria: readonly string[] }
type Given = Pick<Verdict, 'evidenceId' | 'criterion' | 'outcome'>

/** How many pieces a criterion has, how many of them have a verdict, and how many were accepted. */
export type VerdictTally = { pieces: number; judged: number; accepted: number }

/** The verdicts of each criterion, counted; a verdict on what no longer stands with the criterion counts nowhere. */
export function tallyOfVerdicts(pieces: readonly Piece[], verdicts: readonly Given[]): Record<string, VerdictTally> {
  const outcomes = new Map(
    verdicts.map(({ evidenceId, criterion, outcome }) => [`${evidenceId} ${criterion}`, outcome]),
  )
  const tallies: Record<string, VerdictTally> = {}
  for (const { id, criteria } of pieces)
    for (const code of criteria) {
      const tally = (tallies[code] ??= { pieces: 0, judged: 0, accepted: 0 })
      const outcome = outcomes.get(`${id} ${code}`) ?? null
      tally.pieces++
      if (outcome !== null) tally.judged++
      if (outcome === 'accepted') tally.accepted++
    }
  return tallies
}
