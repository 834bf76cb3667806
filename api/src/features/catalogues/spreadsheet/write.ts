import type { IndicatorSetDefinition } from '@thuoc/shared'
import {
  writeSpreadsheet,
  type WordRange,
  type WrittenColumn,
  type WrittenRow,
  type WrittenSheet,
} from '../../../platform/spreadsheet/write.ts'
import { exampleRows } from './examples.ts'
import { explain, type Explained } from './explanations.ts'
import * as layout from './layout.ts'
import type { Heading } from './layout.ts'
import type { SetLine } from './set-sheet.ts'
import * as rows from './write-rows.ts'

const { sheetNames } = layout

/** How much room there is to write on below what is there. */
const spareRows = 20

/**
 * A set as a workbook that `readDefinition` reads back without loss.
 * @param verified whether it has been compared with the signed text: until then every sheet says that it has not
 */
export const writeDefinition = (set: IndicatorSetDefinition, { verified }: { verified: boolean }): Promise<Buffer> =>
  writeSpreadsheet(
    marked(bannerOf(set, verified), {
      set: rows.setValues(set),
      levels: rows.levelRows(set),
      groups: rows.groupRows(set),
      criteria: rows.criterionRows(set),
      bands: rows.bandRows(set),
      items: rows.itemRows(set),
      fields: rows.fieldRows(set),
      guidance: rows.guidanceRows(set),
    }),
    { title: set.title },
  )

/** The marks that follow a set wherever it goes. */
function bannerOf({ sample }: IndicatorSetDefinition, verified: boolean): string | null {
  const marks = [
    ...(sample ? ['Bộ chỉ số mẫu, dựng để minh hoạ'] : []),
    ...(verified ? [] : ['Chưa đối chiếu bản chính']),
  ]
  return marks.length === 0 ? null : marks.join('. ')
}

const marked = (banner: string | null, contents: Contents) =>
  sheetsOf(contents).map((sheet) =>
    banner === null || sheet.name === sheetNames.explanations || sheet.name === sheetNames.examples
      ? sheet
      : { ...sheet, banner },
  )

/** The same workbook with nothing filled in. */
export const writeTemplate = (): Promise<Buffer> =>
  writeSpreadsheet(
    sheetsOf({
      set: emptySet,
      levels: [],
      groups: [],
      criteria: [],
      bands: [],
      items: [],
      fields: [],
      guidance: [],
    }),
    { title: 'Mẫu nhập bộ chỉ số' },
  )

const emptySet: ReturnType<typeof rows.setValues> = {
  code: [],
  title: [],
  decisionNumber: [],
  decisionDate: [],
  decisionIssuer: [],
  appliesTo: [undefined, undefined, undefined],
  sample: [],
  evidenceCode: [],
  refinesCode: [],
  refinesVersion: [],
  combine: [],
  cap: [],
  doubt: [undefined, undefined],
}

type TableName = Exclude<keyof typeof sheetNames, 'set' | 'explanations' | 'examples'>
type Contents = { set: ReturnType<typeof rows.setValues> } & Record<TableName, WrittenRow[]>

function sheetsOf({ set, ...tables }: Contents): WrittenSheet[] {
  const explained = explain()
  const table = (name: TableName, columns: Readonly<Record<string, Heading>>, frozenColumns = 1): WrittenSheet => ({
    name: sheetNames[name],
    columns: columnsOf(columns, explained),
    rows: tables[name],
    frozenColumns,
    filter: true,
    spareRows,
  })
  return [
    setSheet(set, explained),
    table('levels', layout.levelColumns),
    table('groups', layout.groupColumns),
    table('criteria', layout.criterionColumns, 4),
    table('bands', layout.bandColumns),
    table('items', layout.itemColumns),
    table('fields', layout.fieldColumns, 2),
    table('guidance', layout.guidanceColumns),
    explained.sheet,
    { name: sheetNames.examples, columns: exampleColumns, rows: exampleRows() },
  ]
}

const columnsOf = (columns: Readonly<Record<string, Heading>>, explained?: Explained): WrittenColumn[] =>
  Object.values(columns).map((heading) => {
    const { header, width, format, required = false } = heading
    const words = explained && rangeOf(heading, explained)
    return { header, width, format, required, ...(words && { words }) }
  })

/** Below the examples of criteria stand those of the other sheets: in columns that suit them all. */
const exampleWidths = [12, 30, 24, 46]
const exampleColumns = columnsOf(layout.criterionColumns).map((column, at) => ({
  ...column,
  width: exampleWidths[at] ?? 18,
  format: 'text' as const,
}))

const rangeOf = ({ words, several }: Heading, { ranges }: Explained): WordRange | undefined =>
  words && !several ? ranges.get(words) : undefined

/** Each line with its own list, where it has one. */
function setSheet(values: Contents['set'], explained: Explained): WrittenSheet {
  const written: WrittenRow[] = []
  const lists: NonNullable<WrittenSheet['lists']>[number][] = []
  for (const line of lineNames) {
    const heading: Heading = layout.setLines[line]
    const words = rangeOf(heading, explained)
    for (const value of values[line].length > 0 ? values[line] : [undefined]) {
      if (words) lists.push({ row: written.length, column: 1, words })
      written.push({ values: [heading.header, value ?? null, heading.meaning] })
    }
  }
  return { name: sheetNames.set, columns: columnsOf(layout.setColumns), rows: written, lists, frozenColumns: 1 }
}

const lineNames = Object.keys(layout.setLines).filter((name): name is SetLine => name in layout.setLines)
