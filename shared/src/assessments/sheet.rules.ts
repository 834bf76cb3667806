import { z } from 'zod'
import type { Leaf } from '../catalogues/criterion.schema.ts'
import type { IndicatorSetDefinition } from '../catalogues/indicator-set.schema.ts'
import { leafLinesOf } from '../catalogues/outline.rules.ts'
import { emptyAnswer, type Answer } from '../scoring/answer.schema.ts'
import type { Answers } from '../scoring/result.schema.ts'
import { differs, gapsOfAssessment, type AssessmentGap } from './assessment.rules.ts'

/**
 * `alone`: one person scores, so the agreed column is written at once. `apart`: each scores unseen by the others.
 * `open`: all have finished; everybody sees everything, and the team agrees.
 */
export const sheetsStates = ['alone', 'apart', 'open'] as const
export const sheetsState = z.enum(sheetsStates)
export type SheetsState = z.infer<typeof sheetsState>

type Standing = {
  /** One for each member who scores: whether they have finished. */
  done: readonly boolean[]
  /** Once open, sheets stay open, whoever joins the team later. */
  opened: boolean
  /** Whether anything stands in the agreed column: then there is nothing left to hide. */
  agreedBegun: boolean
}

export function stateOfSheets({ done, opened, agreedBegun }: Standing): SheetsState {
  if (opened) return 'open'
  if (done.length <= 1 || agreedBegun) return 'alone'
  return done.every(Boolean) ? 'open' : 'apart'
}

/**
 * What is missing before a member can say “done”: a value on every line but those that the system computes. Reasons
 * are asked of the team, once it agrees.
 */
export function gapsOfSheet(set: IndicatorSetDefinition, own: Answers): AssessmentGap[] {
  const computed = new Set(
    leafLinesOf(set).flatMap(({ criterion }) => (criterion.kind === 'aggregate' ? [criterion.code] : [])),
  )
  return gapsOfAssessment(set, own, own, {}).filter(({ code }) => !computed.has(code))
}

type Said = { answer: Answer; reason: string }

/** Whether everyone who scores said the same of a line. Nobody, or not everybody: no. */
export function areOfOneMind(leaf: Leaf, said: readonly (Answer | undefined)[]): boolean {
  const [first] = said
  return first !== undefined && said.every((one) => one !== undefined && !differs(leaf, first, one))
}

/**
 * What the team says of a line on which all its scorers agree, with everything they noted as the reason; null where
 * they do not. @param said one for each scorer, the head's first
 */
export function agreedLine(leaf: Leaf, said: readonly (Said | undefined)[]): Said | null {
  const [first] = said
  if (
    !first ||
    !areOfOneMind(
      leaf,
      said.map((one) => one?.answer),
    )
  )
    return null
  const reasons = new Set(said.flatMap((one) => (one?.reason.trim() ? [one.reason.trim()] : [])))
  return { answer: { ...emptyAnswer, ...first.answer }, reason: [...reasons].join('\n').slice(0, 5000) }
}

export type Words = { strengths: string; weaknesses: string; improvements: string }
const kindsOfWords = ['strengths', 'weaknesses', 'improvements'] as const
export type FindingsGap = `${(typeof kindsOfWords)[number]}-missing`

/** Of each kind something has to be said, of the whole or of a group; “không có” is something. */
export function gapsOfFindings({ whole, groups }: { whole: Words; groups: Record<string, Words> }): FindingsGap[] {
  const parts = [whole, ...Object.values(groups)]
  return kindsOfWords
    .filter((kind) => parts.every((part) => part[kind].trim() === ''))
    .map((kind): FindingsGap => `${kind}-missing`)
}
