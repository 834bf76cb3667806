import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import {
  decimalText,
  openDataColumns,
  openDataLicence,
  type describeOpenData,
  type OpenDataRow,
  type Reply,
} from '@thuoc/shared'
import type { Db } from '../../platform/db/client.ts'
import { writeCsv } from '../../platform/spreadsheet/csv.ts'
import { listEnded, type EndedRow } from './ended.repository.ts'
import { markOfChanges } from './open-data.repository.ts'
import type { PublishedRow } from './publication.repository.ts'
import { search, type PublishedKey, type Search } from './search.repository.ts'

export type OpenDataService = ReturnType<typeof createOpenDataService>
type Filter = Omit<Search, 'q'>

/** Results that are read from the database at a time; memory holds no more. */
const batch = 500
/** Bytes of the mark with which `writeCsv` begins: only the first part of the file has it. */
const markBytes = 3
const names = openDataColumns.map(({ name }) => name)

/** What was published, for machines: streamed, with a description of the columns. */
export function createOpenDataService({ db, publicUrl }: { db: Db; publicUrl: string }) {
  const address = (kind: 'csv' | 'json') => `${publicUrl}/api/v1/public/open-data/results.${kind}`

  async function describe(): Promise<Reply<typeof describeOpenData>> {
    const { count } = await markOfChanges(db)
    const columns = openDataColumns.map((column) => ({ ...column }))
    return { columns, licence: openDataLicence, csv: address('csv'), json: address('json'), count }
  }

  /** The same file has the same tag; any publication, withdrawal, correction or revocation makes another. */
  async function tagOf(kind: 'csv' | 'json', filter: Filter): Promise<string> {
    const { mark } = await markOfChanges(db)
    const hash = createHash('sha256').update(JSON.stringify([kind, filter, mark, names]))
    return `"${hash.digest('base64url').slice(0, 27)}"`
  }

  const csv = (filter: Filter) => Readable.from(csvOf(filter))
  const json = (filter: Filter) => Readable.from(jsonOf(filter))

  async function* csvOf(filter: Filter) {
    yield writeCsv([names])
    for await (const rows of batches(filter))
      yield writeCsv(rows.map((row) => names.map((name) => cell(row[name])))).subarray(markBytes)
  }

  async function* jsonOf(filter: Filter) {
    const { licence, columns } = await describe()
    yield `{"licence":${JSON.stringify(licence)},"columns":${JSON.stringify(columns)},"results":[`
    let first = true
    for await (const rows of batches(filter)) {
      const text = rows.map((row) => JSON.stringify(row)).join(',\n')
      yield `${first ? '\n' : ',\n'}${text}`
      first = false
    }
    yield '\n]}\n'
  }

  /** Those that stand, the newest first, then those that do not any more; no part is ever empty. */
  async function* batches(filter: Filter): AsyncGenerator<OpenDataRow[]> {
    for (let after: PublishedKey | null = null; ;) {
      const rows: PublishedRow[] = await search(db, filter, after, batch)
      const shown = rows.slice(0, batch)
      const last = shown.at(-1)
      if (last) yield shown.map(standing)
      if (rows.length <= batch || !last) break
      after = [last.publishedAt.toISOString(), last.id]
    }
    // What does not stand has no level, so a search by level does not find it.
    const ended = filter.level === undefined ? await listEnded(db, filter) : []
    if (ended.length > 0) yield ended.map(gone)
  }

  return { describe, tagOf, csv, json }
}

const cell = (value: string | number | boolean | null | undefined): string | number | null =>
  typeof value === 'boolean' ? String(value) : (value ?? null)

type Place = Pick<EndedRow, 'id' | 'unit' | 'managingBody' | 'province' | 'schoolYear' | 'setTitle' | 'sample'>
const placed = ({ id, unit, managingBody, province, schoolYear, setTitle, sample }: Place) => ({
  id,
  unit_id: unit.id,
  unit_code: unit.code,
  unit_name: unit.name,
  unit_type: unit.type,
  body_id: managingBody.id,
  body_name: managingBody.name,
  province_id: province.id,
  province_name: province.name,
  school_year: schoolYear,
  set_title: setTitle,
  sample_set: sample,
})

const standing = (row: PublishedRow): OpenDataRow => ({
  ...placed(row),
  state: 'published',
  level: row.level,
  level_name: row.levelName,
  total: Number(decimalText(row.total)),
  certificate_number: row.certificateNumber,
  decision_number: row.decision.number,
  decision_date: row.decision.signedOn,
  decision_issuer: row.issuer,
  published_on: row.publishedOn,
  ended_on: null,
})

const gone = (row: EndedRow): OpenDataRow => ({
  ...placed(row),
  state: row.state,
  level: null,
  level_name: null,
  total: null,
  certificate_number: row.certificateNumber,
  decision_number: null,
  decision_date: null,
  decision_issuer: null,
  published_on: row.publishedOn,
  ended_on: row.endedOn,
})
