import type { Leaf } from '../catalogues/criterion.schema.ts'
import type { IndicatorSetDefinition } from '../catalogues/indicator-set.schema.ts'
import { leafLinesOf, type LeafLine } from '../catalogues/outline.rules.ts'
import { emptyAnswer, type Answer } from '../scoring/answer.schema.ts'
import { isScoreEntered, scoreOf } from '../scoring/award.rules.ts'
import { gapsOfLine, type GapKind } from '../scoring/gaps.rules.ts'
import type { Answers } from '../scoring/result.schema.ts'

/** Whether the two sides differ on a line: another score, or another word on a condition. */
export function differs(leaf: Leaf, self: Answer, external: Answer): boolean {
  return leaf.kind === 'condition' ? self.met !== external.met : scoreOf(leaf, self) !== scoreOf(leaf, external)
}

export type AssessmentGap = { code: string; gap: GapKind | 'reason-missing' }

const theSchoolGives: readonly GapKind[] = [
  'evidence-missing',
  'evidence-of-kind-missing',
  'field-missing',
  'note-missing',
]

/** Evidence, fields and figures that only suggest a score are the school's to give: of the team the value is asked. */
function gapsOfValue(line: LeafLine, external: Answers): GapKind[] {
  const { criterion } = line
  if (isScoreEntered(criterion))
    return (external[criterion.code] ?? emptyAnswer).score === null ? ['score-missing'] : []
  return gapsOfLine(line, external, {})
    .map(({ gap }) => gap)
    .filter((gap) => !theSchoolGives.includes(gap))
}

/**
 * What is missing before the external assessment can be closed, in the order of the form: a value on every line,
 * a reason wherever it differs from the school's.
 */
export function gapsOfAssessment(
  set: IndicatorSetDefinition,
  self: Answers,
  external: Answers,
  reasons: Readonly<Record<string, string | undefined>>,
): AssessmentGap[] {
  return leafLinesOf(set).flatMap((line): AssessmentGap[] => {
    const { code } = line.criterion
    const missing = gapsOfValue(line, external)
    if (missing.length > 0) return missing.map((gap) => ({ code, gap }))
    const different = differs(line.criterion, self[code] ?? emptyAnswer, external[code] ?? emptyAnswer)
    return different && !reasons[code]?.trim() ? [{ code, gap: 'reason-missing' }] : []
  })
}
