import {
  emptyAnswer,
  gapsOf,
  measuredOf,
  refreshAggregates,
  saveLine,
  type Answer,
  type Answers,
  type CriterionCode,
  type EvidenceCounts,
  type Form,
  type IndicatorSetDefinition,
  type Line,
  type LineSaved,
  type OutlineLine,
  type Submission,
  type SubmissionId,
} from '@thuoc/shared'
import { call } from '../../../platform/api/client.ts'
import type { FormGap } from '../../scoring/index.ts'
import type { Entry } from './draft-memory.ts'
import { stopsOf } from './line-state.ts'

/** What one side has saved on a line. */
export type Saved = { entry: Entry; version: number; savedAt: string | null; savedBy: string | null }

/** Everything the rules look at. */
export type FormState = {
  form: Form
  self: Answers
  own: Answers
  reasons: Record<string, string>
  counts: EvidenceCounts
}

/** The two sides of the form: the school's own answers, and beside them those of the external team. */
export type FormSide = {
  name: 'self' | 'external'
  /** Under which name unsaved drafts are kept, where a side has more than one column. */
  memory?: string
  read: (line: Line | undefined) => Saved
  save: (
    id: SubmissionId,
    code: CriterionCode,
    version: number,
    entry: Entry,
    signal: AbortSignal,
  ) => Promise<Pick<LineSaved, 'line'>>
  /** Computes the lines whose figures come from the units one manages anew. @throws ApiProblem, NetworkProblem */
  refresh: (id: SubmissionId) => Promise<{ lines: Line[] }>
  may: (submission: Submission) => boolean
  /** The lines one stops at, in their order. */
  stops: (set: IndicatorSetDefinition) => OutlineLine[]
  gaps: (state: FormState) => FormGap[]
}

export const emptyEntry: Entry = { answer: emptyAnswer, reason: '' }

export const selfSide: FormSide = {
  name: 'self',
  read: (line) =>
    line
      ? {
          entry: { answer: line.answer, reason: '' },
          version: line.version,
          savedAt: line.savedAt,
          savedBy: line.savedBy,
        }
      : { entry: emptyEntry, version: 0, savedAt: null, savedBy: null },
  save: (id, code, version, { answer }, signal) =>
    call(saveLine, { params: { id, code }, body: { version, answer } }, { signal, waits: false }),
  refresh: (id) => call(refreshAggregates, { params: { id } }),
  may: ({ mayScore }) => mayScore,
  stops: stopsOf,
  gaps: ({ form, own, counts }) => gapsOf(form.definition, own, counts, measuredOf(form.measurements)),
}

/** What is compared to tell whether two entries say the same: no empty fields, no spaces around a reason. */
export function sameEntry(one: Entry, other: Entry): boolean {
  return comparable(one) === comparable(other)
}

function comparable({ answer, reason }: Entry): string {
  const { fields, items, ...rest }: Answer = answer
  const filled = Object.entries(fields)
    .filter(([, value]) => value !== '')
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
  const { met, score, count, numerator, denominator, choice, note } = rest
  return JSON.stringify([met, score, count, numerator, denominator, choice, items, note, filled, reason.trim()])
}
