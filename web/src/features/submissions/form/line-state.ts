import {
  differs,
  isLeafLine,
  linesOf,
  scoreOf,
  type Answer,
  type IndicatorSetDefinition,
  type Leaf,
  type OutlineLine,
} from '@thuoc/shared'
import type { FormGap } from '../../scoring/index.ts'

/** How a line stands, the most urgent first; the outline shows one of them by sign and word. */
export const lineStates = [
  'conflict',
  'refused',
  'returned',
  'empty',
  'incomplete',
  'evidence-missing',
  'differs',
  'done',
] as const
export type LineState = (typeof lineStates)[number]

const ofEvidence = ['evidence-missing', 'evidence-of-kind-missing']

/** Whether anything has been said on the line itself. */
export const isAnswered = (leaf: Leaf, answer: Answer): boolean =>
  leaf.kind === 'condition' ? answer.met !== null : scoreOf(leaf, answer) !== null

/**
 * What holds for a line, seen from the side that answers it.
 * @param gaps what is missing on this line
 * @param other the answer of the other side, where it is shown beside it
 */
export function stateOfLine(
  line: OutlineLine,
  {
    answer,
    gaps,
    remark,
    other,
  }: { answer: Answer; gaps: readonly FormGap[]; remark: string | null; other: Answer | null },
): LineState {
  if (remark) return 'returned'
  if (isLeafLine(line) && !isAnswered(line.criterion, answer)) return 'empty'
  if (gaps.some(({ gap }) => !ofEvidence.includes(gap))) return 'incomplete'
  if (gaps.length > 0) return 'evidence-missing'
  return other && isLeafLine(line) && differs(line.criterion, other, answer) ? 'differs' : 'done'
}

/** The lines one stops at: all that are answered, and those headings of which something of their own is asked. */
export const stopsOf = (set: IndicatorSetDefinition): OutlineLine[] =>
  linesOf(set).filter(({ criterion }) => criterion.kind !== 'sum' || hasOwnQuestions(criterion))

const hasOwnQuestions = ({ fields = [], noteRequired, evidence }: OutlineLine['criterion']): boolean =>
  fields.length > 0 || noteRequired === true || (evidence !== undefined && evidence.demand !== 'none')
