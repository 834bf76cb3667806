import {
  importId,
  type DataImport,
  type ImportChange,
  type ImportFault,
  type ImportId,
  type ImportKindName,
  type Page,
  type ProblemCode,
} from '@thuoc/shared'
import { buffer } from 'node:stream/consumers'
import { z } from 'zod'
import { may, type Actor } from '../../platform/actor.ts'
import { newId } from '../../platform/db/columns.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { safeFileName } from '../../platform/file-names.ts'
import { fileKey, type Files } from '../../platform/files.ts'
import type { GeneratedFile } from '../../platform/generated-file.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { sheetsOf } from '../../platform/spreadsheet/layout.ts'
import { openSpreadsheet } from '../../platform/spreadsheet/open.ts'
import type { Workbook } from '../../platform/spreadsheet/workbook.ts'
import { writeLargeSpreadsheet } from '../../platform/spreadsheet/write-large.ts'
import { xlsxType } from '../../platform/spreadsheet/write.ts'
import type { Upload } from '../../platform/upload.ts'
import { correctedSheets, withoutFaultColumn } from './corrected.ts'
import { findingsOf, mostFaults } from './findings.ts'
import { actionsFor, canSee, requireMayImport, requireOurs } from './imports.policy.ts'
import * as repository from './imports.repository.ts'
import type { ImportRow } from './imports.repository.ts'
import type { ImportKind } from './kind.ts'

export type ImportsService = ReturnType<typeof createImportsService>
type Settings = { db: Db; files: Files; kinds: readonly ImportKind[] }

const idKey = z.uuid().transform((id) => importId.parse(id))
const positionKey = z.int()

/** Why what a second look found is not carried out: it is faulty by now, or not what was shown. */
function refusalOf(found: { faultCount: number; digest: string }, shown: ImportRow): ProblemCode | null {
  if (found.faultCount > 0) return 'import.faulty'
  return found.digest === shown.digest ? null : 'import.outdated'
}

/** Whatever comes in by spreadsheet: looked at first, shown, and carried out in one transaction or not at all. */
export function createImportsService({ db, files, kinds }: Settings) {
  const byName = new Map(kinds.map((kind) => [kind.name, kind]))

  function kindOf(name: ImportKindName): ImportKind {
    const kind = byName.get(name)
    if (!kind) throw new Error(`No import of this kind: ${name}`)
    return kind
  }

  const present = (actor: Actor, row: ImportRow): DataImport => {
    const { id, kind, status, fileName, storageKey, unit, rowCount, faultCount, counts, checkedBy, appliedBy } = row
    return {
      id,
      kind,
      status,
      fileName,
      hasFile: storageKey !== null,
      unit,
      rowCount,
      faultCount,
      counts,
      checkedAt: row.checkedAt.toISOString(),
      checkedBy,
      appliedAt: row.appliedAt?.toISOString() ?? null,
      appliedBy,
      actions: actionsFor(actor, kindOf(kind), row),
    }
  }

  /** Hidden and missing ones answer alike. */
  function requireVisible(actor: Actor, row: ImportRow | undefined): ImportRow {
    if (!row || !canSee(actor, kindOf(row.kind), row)) throw new Problem('import.not-found')
    return row
  }

  /** @throws Problem `access.denied`; asked before the body of an upload is read */
  const requireImportable = (actor: Actor, name: ImportKindName) => requireMayImport(actor, kindOf(name))

  const workbookOf = async (source: string | Uint8Array, kind: ImportKind): Promise<Workbook> =>
    withoutFaultColumn(await openSpreadsheet(source, kind.sheets[0]?.name ?? null))

  async function create(actor: Actor, name: ImportKindName, { file, fileName }: Upload<unknown>): Promise<DataImport> {
    const kind = kindOf(name)
    requireMayImport(actor, kind)
    try {
      const workbook = await workbookOf(file.path, kind)
      const id = newId<ImportId>()
      // A folder of its own, so that it can be removed without a thought for equal files elsewhere.
      const storageKey = fileKey(id, file.sha256)
      await files.keep(file, storageKey)
      const { size: fileSize, sha256 } = file
      return await db.transaction(async (tx) => {
        const { summary, faults, changes } = findingsOf(kind, await kind.check(tx, actor, workbook))
        const shownName = safeFileName(fileName, ['xlsx', 'csv', 'txt'])
        await repository.insert(tx, actor, {
          id,
          kind: name,
          fileName: shownName,
          fileSize,
          sha256,
          storageKey,
          ...summary,
        })
        await repository.replaceFindings(tx, id, faults, changes)
        return present(actor, requireVisible(actor, await repository.find(tx, id)))
      })
    } finally {
      await files.discard(file)
    }
  }

  async function get(actor: Actor, id: ImportId): Promise<DataImport> {
    return present(actor, requireVisible(actor, await repository.find(db, id)))
  }

  async function list(
    actor: Actor,
    query: PageRequest & { kind?: ImportKindName | undefined },
  ): Promise<Page<DataImport>> {
    const asked = query.kind === undefined ? [...byName.keys()] : [query.kind]
    const readable = asked.filter((name) => may(actor, kindOf(name).readPermission))
    const before = decodeCursor(query.cursor, idKey)
    const rows = await repository.list(db, actor, readable, before, query.limit ?? defaultLimit)
    return toPage(
      rows,
      query,
      ({ id }) => id,
      (row) => present(actor, row),
    )
  }

  async function listFaults(
    actor: Actor,
    id: ImportId,
    query: PageRequest & repository.FaultFilters,
  ): Promise<Page<ImportFault>> {
    requireVisible(actor, await repository.find(db, id))
    const after = decodeCursor(query.cursor, positionKey) ?? -1
    const rows = await repository.listFaults(db, id, query, after, (query.limit ?? defaultLimit) + 1)
    const shown = ({ sheet, cell, rule, values, message }: repository.FaultRow) => ({
      sheet,
      cell,
      rule,
      values,
      message,
    })
    return toPage(rows, query, ({ position }) => position, shown)
  }

  async function listChanges(
    actor: Actor,
    id: ImportId,
    query: PageRequest & repository.ChangeFilters,
  ): Promise<Page<ImportChange>> {
    const { status } = requireVisible(actor, await repository.find(db, id))
    const after = decodeCursor(query.cursor, positionKey) ?? -1
    const rows = await repository.listChanges(db, id, query, after, (query.limit ?? defaultLimit) + 1)
    // Before it is carried out a new thing has an id and is not there.
    return toPage(
      rows,
      query,
      ({ position }) => position,
      ({ importId: _, position: __, thingId, ...change }) => ({
        ...change,
        thingId: status === 'applied' || change.action !== 'create' ? thingId : null,
      }),
    )
  }

  /** The file as it came. @throws Problem `import.file-gone` */
  async function reopen(row: ImportRow): Promise<Workbook> {
    if (row.storageKey === null) throw new Problem('import.file-gone')
    return workbookOf(await buffer(files.read(row.storageKey)), kindOf(row.kind))
  }

  async function confirm(actor: Actor, id: ImportId): Promise<DataImport> {
    const seen = requireVisible(actor, await repository.find(db, id))
    const kind = kindOf(seen.kind)
    requireOurs(actor, kind, seen)
    if (seen.status === 'applied') return present(actor, seen)
    // Read before the transaction: nobody waits for a thread with locks in hand.
    const workbook = await reopen(seen)
    const outcome = await db.transaction(async (tx) => {
      await kind.lock(tx, actor)
      const row = requireVisible(actor, await repository.lock(tx, id))
      if (row.status === 'applied') return { row }
      const check = await kind.check(tx, actor, workbook)
      const { summary, faults, changes } = findingsOf(kind, check)
      const refusal = refusalOf(summary, row)
      await repository.recheck(tx, actor, id, summary)
      await repository.replaceFindings(tx, id, faults, changes)
      if (refusal === null) {
        await check.apply(tx)
        await repository.markApplied(tx, actor, id)
      }
      return { row: await repository.find(tx, id), refusal }
    })
    // What was found is kept, so that it can be looked at; nothing else was written.
    if (outcome.refusal) throw new Problem(outcome.refusal)
    return present(actor, requireVisible(actor, outcome.row))
  }

  async function discard(actor: Actor, id: ImportId) {
    const storageKey = await db.transaction(async (tx: Tx) => {
      const row = requireVisible(actor, await repository.lock(tx, id))
      requireOurs(actor, kindOf(row.kind), row)
      if (row.status === 'applied') throw new Problem('import.applied')
      await repository.remove(tx, id)
      return row.storageKey
    })
    if (storageKey !== null) await files.remove(storageKey)
  }

  /** @throws Problem `import.file-gone` */
  async function correct(actor: Actor, id: ImportId): Promise<GeneratedFile> {
    const row = requireVisible(actor, await repository.find(db, id))
    const workbook = await reopen(row)
    const sheets = correctedSheets(kindOf(row.kind), workbook, await repository.listFaults(db, id, {}, -1, mostFaults))
    const stem = row.fileName.replace(/\.[^.]+$/, '')
    const name = safeFileName(`${stem} - lỗi cần sửa`, ['xlsx'])
    return { name, mediaType: xlsxType, content: await writeLargeSpreadsheet(sheets, { title: stem }) }
  }

  async function template(actor: Actor, name: ImportKindName): Promise<GeneratedFile> {
    const kind = kindOf(name)
    requireMayImport(actor, kind)
    const content = await writeLargeSpreadsheet(sheetsOf(kind.sheets), { title: kind.title })
    return { name: safeFileName(`Mẫu nhập ${kind.title}`, ['xlsx']), mediaType: xlsxType, content }
  }

  return { requireImportable, create, get, list, listFaults, listChanges, confirm, discard, correct, template }
}
