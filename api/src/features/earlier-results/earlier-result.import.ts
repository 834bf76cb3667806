import { isWithin } from '../../platform/db/tree.ts'
import { definitionOf } from '../catalogues/index.ts'
import { faultList, openImportSheet, type ImportCheck, type ImportKind, type PlannedChange } from '../imports/index.ts'
import { codeHolders } from '../org/index.ts'
import {
  type codeIn,
  detailSheet,
  resultSheet,
  scoreIn,
  truthOf,
  type DetailColumn,
  type ResultColumn,
} from './earlier-result-sheet.ts'
import { planRow } from './earlier-result.plan.ts'
import { codesOf, keyOf, subjectOf, type World } from './earlier-result.rows.ts'
import { faultOfDetail, noDetails, type Details } from './earlier-result.scores.ts'
import {
  earlierOf,
  lockEarlier,
  publishedSets,
  recognisedOf,
  writeEarlier,
  type EarlierChange,
} from './earlier-results.repository.ts'

/** Forty thousand lines are those of some 1,300 schools. */
const mostRows = 40_000

/** Results of years before the system by spreadsheet: taken over, corrected, withdrawn; those of the system stay. */
export const earlierResultImport: ImportKind = {
  name: 'earlier-results',
  permission: 'submission.receive',
  readPermission: 'submission.read',
  title: 'kết quả các năm trước',
  sheets: [resultSheet, detailSheet],
  mostRows,
  lock: async (tx) => {
    await lockEarlier(tx)
  },
  check: async (db, actor, workbook): Promise<ImportCheck> => {
    const { faults, report } = faultList()
    const { rows } = openImportSheet<ResultColumn>(workbook, resultSheet, report, mostRows)
    const detailed = openImportSheet<DetailColumn>(workbook, detailSheet, report, mostRows).rows

    const codes = [...rows, ...detailed].map((row) => codesOf(row))
    const unique = (texts: (string | null)[]) => [...new Set(texts.filter((text) => text !== null))]
    const holders = await codeHolders(db, unique(codes.map(({ unit }) => unit)))
    const published = await publishedSets(db, actor, unique(codes.map(({ set }) => set)))
    const sets = await Promise.all(
      published.map(async (set) => ({ ...set, definition: await definitionOf(db, set.id) })),
    )
    const world: World = {
      ...{ holders, sets },
      isOwn: (unit) => isWithin(unit.path, actor.unitPath),
      thisYear: Number(new Intl.DateTimeFormat('en', { timeZone: 'Asia/Ho_Chi_Minh', year: 'numeric' }).format()),
    }

    const subjects = rows.map((row) => ({
      row,
      subject: subjectOf(row, world, (column, refusal) => report(row.place(column), refusal)),
    }))
    const keys = new Map(subjects.flatMap(({ row, subject }) => (subject ? [[subject.key, row] as const] : [])))
    const details = new Map<string, Details>()
    for (const row of detailed) {
      const subject = subjectOf(row, world, (column, refusal) => report(row.place(column), refusal))
      const line = row.read('line', codeOfLine)
      const score = row.read('score', scoreIn)
      const met = row.read('met', truthOf)
      if (!subject || line.state !== 'read') continue
      if (!keys.has(subject.key)) report(row.place('unit'), { rule: 'earlier.no-row' })
      const fault = faultOfDetail(subject.set.definition, line.value, score.state === 'read' ? score.value : null)
      if (fault) report(row.place(fault.column), fault.refusal)
      const one = details.get(subject.key) ?? noDetails()
      details.set(subject.key, one)
      if (one.lines.has(line.value) || one.conditions.has(line.value))
        report(row.place('line'), { rule: 'twice', values: { first: line.value } })
      if (score.state === 'read') one.lines.set(line.value, score.value)
      if (met.state === 'read') one.conditions.set(line.value, met.value)
    }

    const ids = [...new Set(subjects.flatMap(({ subject }) => (subject ? [subject.unit.id] : [])))]
    const before = new Map(
      (await earlierOf(db, ids)).map((row) => [keyOf(row.unitId, row.schoolYear, row.indicatorSetId), row]),
    )
    const system = new Set((await recognisedOf(db, ids)).map((row) => keyOf(row.unitId, row.schoolYear, row.set.id)))

    const seen = new Map<string, string | null>()
    const planned: EarlierChange[] = []
    const changes: PlannedChange[] = []
    let unchanged = 0
    for (const { row, subject } of subjects) {
      if (!subject) continue
      const first = seen.get(subject.key)
      if (first !== undefined) {
        report(row.place('unit'), { rule: 'twice', values: { first: first ?? '' } })
        continue
      }
      seen.set(subject.key, row.place('unit').cell)
      const plan = planRow(
        row,
        subject,
        details.get(subject.key) ?? noDetails(),
        { before: before.get(subject.key), inSystem: system.has(subject.key) },
        (column, refusal) => report(row.place(column), refusal),
      )
      if (!plan) {
        unchanged += 1
        continue
      }
      planned.push(plan)
      changes.push({
        ...{ action: plan.action, fields: plan.fields, subject: 'result', sheet: resultSheet.name, row: row.at + 1 },
        label: `${subject.unit.name} (${subject.unit.code}), ${subject.year}, ${subject.set.code}`,
        thingId: subject.unit.id,
      })
    }
    const count = (action: EarlierChange['action']) => planned.filter((plan) => plan.action === action).length
    return {
      rowCount: rows.length + detailed.length,
      faults,
      counts: [
        ...(['create', 'change', 'end'] as const).map((action) => ({
          subject: 'result',
          action,
          count: count(action),
        })),
        { subject: 'result', action: 'unchanged', count: unchanged },
      ],
      changes,
      apply: (tx) => writeEarlier(tx, actor, planned),
    }
  },
}

/** `1.3.1`, whatever the spreadsheet made of it. */
const codeOfLine: typeof codeIn = (cell) => {
  const text = cell.kind === 'number' ? String(cell.value) : cell.kind === 'text' ? cell.text.trim() : ''
  return /^\d+(\.\d+)*$/.test(text)
    ? { value: text }
    : { rule: 'not-a-key', values: { text: text.slice(0, 40), example: '1.3.1' } }
}
