import { dataImport, importChange, importFault, type DataImport, type ImportKindName } from '@thuoc/shared'
import { z } from 'zod'
import { writeCsv } from '../src/platform/spreadsheet/csv.ts'
import { writeSpreadsheet } from '../src/platform/spreadsheet/write.ts'
import type { testApi } from './harness.ts'

type Person = Awaited<ReturnType<ReturnType<typeof testApi>['as']>>
type Cell = string | number | null
export type TableRow = Record<string, Cell>

const headersOf = (rows: readonly TableRow[]) => [...new Set(rows.flatMap((row) => Object.keys(row)))]

/** A workbook with one sheet; the keys of the rows are its headings. */
export const xlsxOf = (name: string, rows: readonly TableRow[]): Promise<Buffer> => booksOf({ [name]: rows })

/** A workbook with several sheets. */
export const booksOf = (sheets: Readonly<Record<string, readonly TableRow[]>>): Promise<Buffer> =>
  writeSpreadsheet(
    Object.entries(sheets).map(([name, rows]) => {
      const headers = headersOf(rows)
      return {
        name,
        columns: headers.map((header) => ({ header, width: 20, format: 'text' as const })),
        rows: rows.map((row) => ({ values: headers.map((header) => row[header] ?? null) })),
      }
    }),
    { title: 'Thử' },
  )

/** The same as CSV. */
export function csvOf(rows: readonly TableRow[]): Buffer {
  const headers = headersOf(rows)
  return writeCsv([headers, ...rows.map((row) => headers.map((header) => row[header] ?? null))])
}

const itemsOf = <T extends z.ZodType>(item: T, body: unknown) => z.object({ items: z.array(item) }).parse(body).items

/** Brings files in as the app does. */
export function importing({ api }: Pick<ReturnType<typeof testApi>, 'api'>) {
  const fetchAs = (person: Person, path: string, init: RequestInit = {}) =>
    fetch(`${api.url}/api/v1${path}`, { ...init, headers: { authorization: `Bearer ${person.token}` } })

  /** The reply as it comes. */
  async function send(person: Person, kind: ImportKindName, content: Buffer, name = 'bang.xlsx') {
    const body = new FormData()
    body.append('file', new Blob([Uint8Array.from(content)]), name)
    const reply = await fetchAs(person, `/import-kinds/${kind}/imports`, { method: 'POST', body })
    return { status: reply.status, body: z.looseObject({ code: z.string().optional() }).parse(await reply.json()) }
  }

  /** A file that is taken in. */
  async function bring(person: Person, kind: ImportKindName, content: Buffer, name?: string): Promise<DataImport> {
    const { status, body } = await send(person, kind, content, name)
    if (status !== 200) throw new Error(`Not taken in: ${JSON.stringify(body)}`)
    return dataImport.parse(body)
  }

  const faultsOf = async (person: Person, { id }: Pick<DataImport, 'id'>) =>
    itemsOf(importFault, (await person.get(`/imports/${id}/faults?limit=200`)).body)

  const changesOf = async (person: Person, { id }: Pick<DataImport, 'id'>) =>
    itemsOf(importChange, (await person.get(`/imports/${id}/changes?limit=200`)).body)

  const confirm = (person: Person, { id }: Pick<DataImport, 'id'>) => person.post(`/imports/${id}/confirm`)

  /** Taken in and carried out. */
  async function carryOut(person: Person, kind: ImportKindName, content: Buffer): Promise<DataImport> {
    const brought = await bring(person, kind, content)
    const { status, body } = await confirm(person, brought)
    if (status !== 200) throw new Error(`Not carried out: ${JSON.stringify([body, await faultsOf(person, brought)])}`)
    return dataImport.parse(body)
  }

  async function download(person: Person, path: string) {
    const reply = await fetchAs(person, path)
    return { status: reply.status, headers: reply.headers, content: Buffer.from(await reply.arrayBuffer()) }
  }

  return { send, bring, faultsOf, changesOf, confirm, carryOut, download }
}
