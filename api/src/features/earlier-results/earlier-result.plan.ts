import { isLevelPossible, levelByScores, type Hundredths, type ImportChange } from '@thuoc/shared'
import type { Refusal } from '../../platform/spreadsheet/cells.ts'
import type { Reading, Row } from '../../platform/spreadsheet/table.ts'
import {
  dayOf,
  groupsInOrder,
  levelIn,
  resultSheet,
  scoreIn,
  textOf,
  truthOf,
  type GroupColumn,
  type ResultColumn,
} from './earlier-result-sheet.ts'
import { scoreText, totalsOf, type Details } from './earlier-result.scores.ts'
import type { Subject } from './earlier-result.rows.ts'
import { newResultId, type EarlierChange, type EarlierRow, type EarlierValues } from './earlier-results.repository.ts'

type Refuse = (column: ResultColumn, refusal: Refusal<string>) => void
const wire = (scores: ReadonlyMap<string, Hundredths>) =>
  Object.fromEntries([...scores].toSorted(([a], [b]) => a.localeCompare(b)).map(([code, score]) => [code, score / 100]))

/**
 * What a row does: takes a result over, corrects it, withdraws it; null where it stays as it is or cannot be read,
 * which has then been named.
 */
export function planRow(
  row: Row<ResultColumn>,
  { unit, year, set }: Subject,
  details: Details,
  { before, inSystem }: { before: EarlierRow | undefined; inSystem: boolean },
  refuse: Refuse,
): EarlierChange | null {
  const standing = before?.withdrawnAt === null ? before : undefined
  if (orElse(row.read('withdraw', truthOf), false)) {
    if (!standing) refuse('withdraw', { rule: 'earlier.none-to-withdraw' })
    return standing ? { action: 'end', values: standing, fields: [] } : null
  }
  if (inSystem) refuse('unit', { rule: 'earlier.in-system', values: { name: unit.name, year } })

  const stated = new Map<GroupColumn, Hundredths>()
  for (const column of groupsInOrder) {
    const cell = row.read(column, scoreIn)
    if (cell.state === 'read') stated.set(column, cell.value)
  }
  const given = { groups: stated, total: orElse(row.read('total', scoreIn), null) }
  const { groups, total } = totalsOf(set.definition, set.code, given, details, refuse)
  const level = row.read('level', levelIn)
  if (level.state === 'empty')
    refuse('level', { rule: 'cell-empty', values: { header: resultSheet.columns.level.header } })
  const byDecision = orElse(row.read('byDecision', truthOf), false)
  const decision = decisionOf(row, byDecision, refuse)
  if (level.state !== 'read') return null

  if (!set.definition.level.bands.some((band) => band.level === level.value))
    refuse('level', { rule: 'earlier.level-unknown', values: { level: level.value } })
  const unmet =
    details.conditions.size === 0 ? null : [...details.conditions].flatMap(([code, met]) => (met ? [] : [code]))
  const scores = { groups, total, unmet }
  const possible = isLevelPossible(set.definition, level.value, scores)
  if (!possible && !byDecision)
    refuse('level', {
      rule: 'earlier.level-differs',
      values: { found: levelByScores(set.definition, scores) ?? 0, level: level.value },
    })

  const values: EarlierValues = {
    id: before?.id ?? newResultId(),
    ...{ unitId: unit.id, schoolYear: year, indicatorSetId: set.id, level: level.value, total },
    byDecision: byDecision && !possible,
    groups: wire(groups),
    lines: wire(details.lines),
    conditions: Object.fromEntries([...details.conditions].toSorted(([a], [b]) => a.localeCompare(b))),
    ...decision,
    public: orElse(row.read('public', truthOf), false),
  }
  const fields = differing(standing, values)
  if (standing && fields.length === 0) return null
  return { action: standing ? 'change' : 'create', values, fields }
}

const orElse = <T, O>(reading: Reading<T>, otherwise: O): T | O =>
  reading.state === 'read' ? reading.value : otherwise

function decisionOf(row: Row<ResultColumn>, needed: boolean, refuse: Refuse) {
  const number = orElse(row.read('number', textOf(60)), null)
  const signedOn = orElse(row.read('signedOn', dayOf), null)
  const issuer = orElse(row.read('issuer', textOf(200)), null)
  const known = [number, signedOn, issuer].filter((part) => part !== null).length
  if (known > 0 && known < 3) refuse('number', { rule: 'earlier.decision-incomplete' })
  else if (known === 0 && needed) refuse('byDecision', { rule: 'earlier.decision-needed' })
  return { decisionNumber: number, decisionSignedOn: signedOn, decisionIssuer: issuer }
}

const yes = (value: boolean) => (value ? 'Có' : null)
const listed = (scores: Record<string, number | boolean>) =>
  Object.entries(scores)
    .map(
      ([code, value]) =>
        `${code}: ${typeof value === 'boolean' ? (value ? 'đạt' : 'chưa đạt') : String(value).replace('.', ',')}`,
    )
    .join('; ') || null

/** How each field reads before and after; by the headings of the sheet. */
const shownFields: readonly [string, (values: EarlierValues) => string | null][] = [
  ['Mức độ', ({ level }) => String(level)],
  ['Mức theo quyết định', ({ byDecision }) => yes(byDecision)],
  ['Tổng điểm', ({ total }) => (total === null ? null : scoreText(total))],
  ['Điểm nhóm', ({ groups }) => listed(groups)],
  ['Điểm chi tiết', ({ lines }) => listed(lines)],
  ['Điều kiện', ({ conditions }) => listed(conditions)],
  ['Số quyết định', ({ decisionNumber }) => decisionNumber],
  ['Ngày quyết định', ({ decisionSignedOn }) => decisionSignedOn?.split('-').toReversed().join('/') ?? null],
  ['Cơ quan ban hành', ({ decisionIssuer }) => decisionIssuer],
  ['Công khai', (values) => yes(values.public)],
]

const differing = (before: EarlierValues | undefined, after: EarlierValues): ImportChange['fields'] =>
  shownFields
    .map(([name, show]) => ({ name, from: before ? show(before) : null, to: show(after) }))
    .filter(({ from, to }) => from !== to)
