import {
  nodesOf,
  parseDecimal,
  reportBases,
  type CountedNode,
  type IndicatorSetId,
  type ReportBasis,
  type ReportFigure,
  type ReportFilter,
  type ReportScope,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { heldPicture } from '../../platform/long-list.ts'
import type { WrittenColumn, WrittenValue } from '../../platform/spreadsheet/write.ts'
import type { LongTable } from '../../platform/tables/index.ts'
import { definitionOf } from '../catalogues/index.ts'
import { countUnits, linesIn, unitsWithLines, type CriteriaRow, type LineTold } from './report-criteria.repository.ts'
import { wantedOf } from './report-lists.service.ts'
import { openScope, orNull, type Ports } from './report-scope.service.ts'
import { legendTable, points } from './report-tables.ts'
import { statusWords, typeWord } from './report-words.ts'

type Asked = { filter: ReportFilter; figure: ReportFigure; q: string | undefined }
type Told = { scope: ReportScope; tables: LongTable[]; count: number; close: () => Promise<void> }

/**
 * A line a unit, a column a criterion: the lines themselves, in a sheet for each column of scores that anybody has (the one
 * that counts first, or only the one asked for) and each set, since criteria of different sets are never thrown together.
 * Read as it is written, from one picture of the database; whoever takes the tables closes it.
 */
export async function criteriaTables(ports: Ports, actor: Actor, { filter, figure, q }: Asked): Promise<Told> {
  const open = await openScope(ports, actor, filter)
  const { chosen, wanted } = wantedOf(open, figure, q)
  const sets = open.scope.sets.filter(({ id }) => chosen.filter.setId === undefined || chosen.filter.setId === id)
  const bases = basesOf(open.scope, filter.basis)
  const picture = heldPicture(ports.db)
  const sheets: LongTable[] = []
  const keys: LongTable[] = []
  let count = 0
  // A criterion that the set does not have is nobody's.
  for (const set of figure.criterion !== undefined && wanted.node === null ? [] : sets) {
    const nodes = nodesOf(await definitionOf(ports.db, set.id))
    const named = sets.length > 1 ? ` ${sets.indexOf(set) + 1}` : ''
    for (const basis of bases) {
      const those = { ...chosen, basis, filter: { ...chosen.filter, setId: set.id } }
      const cursor = cursorOf(set.id, basis)
      const read = async function* () {
        const rows = unitsWithLines(await picture.open(), cursor, those, wanted)
        for await (const row of rows) yield cellsOf(row, nodes)
      }
      sheets.push({ name: `${sheetWords[basis]}${named}`, keys: 2, columns: columnsOf(nodes), rows: read() })
      count += await countUnits(ports.db, those, wanted)
    }
    keys.push(legendTable(`Tiêu chí${named}`, nodes))
    count += nodes.length
  }
  return { scope: open.scope, tables: [...sheets, ...keys], count, close: () => picture.close() }
}

/** A name of a sheet has thirty-one letters. */
const sheetWords: Record<ReportBasis, string> = {
  self: 'Tự đánh giá',
  external: 'Đánh giá ngoài',
  recognised: 'Công nhận',
}
const cursorOf = (set: IndicatorSetId, basis: ReportBasis) => `criteria ${basis} ${set}`

/** A CSV has the first sheet alone: that of the column that counts. */
function basesOf({ basis, results }: ReportScope, asked: ReportBasis | undefined): ReportBasis[] {
  if (asked !== undefined) return [asked]
  return [basis, ...reportBases.filter((other) => other !== basis && results[other] > 0)]
}

const column = (format: WrittenColumn['format'], header: string, width: number): WrittenColumn => ({
  ...{ format, header, width },
})
const columnsOf = (nodes: readonly CountedNode[]): WrittenColumn[] => [
  ...[column('text', 'Mã đơn vị', 14), column('text', 'Đơn vị', 36), column('text', 'Loại hình', 24)],
  ...[column('text', 'Đơn vị quản lý', 32), column('text', 'Trạng thái', 24), column('number', 'Xếp hạng', 10)],
  ...[column('number', 'Mức', 8), column('number', 'Tổng điểm', 11)],
  ...nodes.map(({ code, kind }) =>
    kind === 'condition'
      ? column('text', code, 11)
      : column('number', kind === 'group' ? `Nhóm ${code}` : code, kind === 'group' ? 11 : 9),
  ),
]

function cellsOf(row: CriteriaRow, nodes: readonly CountedNode[]): WrittenValue[] {
  const known = linesIn(row.lines)
  return [
    ...[row.code, row.name, typeWord(row.type), row.body, statusWords[row.status], row.rank, row.level],
    points(row.level === null ? null : orNull(row.total)),
    ...nodes.map(({ kind, leaves }) => {
      const lines = leaves.map((leaf) => known.get(leaf)).filter((line) => line !== undefined)
      return kind === 'condition' ? metWord(lines) : points(sumOf(lines))
    }),
  ]
}

const sumOf = (lines: readonly LineTold[]) => {
  const scores = lines.flatMap(([score]) => (score === null ? [] : [parseDecimal(score)]))
  return scores.length === 0 ? null : scores.reduce((sum, score) => sum + score, 0)
}
const metWord = (lines: readonly LineTold[]) => {
  const told = lines.flatMap(([, met]) => (met === null ? [] : [met]))
  return told.length === 0 ? null : told.every(Boolean) ? 'Đạt' : 'Chưa đạt'
}
