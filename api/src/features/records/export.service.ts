import {
  recordLine,
  type CampaignUnitId,
  type Form,
  type RecordLine,
  type SubmissionId,
  type TimelineEntry,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import { snapshot } from '../../platform/audit/index.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import type { FileWork, MadeFile } from '../../platform/file-maker.ts'
import { safeFileName, safeFolderName } from '../../platform/file-names.ts'
import type { Files } from '../../platform/files.ts'
import { find, requireVisible, type SubmissionRow } from '../submissions/index.ts'
import { exportArchive, type ExportFile } from './export-archive.ts'
import { exportJson } from './export-json.ts'
import { exportPage } from './export-page.ts'
import { exportLanguages, pageName } from './export-words.ts'
import { openSpool, type Spool } from './export-spool.ts'
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
  async function archive(actor: Actor, id: SubmissionId, work: FileWork): Promise<MadeFile> {
    const row = await requireMayExport(actor, id)
    const spool = await openSpool()
    try {
      const parts = await layDown(spool, actor, row)
      const content = exportArchive({ made: spool.read, files: parts, at: now() }, work)
      content.once('close', () => void spool.remove())
      const name = safeFileName(`Hồ sơ ${row.unit.name} ${row.campaign.schoolYear}`, ['zip'])
      return { name, mediaType: 'application/zip', content }
    } catch (error) {
      await spool.remove()
      throw error
    }
  }

  /** Lays down the parts that are made, from one picture of the database. @returns the stored files that go with them */
  async function layDown(spool: Spool, actor: Actor, row: SubmissionRow): Promise<ExportFile[]> {
    const { id, campaignUnitId } = row
    const form = await submissions.getForm(actor, id)
    const timeline = (await submissions.getTimeline(actor, id)).items
    const reader = readerOf(actor, row)
    const tables = [...tablesFor(reader), ...(reader.external ? ['line_saves'] : [])]
    const hidden = (table: string) => hiddenColumns(reader, table)
    const found = await snapshot(db, async (tx) => {
      const named = namesIn()
      const own = await repository.rowsOf(tx, id, tables)
      const kept: string[] = []
      for (const { table, rows } of [
        ...own,
        ...repository.besideRows(tx, { submissionId: id, campaignUnitId }, reader.body),
      ])
        if ((await named.keep(spool, table, shown(reader, table, rows), hidden(table))) > 0) kept.push(table)
      const record = await keepChain(
        spool,
        repository.chainOf(tx, id),
        ({ table, text, draft }) =>
          tables.includes(table) &&
          (reader.school || !draft) &&
          !hidden(table).some((column) => text.includes(`"${column}"`)),
      )
      return { ...(await besides(tx, named, campaignUnitId)), record, kept }
    })
    const codes = new Map<string, string>(form.evidence.map((one) => [one.id, one.code]))
    const placed = placedOf(found.stored, codes)
    const data = {
      ...{ format: 'thuoc-file-export' as const, version: 1 as const, madeAt: now().toISOString(), madeBy: actor.name },
      ...{ form, timeline, decisions: found.decisions, names: Object.fromEntries(found.names) },
      files: placed.map(({ path, name, code, mediaType, sha256, addedAt }) => ({
        ...{ path, name, code, mediaType, sha256, addedAt },
      })),
      left: found.stored.flatMap(({ name, evidenceId, scan }) =>
        scan === 'infected' || scan === 'waiting' ? [{ name, code: codes.get(evidenceId ?? '') ?? '', why: scan }] : [],
      ),
      record: { chain: id, ...found.record, anchor: found.anchor },
    }
    const parts = {
      tables: found.kept,
      rowsOf: (table: string) => parsed(spool.lines(rowsName(table)), z.record(z.string(), z.unknown())),
      lines: () => parsed(spool.lines('nhat-ky.jsonl'), recordLine),
    }
    await spool.write('ho-so.json', exportJson({ ...parts, data }))
    for (const language of exportLanguages)
      await spool.write(pageName[language], exportPage({ ...parts, data: { ...data, language } }))
    return placed.map(({ path, addedAt, key }) => ({
      ...{ path, addedAt: new Date(addedAt), content: () => files.read(key) },
    }))
  }

  /** How much evidence it holds, which is nearly all of it. */
  async function measure(actor: Actor, id: SubmissionId) {
    const { campaignUnitId } = await requireMayExport(actor, id)
    return repository.measureEvidence(db, campaignUnitId)
  }

  return { requireMayExport, archive, measure }
}

const rowsName = (table: string) => `rows/${table}.jsonl`

async function* parsed<S extends z.ZodType>(lines: AsyncIterable<string>, schema: S): AsyncIterable<z.output<S>> {
  for await (const line of lines) yield schema.parse(JSON.parse(line))
}

/** Objections that were never sent are the school's. */
async function* shown(reader: { school: boolean }, table: string, rows: AsyncIterable<repository.Row>) {
  for await (const row of rows) if (reader.school || table !== 'objections' || row.sent_at !== null) yield row
}

/** Keeps rows as lines, and what they name beside them. */
function namesIn() {
  const ids = new Set<string>()
  const attachments = new Set<string>()
  const decisions = new Set<string>()
  const isId = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f-]{36}$/.test(value)

  function look(row: repository.Row, table: string) {
    for (const [column, value] of Object.entries(row)) {
      if (!isId(value)) continue
      if (/(_id|_by)$/.test(column)) ids.add(value)
      if (column === 'attachment_id') attachments.add(value)
      if (column === 'decision_id' && (table === 'recognitions' || table === 'recognition_endings'))
        decisions.add(value)
    }
  }

  /** @returns how many rows there were */
  async function keep(spool: Spool, table: string, rows: AsyncIterable<repository.Row>, hidden: readonly string[]) {
    let count = 0
    async function* lines() {
      for await (const whole of rows) {
        const row = Object.fromEntries(Object.entries(whole).filter(([column]) => !hidden.includes(column)))
        look(row, table)
        count += 1
        yield `${JSON.stringify(row)}\n`
      }
    }
    await spool.write(rowsName(table), lines())
    return count
  }
  return { ids, attachments, decisions, look, keep }
}

/** Keeps the chain as lines; of what the reader may not read, the hash only. @returns how long it is, and its head */
async function keepChain(
  spool: Spool,
  chain: AsyncIterable<repository.ChainLine>,
  reads: (line: repository.ChainLine) => boolean,
) {
  let [entries, head] = [0, '']
  async function* lines() {
    for await (const one of chain) {
      const { number, text, hash } = one
      entries += 1
      head = hash
      const line: RecordLine = { number, hash, text: reads(one) ? text : null }
      yield `${JSON.stringify(line)}\n`
    }
  }
  await spool.write('nhat-ky.jsonl', lines())
  return { entries, head }
}

/** Where each stored file stands in the archive; what was found infected or not looked at yet has no place. */
function placedOf(stored: readonly repository.StoredFile[], codes: ReadonlyMap<string, string>) {
  const fit = stored.filter(({ scan }) => scan !== 'infected' && scan !== 'waiting')
  return fit.map((file, place) => {
    const code = file.evidenceId === null ? null : (codes.get(file.evidenceId) ?? null)
    const folder = code === null ? 'tep/van-ban' : 'tep/minh-chung'
    const ending = file.name.split('.').at(-1) ?? ''
    const name = safeFileName(`${safeFolderName(`${code ?? ''} ${place + 1} ${file.name}`, 100)}`, [ending])
    return { ...file, code, path: `${folder}/${name}` }
  })
}

/** What hangs on the rows: decisions, stored files, whom ids stand for. */
async function besides(tx: Tx, named: ReturnType<typeof namesIn>, campaignUnitId: CampaignUnitId) {
  const decisions = await repository.decisionsOf(tx, [...named.decisions])
  for (const decision of decisions) named.look(decision, 'recognition_decisions')
  const stored = [
    ...(await repository.evidenceFilesOf(tx, campaignUnitId)),
    ...(await repository.attachmentsOf(tx, [...named.attachments])),
  ]
  return { decisions, stored, names: await namesOf(tx, [...named.ids]), anchor: await repository.lastAnchor(tx) }
}
