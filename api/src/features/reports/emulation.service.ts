import {
  nodesOf,
  usualColumns,
  type EmulationColumn,
  type EmulationKey,
  type EmulationPreview,
  type EmulationSettings,
  type IndicatorSetId,
  type ReportFilter,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { Problem } from '../../platform/problem.ts'
import type { ColumnFormat, WrittenColumn, WrittenValue } from '../../platform/spreadsheet/write.ts'
import { definitionOf } from '../catalogues/index.ts'
import * as repository from './emulation.repository.ts'
import { openScope, orNull, percentOf, type Open, type Ports } from './report-scope.service.ts'
import { groupTotals, listUnits, type UnitRow } from './report-units.repository.ts'
import { columnWords, ownershipWord, typeWord } from './report-words.ts'
import { requireOverseer } from './reports.policy.ts'

export type EmulationService = ReturnType<typeof createEmulationService>
/** A value as people read it and as a workbook holds it: a day is a text for the one and a number for the other. */
type Cell = { plain: WrittenValue; format: ColumnFormat }
type Told = { groups: Record<string, string>; unmet: string[] }
/** One row more than a province has units. */
const all = 60_000
const previewed = 20

const text = (plain: string | null): Cell => ({ plain, format: 'text' })
const number = (plain: number | null): Cell => ({ plain, format: 'number' })
const day = (plain: string | null): Cell => ({ plain, format: 'day' })
const points = (value: string | null) => number(value === null ? null : (orNull(value) ?? 0) / 100)

const cells: Record<Exclude<EmulationKey, 'groups'>, (row: UnitRow, at: number, told: Told) => Cell> = {
  number: (_, at) => number(at + 1),
  code: ({ unit }) => text(unit.code),
  unit: ({ unit }) => text(unit.name),
  type: ({ unit }) => text(typeWord(unit.type)),
  ownership: ({ ownership }) => text(ownershipWord(ownership)),
  body: ({ body }) => text(body.name),
  total: ({ level, total }) => points(level === null ? null : total),
  share: ({ level, total, maximum }) => {
    const percent = level === null ? null : percentOf(orNull(total), orNull(maximum) ?? 0)
    return number(percent === null ? null : percent / 100)
  },
  level: ({ level }) => number(level),
  rank: ({ rank }) => number(rank),
  selfTotal: ({ selfTotal }) => points(selfTotal),
  selfLevel: ({ selfLevel }) => number(selfLevel),
  externalTotal: ({ externalTotal }) => points(externalTotal),
  externalLevel: ({ externalLevel }) => number(externalLevel),
  decisionNumber: ({ decisionNumber }) => text(decisionNumber),
  decisionDate: ({ decisionDate }) => day(decisionDate),
  certificate: ({ certificate }) => text(certificate),
  publishedOn: ({ publishedOn }) => day(publishedOn),
  inTime: (row) => text(inTime(row)),
  note: (row, _, told) => text(noteOf(row, told)),
}
const widths: Partial<Record<EmulationKey, number>> = {
  number: 6,
  unit: 36,
  type: 24,
  body: 32,
  note: 36,
  certificate: 20,
}

/** Of what the unit itself has to do: its self-assessment and its request. */
function inTime({ selfStep, requestStep }: UnitRow): string {
  const steps = [selfStep, requestStep]
  if (steps.includes('overdue') || steps.includes('open')) return 'Chưa xong'
  return steps.includes('late') ? 'Muộn' : 'Đúng hạn'
}

function noteOf(row: UnitRow, { unmet }: Told): string | null {
  const notes = [
    ...(row.status === 'refused' ? ['Không công nhận'] : []),
    ...(row.status === 'revoked' ? ['Đã thu hồi quyết định'] : []),
    ...(row.level === null ? ['Chưa có kết quả'] : []),
    ...(unmet.length > 0 ? [`Chưa đạt điều kiện ${unmet.join(', ')}`] : []),
  ]
  return notes.length === 0 ? null : notes.join('; ')
}

/** The list for the emulation board: by rank, in the columns of the own body. */
export function createEmulationService(ports: Ports) {
  const { db, now } = ports

  async function settings({ unitId }: Pick<Actor, 'unitId'>): Promise<EmulationSettings> {
    const found = await repository.findSettings(db, unitId)
    return found ? { columns: found.columns, version: found.version } : { columns: usualColumns, version: 0 }
  }
  const get = (actor: Actor): Promise<EmulationSettings> => {
    requireOverseer(actor)
    return settings(actor)
  }

  async function save(actor: Actor, wanted: EmulationSettings): Promise<EmulationSettings> {
    requireOverseer(actor)
    await db.transaction(async (tx) => {
      if (!(await repository.saveSettings(tx, actor.unitId, wanted, now()))) throw new Problem('emulation.stale')
    })
    return settings(actor)
  }

  /** Headings and cells of the units of a scope, the best first. */
  async function table(actor: Actor, open: Open, limit = all) {
    const { columns } = await settings(actor)
    const rows = await listUnits(
      db,
      open.chosen,
      { figure: {}, node: null, previousYear: null },
      { order: 'rank', after: null, limit },
    )
    const groups = await groupsOf(open.scope.sets.map(({ id }) => id))
    const told = await groupTotals(
      db,
      open.chosen,
      groups,
      rows.map(({ campaignUnitId }) => campaignUnitId),
    )
    const codes = [...new Map(groups.map(({ code, title }) => [code, title]))]
    const written = columns.flatMap(({ key, heading }) => columnsOf(key, heading, codes))
    const lines = rows.slice(0, limit).map((row, at) => {
      const own = told.get(row.campaignUnitId) ?? { groups: {}, unmet: [] }
      return written.map(({ key, group }): Cell =>
        key === 'groups' ? points(row.level === null ? null : (own.groups[group] ?? null)) : cells[key](row, at, own),
      )
    })
    // Whose row it is stays in sight, where that is not far to the right.
    const unit = written.findIndex(({ key }) => key === 'unit')
    const keys = unit >= 0 && unit < 3 ? unit + 1 : 1
    return { columns: written.map(({ column }) => column), lines, total: rows[0]?.totalCount ?? 0, keys }
  }

  async function preview(actor: Actor, filter: ReportFilter): Promise<EmulationPreview> {
    const open = await openScope(ports, actor, filter)
    const { columns, lines, total } = await table(actor, open, previewed)
    return {
      ...{ scope: open.scope, total, headings: columns.map(({ header }) => header) },
      rows: lines.map((line) => line.map(({ plain }) => plain)),
    }
  }

  async function groupsOf(sets: readonly IndicatorSetId[]) {
    const found = []
    for (const setId of sets)
      for (const { code, title, depth, leaves } of nodesOf(await definitionOf(db, setId)))
        if (depth === 0) found.push({ setId, code, title, leaves })
    return found
  }

  return { get, save, preview, table }
}

type Written = { key: EmulationKey; group: string; column: WrittenColumn }
const formats: Partial<Record<EmulationKey, ColumnFormat>> = { decisionDate: 'day', publishedOn: 'day' }
const texts: readonly EmulationKey[] = [
  'code',
  'unit',
  'type',
  'ownership',
  'body',
  'decisionNumber',
  'certificate',
  'inTime',
  'note',
]

function columnsOf(
  key: EmulationKey,
  heading: EmulationColumn['heading'],
  groups: readonly (readonly [string, string])[],
): Written[] {
  const usual = heading === null || heading === '' ? columnWords[key] : heading
  const format = formats[key] ?? (texts.includes(key) ? 'text' : 'number')
  const width = widths[key] ?? 14
  if (key !== 'groups') return [{ key, group: '', column: { header: usual, width, format } }]
  return groups.map(([group]) => ({ key, group, column: { header: `${usual} ${group}`, width, format } }))
}
