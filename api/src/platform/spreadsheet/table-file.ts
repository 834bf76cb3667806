import { safeFileName } from '../file-names.ts'
import type { GeneratedFile } from '../generated-file.ts'
import { writeCsv } from './csv.ts'
import { writeSpreadsheet, xlsxType, type WrittenSheet } from './write.ts'

export type TableFormat = 'xlsx' | 'csv'

/** One table as a file to be saved: a workbook, or CSV as Excel in Vietnamese opens it. @param title also its name */
export async function tableFile(title: string, sheet: WrittenSheet, format: TableFormat): Promise<GeneratedFile> {
  const name = safeFileName(title, [format])
  if (format === 'csv') return { name, mediaType: 'text/csv; charset=utf-8', content: csvOf(sheet) }
  return { name, mediaType: xlsxType, content: await writeSpreadsheet([sheet], { title }) }
}

const csvOf = ({ columns, rows }: WrittenSheet): Buffer => {
  const headers = columns.map(({ header }) => header)
  return writeCsv([headers, ...rows.map(({ values }) => headers.map((_, at) => values[at] ?? null))])
}
