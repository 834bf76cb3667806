import type { Readable } from 'node:stream'
import type { FileExport, Form, RecordLine, SubmissionId, TimelineEntry } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { snapshot } from '../../platform/audit/index.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { safeFileName, safeFolderName } from '../../platform/file-names.ts'
import type { Files } from '../../platform/files.ts'
import { find, requireVisible } from '../submissions/index.ts'
import { exportArchive, type ExportFile } from './export-archive.ts'
import * as repository from './export.repository.ts'
import { hiddenColumns, readerOf, requireReadsRecord, tablesFor } from './records.policy.ts'
import { namesOf } from './records.repository.ts'

/** What the file's own feature shows of it. */
type Submissions = {
  getForm: (actor: Actor, id: SubmissionId) => Promise<Form>
  getTimeline: (actor: Actor, id: SubmissionId) => Promise<{ items: TimelineEntry[] }>
}
type Ports = { db: Db; files: Files; submissions: Submissions; now: () => Date }
export type ExportService = ReturnType<typeof createExport>

/** The complete file of a unit, to be read without the system. */
export function createExport({ db, files, submissions, now }: Ports) {
  async function requireMayExport(actor: Actor, id: SubmissionId) {
    const row = requireVisible(await find(db, actor, id))
    requireReadsRecord(actor, row)
    return row
  }

  /** Everything is looked up before the first byte goes out, the stored files themselves one by one. */
  async function archive(actor: Actor, id: SubmissionId): Promise<{ name: string; content: Readable }> {
    const row = await requireMayExport(actor, id)
    const form = await submissions.getForm(actor, id)
    const timeline = (await submissions.getTimeline(actor, id)).items
    const reader = readerOf(actor, row)
    const tables = [...tablesFor(reader), ...(reader.external ? ['line_saves'] : [])]
    const hidden = (table: string) => hiddenColumns(reader, table)
    const at = now()
    const found = await snapshot(db, async (tx) => {
      const chain = await repository.chainOf(tx, id)
      const rows = withoutColumns(await repository.rowsOf(tx, id, chain, tables), hidden)
      return { ...(await besides(tx, rows, row.campaignUnitId)), chain, rows }
    })
    const codes = new Map<string, string>(form.evidence.map((one) => [one.id, one.code]))
    const fit = found.stored.filter(({ scan }) => scan !== 'infected' && scan !== 'waiting')
    const placed = fit.map((file, place) => {
      const code = file.evidenceId === null ? null : (codes.get(file.evidenceId) ?? null)
      const folder = code === null ? 'tep/van-ban' : 'tep/minh-chung'
      const ending = file.name.split('.').at(-1) ?? ''
      const name = safeFileName(`${safeFolderName(`${code ?? ''} ${place + 1} ${file.name}`, 100)}`, [ending])
      return { ...file, code, path: `${folder}/${name}` }
    })
    const data: FileExport = {
      ...{ format: 'thuoc-file-export', version: 1, madeAt: at.toISOString(), madeBy: actor.name },
      ...{ form, timeline, tables: found.rows, decisions: found.decisions, names: Object.fromEntries(found.names) },
      files: placed.map(({ path, name, code, mediaType, sha256, addedAt }) => ({
        ...{ path, name, code, mediaType, sha256, addedAt },
      })),
      left: found.stored.flatMap(({ name, evidenceId, scan }) =>
        scan === 'infected' || scan === 'waiting' ? [{ name, code: codes.get(evidenceId ?? '') ?? '', why: scan }] : [],
      ),
      record: {
        chain: id,
        entries: found.chain.length,
        head: found.chain.at(-1)?.hash ?? '',
        anchor: found.anchor,
      },
    }
    const lines = found.chain.map(({ number, hash, text, table }): RecordLine => {
      const reads = tables.includes(table) && !hidden(table).some((column) => text.includes(`"${column}"`))
      return { number, hash, text: reads ? text : null }
    })
    const parts = placed.map(({ path, addedAt, key }): ExportFile => ({
      path,
      addedAt: new Date(addedAt),
      content: () => files.read(key),
    }))
    const name = safeFileName(`Hồ sơ ${row.unit.name} ${row.campaign.schoolYear}`, ['zip'])
    return { name, content: exportArchive({ data, lines, files: parts, at }) }
  }

  return { requireMayExport, archive }
}

/** What hangs on the rows: decisions, stored files, whom ids stand for. */
async function besides(
  tx: Tx,
  rows: repository.Rows,
  campaignUnitId: Parameters<typeof repository.evidenceFilesOf>[1],
) {
  const valuesOf = (column: string) =>
    Object.values(rows)
      .flat()
      .flatMap((row) => (typeof row[column] === 'string' ? [row[column]] : []))
  const decisions = await repository.decisionsOf(
    tx,
    ['recognitions', 'recognition_endings'].flatMap((table) => (rows[table] ?? []).map(({ decision_id: id }) => id)),
  )
  const stored = [
    ...(await repository.evidenceFilesOf(tx, campaignUnitId)),
    ...(await repository.attachmentsOf(tx, valuesOf('attachment_id'))),
  ]
  const ids = [...Object.values(rows).flat(), ...decisions].flatMap((row) =>
    Object.entries(row).flatMap(([column, value]) =>
      /(_id|_by)$/.test(column) && typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value) ? [value] : [],
    ),
  )
  return { decisions, stored, names: await namesOf(tx, ids), anchor: await repository.lastAnchor(tx) }
}

const withoutColumns = (rows: repository.Rows, hidden: (table: string) => readonly string[]): repository.Rows =>
  Object.fromEntries(
    Object.entries(rows).map(([table, those]) => [
      table,
      those.map((row) => Object.fromEntries(Object.entries(row).filter(([column]) => !hidden(table).includes(column)))),
    ]),
  )
