import type { Verdict } from '@thuoc/shared'
import type { VerdictRow } from './verdicts.repository.ts'

type Given = Omit<VerdictRow, 'submissionId' | 'givenById'>

/** A verdict as the contract shows it, be it of the team or of one assessor. */
export const presentVerdict = ({
  evidenceId,
  criterionCode,
  outcome,
  note,
  version,
  givenAt,
  givenBy,
}: Given): Verdict => ({
  ...{ evidenceId, criterion: criterionCode, outcome, note, version, givenBy },
  givenAt: givenAt.toISOString(),
})
