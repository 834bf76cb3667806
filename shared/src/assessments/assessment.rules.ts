import type { IndicatorSetDefinition, Leaf } from '../catalogues/indicator-set.schema.ts'
import { leafLinesOf } from '../catalogues/outline.rules.ts'
import { emptyAnswer, type Answer } from '../scoring/answer.schema.ts'
import { scoreOf } from '../scoring/award.rules.ts'
import { gapsOfLine, type Gap } from '../scoring/gaps.rules.ts'
import type { Answers } from '../scoring/result.schema.ts'

/** Whether the two sides differ on a line: another score, or another word on a condition. */
export function differs(leaf: Leaf, self: Answer, external: Answer): boolean {
  return leaf.kind === 'condition' ? self.met !== external.met : scoreOf(leaf, self) !== scoreOf(leaf, external)
}

export type AssessmentGap = { code: string; gap: Gap['gap'] | 'reason-missing' }

const ofEvidence = ['evidence-missing', 'evidence-of-kind-missing', 'field-missing', 'note-missing']

/**
 * What is missing before the external assessment can be closed: a value on every line, a reason wherever it differs.
 * Evidence and fields are the school's to give, so they are not asked of the team.
 */
export function gapsOfAssessment(
  set: IndicatorSetDefinition,
  self: Answers,
  external: Answers,
  reasons: Readonly<Record<string, string | undefined>>,
): AssessmentGap[] {
  return leafLinesOf(set).flatMap((line): AssessmentGap[] => {
    const { code } = line.criterion
    const missing = gapsOfLine(line, external, {}).filter(({ gap }) => !ofEvidence.includes(gap))
    if (missing.length > 0) return missing.map(({ gap }) => ({ code, gap }))
    const different = differs(line.criterion, self[code] ?? emptyAnswer, external[code] ?? emptyAnswer)
    return different && !reasons[code]?.trim() ? [{ code, gap: 'reason-missing' }] : []
  })
}
