import type { Answer } from '../scoring/answer.schema.ts'

/** What counts in an answer when two are compared: no note, no further fields. */
export type Finding = Pick<Answer, 'met' | 'score' | 'count' | 'numerator' | 'denominator' | 'choice' | 'items'>

export const findingOf = (answer: Finding): Finding => {
  const { met, score, count, numerator, denominator, choice, items } = answer
  // What is ticked in a list has no order.
  return {
    met,
    score,
    count,
    numerator,
    denominator,
    choice,
    items: items && [...new Set(items)].sort((a, b) => a - b),
  }
}

export const sameFinding = (one: Finding, other: Finding): boolean =>
  JSON.stringify(findingOf(one)) === JSON.stringify(findingOf(other))

/** Whether somebody has said anything at all. */
export const saysSomething = (finding: Finding): boolean =>
  Object.values(findingOf(finding)).some((value) => value !== null)

/**
 * How the members of a council stand on one line:
 * - `unscored`: none of them has scored it,
 * - `agreed`: all who scored say what the school’s column says,
 * - `unanimous`: they say one thing, and the school’s column another,
 * - `differs`: they differ from each other,
 * - `settled`: the council has settled what they said, and the school’s column says so.
 */
export const agreements = ['unscored', 'agreed', 'unanimous', 'differs', 'settled'] as const
export type Agreement = (typeof agreements)[number]

export type Voices = {
  /** The school’s column. */
  school: Finding
  scores: readonly (Finding & { personId: string; version: number })[]
  /** The newest settlement: what was agreed, and which version of whose score it looked at. */
  settlement: { answer: Finding; seen: readonly { personId: string; version: number }[] } | null
}

/** A score saved after the settlement, or another answer in the school’s column, opens a settled line again. */
export function agreementOf({ school, scores, settlement }: Voices): Agreement {
  const [first] = scores
  if (!first) return 'unscored'
  const seen = (score: { personId: string; version: number }) =>
    settlement?.seen.some(({ personId, version }) => personId === score.personId && version === score.version) ?? false
  if (settlement && sameFinding(settlement.answer, school) && scores.every(seen)) return 'settled'
  const said = overlay(school, first)
  if (scores.some((score) => !sameFinding(overlay(school, score), said))) return 'differs'
  return sameFinding(said, school) ? 'agreed' : 'unanimous'
}

/** What keeps a file from being finished: the school’s column is not what the council agreed on. */
export const isUnsettled = (agreement: Agreement): boolean => agreement === 'differs' || agreement === 'unanimous'

/** What a member left empty is not disputed: there the school’s figure stands. */
export const overlay = (school: Finding, finding: Finding): Finding => {
  const said = findingOf(finding)
  return {
    met: said.met ?? school.met,
    score: said.score ?? school.score,
    count: said.count ?? school.count,
    numerator: said.numerator ?? school.numerator,
    denominator: said.denominator ?? school.denominator,
    choice: said.choice ?? school.choice,
    items: said.items ?? school.items,
  }
}

/** The agreed finding in the school’s answer; its note and further fields stay. */
export const agreedAnswer = (school: Answer, finding: Finding): Answer => ({ ...school, ...overlay(school, finding) })
