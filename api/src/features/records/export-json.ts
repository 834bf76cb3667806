import { fileExport, type FileExport } from '@thuoc/shared'
import { z } from 'zod'
import type { PageParts } from './export-page.ts'

type Parts = Pick<PageParts, 'tables' | 'rowsOf'> & { data: Omit<FileExport, 'tables'> }

/** `ho-so.json` as `fileExport` describes it; the rows of tables are written one by one. */
export async function* exportJson({ data, tables, rowsOf }: Parts): AsyncIterable<string> {
  yield '{\n'
  for (const [name, value] of Object.entries(z.encode(withoutTables, data)))
    yield `${JSON.stringify(name)}: ${JSON.stringify(value, null, 1)},\n`
  yield '"tables": {'
  for (const [place, table] of tables.entries()) {
    yield `${place > 0 ? ',' : ''}\n${JSON.stringify(table)}: [`
    let first = true
    for await (const row of rowsOf(table)) {
      yield `${first ? '' : ','}\n${JSON.stringify(row)}`
      first = false
    }
    yield '\n]'
  }
  yield '\n}\n}\n'
}

const withoutTables = fileExport.omit({ tables: true })
