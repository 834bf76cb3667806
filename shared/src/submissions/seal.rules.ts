import { emptyAnswer, type Answer } from '../scoring/answer.schema.ts'
import {
  answerParts,
  evidenceParts,
  type ContentDifference,
  type EvidenceDifference,
  type LineDifference,
  type SealedContent,
  type SealedEvidence,
  type SealKind,
} from './seal.schema.ts'
import type { SubmissionStatus } from './submission.workflow.ts'

/** JSON with the keys of every object in order: the same content is the same text, wherever it was written. */
export function canonicalJson(value: unknown): string {
  if (!isObject(value)) return written(value)
  if (Array.isArray(value)) {
    let items = ''
    for (const item of value) items += `${items === '' ? '' : ','}${canonicalJson(item)}`
    return `[${items}]`
  }
  let text = ''
  for (const key of Object.keys(value).sort()) {
    const held = value[key]
    if (held !== undefined) text += `${text === '' ? '' : ','}${written(key)}:${canonicalJson(held)}`
  }
  return `{${text}}`
}
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
/** To ask each of the many short texts of a content whether it is written as it stands is quicker than to write it. */
const written = (value: unknown): string =>
  typeof value === 'string' && plain.test(value) ? `"${value}"` : JSON.stringify(value ?? null)
const plain = /^[^"\\\u0000-\u001f\ud800-\udfff]*$/

const same = (a: unknown, b: unknown) => canonicalJson(a) === canonicalJson(b)

/** What is ticked in a list has no order. */
export const orderedItems = (given: Answer): Answer => ({
  ...given,
  items: given.items && [...new Set(given.items)].sort((a, b) => a - b),
})
const nothing = canonicalJson(emptyAnswer)
export const saysNothing = (given: Answer): boolean => canonicalJson(orderedItems(given)) === nothing

type Said = { code: string; answer: Answer; reason?: string }

function linesBetween(before: readonly Said[], after: readonly Said[]): LineDifference[] {
  const [old, now] = [byCode(before), byCode(after)]
  return inOrder([...new Set([...old.keys(), ...now.keys()])]).flatMap((code): LineDifference[] => {
    const [was, is] = [old.get(code), now.get(code)]
    const parts = answerParts.filter((part) => !same(partOf(was, part), partOf(is, part)))
    return parts.length === 0 ? [] : [{ code, parts, before: was?.answer ?? null, after: is?.answer ?? null }]
  })
}

function partOf(said: Said | undefined, part: (typeof answerParts)[number]) {
  if (part === 'reason') return said?.reason ?? ''
  return orderedItems(said?.answer ?? emptyAnswer)[part]
}

function evidenceBetween(before: readonly SealedEvidence[], after: readonly SealedEvidence[]): EvidenceDifference[] {
  const [old, now] = [byCode(before), byCode(after)]
  const codes = inOrder([...new Set([...old.keys(), ...now.keys()])])
  return codes.flatMap((code): EvidenceDifference[] => {
    const [was, is] = [old.get(code), now.get(code)]
    const shown = is ?? was
    if (!shown) return []
    const { title, criteria } = shown
    if (!was || !is) return [{ code, title, criteria, change: was ? 'removed' : 'added', parts: [] }]
    const parts = evidenceParts.filter((part) => !same(was[part], is[part]))
    return parts.length === 0 ? [] : [{ code, title, criteria, change: 'changed', parts }]
  })
}

const byCode = <T extends { code: string }>(list: readonly T[]) => new Map(list.map((one) => [one.code, one]))
const inOrder = (codes: string[]) =>
  codes.sort((a, b) => a.localeCompare(b, 'en', { numeric: true, sensitivity: 'variant' }))

/** What moved from one content to the other: line by line, piece by piece. */
export const differenceOf = (before: SealedContent, after: SealedContent): ContentDifference => ({
  set: !same(before.set, after.set),
  lines: linesBetween(before.lines, after.lines),
  external: linesBetween(before.external, after.external),
  evidence: evidenceBetween(before.evidence, after.evidence),
})

export const isUnmoved = ({ set, lines, external, evidence }: ContentDifference): boolean =>
  !set && lines.length + external.length + evidence.length === 0

/** Whether what was asked for one criterion was answered by a change: of its line, or of its evidence. */
export const isMended = ({ lines, evidence }: ContentDifference, criterion: string): boolean => {
  const within = (code: string) => code === criterion || code.startsWith(`${criterion}.`)
  return lines.some(({ code }) => within(code)) || evidence.some(({ criteria }) => criteria.some(within))
}

const sent = ['finished', 'approved', 'submitted'] as const
const found = [...sent, 'agreed'] as const

/** Which seals hold in each status; those that were made before are past. */
export const standingSeals: Record<
  SubmissionStatus | 'result-shown' | 'objected' | 'nominated' | 'revoked',
  readonly SealKind[]
> = {
  drafting: [],
  returned: [],
  'awaiting-approval': ['finished'],
  approved: ['finished', 'approved'],
  submitted: sent,
  accepted: sent,
  assessing: sent,
  'result-shown': sent,
  objected: sent,
  assessed: found,
  nominated: found,
  revoked: found,
  refused: found,
  recognised: [...found, 'recognised'],
  published: [...found, 'recognised'],
}
