import {
  dayOf,
  type ExportOrderOf,
  type ReportFigure,
  type ReportFilePart,
  type ReportFilter,
  type ReportScope,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { eachTold } from '../../platform/file-maker.ts'
import { tablesFile, type LongTable, type Table } from '../../platform/tables/index.ts'
import type { ExportMaker } from '../exports/index.ts'
import { createEmulationService } from './emulation.service.ts'
import { aboutRows } from './report-about.ts'
import { criteriaTables } from './report-criteria.service.ts'
import { partsOf, presentUnit, wantedOf } from './report-lists.service.ts'
import { listRemarks } from './report-remarks.repository.ts'
import { openScope } from './report-scope.service.ts'
import {
  comparisonTables,
  heatTables,
  levelTables,
  progressTables,
  remarkTables,
  scoreTables,
  unitTables,
  yearTables,
} from './report-tables.ts'
import { listUnits } from './report-units.repository.ts'
import { createReportYearsService } from './report-years.service.ts'
import { partTitles } from './report-words.ts'
import { createReportsService } from './reports.service.ts'

/** These part their units by what is asked for. */
const parted: ReadonlySet<ReportFilePart> = new Set(['levels', 'heat'])
/** More units than a province has. */
const all = 60_000
/** Units whose criteria are written while somebody waits. */
const quickly = 5_000
const lengthOf = ({ rows }: LongTable) => ('length' in rows ? rows.length : 0)
type FileOrder = ReportFigure & Pick<Ordered, 'part' | 'by' | 'remarks'> & { q: string | undefined }
/** Where rows are asked for as they are written: how many come, and what is done when nobody wants more. */
type Made = { scope: ReportScope; tables: LongTable[]; count?: number; close?: () => Promise<void> }
type Ordered = ExportOrderOf<'report-file'>

/** The figures of a page as a file: the same numbers, with what was counted beside them. */
export function reportFiles({ db }: { db: Db }): ExportMaker<'report-file'> {
  return {
    titleOf: async (actor, { part, campaignId, schoolYear }) => {
      const { campaigns } = await createReportsService({ db, now: () => new Date() }).choices(actor, {
        campaignId,
        schoolYear,
      })
      const named = campaigns.find(({ id }) => id === campaignId)?.title ?? schoolYear ?? campaigns[0]?.schoolYear
      return [partTitles[part], named].filter(Boolean).join(' – ')
    },
    isLong: async (actor, { kind: _, format: __, ...order }) => {
      if (order.part !== 'criteria') return false
      const { scope } = await openScope({ db, now: () => new Date() }, actor, partsOf(order).filter)
      return scope.units > quickly
    },
    make: async (actor, order, work) => {
      const { part, format } = order
      // However long it waited: it tells what stood when it was asked for.
      const { tables, about, count, close } = await told({ db, now: () => work.askedAt }, actor, order)
      const rows = count ?? tables.reduce((sum, table) => sum + lengthOf(table), 0)
      const book = { title: partTitles[part], about, tables }
      const name = `bao-cao-${fileNames[part]}-${dayOf(work.askedAt)}.${format}`
      const file = await tablesFile(book, format, eachTold(work, rows)).catch(async (error: unknown) => {
        await close?.()
        throw error
      })
      file.content.once('close', () => void close?.().catch(() => {}))
      return { name, ...file }
    },
  }
}

async function told(ports: { db: Db; now: () => Date }, actor: Actor, { kind: _, format: __, ...order }: Ordered) {
  const { part, by, remarks, ...asked } = order
  const { figure, filter, q } = partsOf(asked)
  const { scope, ...made } = await gatherers(ports)[part](actor, filter, { part, by, remarks, q, ...figure })
  const { bodies, areas } = await createReportsService(ports).choices(actor, filter)
  const names = new Map<string, string>([...areas, ...bodies].map(({ id, name }) => [id, name]))
  return {
    ...made,
    about: aboutRows({
      scope,
      title: partTitles[part],
      filter,
      figure,
      q,
      remarks,
      names,
      by: parted.has(part) ? by : null,
      maker: actor.name,
    }),
  }
}

type Gatherer = (actor: Actor, filter: ReportFilter, order: FileOrder) => Promise<Made>
function gatherers(ports: { db: Db; now: () => Date }): Record<ReportFilePart, Gatherer> {
  const { db } = ports
  const figures = createReportsService(ports)
  const listed: Gatherer = async (actor, filter, { q, ...order }) => {
    const open = await openScope(ports, actor, filter)
    const { chosen, wanted } = wantedOf(open, order, q)
    if (order.criterion !== undefined && wanted.node === null) return { scope: open.scope, tables: unitTables([]) }
    const page = { order: order.part === 'ranking' ? 'rank' : 'name', after: null, limit: all } as const
    const rows = await listUnits(db, chosen, wanted, page)
    return { scope: open.scope, tables: unitTables(rows.map(presentUnit)) }
  }
  return {
    levels: async (actor, filter, { by }) => made(await figures.levels(actor, { ...filter, by }, null), levelTables),
    scores: async (actor, filter) => made(await figures.scores(actor, filter), scoreTables),
    progress: async (actor, filter) => made(await figures.progress(actor, filter, null), progressTables),
    comparison: async (actor, filter) => made(await figures.comparison(actor, filter), comparisonTables),
    years: async (actor, filter) => made(await createReportYearsService(ports)(actor, filter), yearTables),
    heat: async (actor, filter, { by }) => made(await figures.heat(actor, { ...filter, by }, null), heatTables),
    criteria: (actor, filter, { q, part: _, by: __, remarks: ___, ...figure }) =>
      criteriaTables(ports, actor, { filter, figure, q }),
    ranking: listed,
    units: listed,
    remarks: async (actor, filter, { q, remarks }) => {
      const { chosen, scope } = await openScope(ports, actor, filter)
      return {
        scope,
        tables: remarkTables(await listRemarks(db, chosen, { q, ...remarks }, { after: null, limit: all })),
      }
    },
    emulation: async (actor, filter) => {
      const open = await openScope(ports, actor, filter)
      const { columns, lines, keys } = await createEmulationService(ports).table(actor, open)
      const rows = lines.map((line) => line.map(({ plain }) => plain))
      return { scope: open.scope, tables: [{ name: 'Thi đua', columns, rows, keys }] }
    },
  }
}

const made = <Report extends { scope: ReportScope }>(report: Report, tables: (report: Report) => Table[]): Made => ({
  scope: report.scope,
  tables: tables(report),
})

const fileNames: Record<ReportFilePart, string> = {
  levels: 'muc-do',
  scores: 'tieu-chi',
  progress: 'tien-do',
  comparison: 'tu-danh-gia-va-danh-gia-ngoai',
  years: 'cac-nam',
  ranking: 'xep-hang',
  heat: 'tieu-chi-theo-don-vi',
  criteria: 'tung-tieu-chi-tung-don-vi',
  remarks: 'kho-khan-kien-nghi',
  units: 'don-vi',
  emulation: 'thi-dua',
}
