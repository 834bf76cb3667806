import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import {
  documentFacts,
  officialDocumentKinds,
  exampleOf,
  type OfficialDocumentKind,
  type DocumentFormat,
  type DocumentTemplate,
  type TemplateFaults,
  type UnitId,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { faultsOf, fill, originalOf, requireHarmless, UnreadableTemplate } from '../../platform/documents/index.ts'
import type { Download } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import type { GeneratedFile } from '../../platform/generated-file.ts'
import type { OfficeConverter } from '../../platform/office.ts'
import { Problem } from '../../platform/problem.ts'
import type { Upload } from '../../platform/upload.ts'
import { attachFile, downloadOf } from '../catalogues/index.ts'
import { ownPdf } from './own-pdf.ts'
import { originals } from './originals/index.ts'
import { findOffice } from './settings.repository.ts'
import { mayShape, requireOffice, requireShaping } from './settings.service.ts'
import {
  findTemplateFile,
  insertTemplate,
  retireTemplate,
  templatesAbove,
  type TemplateRow,
} from './templates.repository.ts'

export type TemplatesService = ReturnType<typeof createTemplatesService>
/** The template a document is made with, and what it is told from others by. */
export type InUse = { id: string | null; mark: string; content: () => Promise<Buffer> }

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The original of a kind is built once. */
const built = new Map<OfficialDocumentKind, Promise<Buffer>>()
export function originalTemplate(kind: OfficialDocumentKind): Promise<Buffer> {
  const known = built.get(kind) ?? originalOf(originals[kind])
  built.set(kind, known)
  return known
}
const marks = new Map<OfficialDocumentKind, string>()
function markOf(kind: OfficialDocumentKind): string {
  const known = marks.get(kind) ?? createHash('sha256').update(JSON.stringify(originals[kind])).digest('hex')
  marks.set(kind, known)
  return known
}

type Ports = { db: Db; files: Files; office: OfficeConverter | null; now: () => Date }

/** Templates that bodies bring in the place of the original; the nearest above a unit counts. */
export function createTemplatesService({ db, files, office, now }: Ports) {
  const nearest = async (unitPath: string, kind: OfficialDocumentKind) =>
    (await templatesAbove(db, unitPath)).find((row) => row.kind === kind)

  /** What documents of a unit are made with today. */
  async function inUse(unitPath: string, kind: OfficialDocumentKind): Promise<InUse> {
    const row = await nearest(unitPath, kind)
    if (!row) return { id: null, mark: markOf(kind), content: () => originalTemplate(kind) }
    return { id: row.id, mark: row.file.sha256, content: () => buffer(files.read(row.file.storageKey)) }
  }

  /** One that was in use, whether it still is or not. @param id null: the original */
  async function byId(kind: OfficialDocumentKind, id: string | null): Promise<InUse> {
    const file = id === null ? undefined : await findTemplateFile(db, id)
    if (!file) return { id: null, mark: markOf(kind), content: () => originalTemplate(kind) }
    return { id, mark: file.sha256, content: () => buffer(files.read(file.storageKey)) }
  }

  async function list(actor: Actor, id: UnitId) {
    const unit = requireOffice(actor, await findOffice(db, id))
    const rows = await templatesAbove(db, unit.path)
    return {
      items: officialDocumentKinds.map((kind) => presentTemplate(id, kind, rows)),
      mayWrite: mayShape(actor, unit),
      makesPdf: office !== null,
    }
  }

  async function download(
    actor: Actor,
    id: UnitId,
    kind: OfficialDocumentKind,
    original: boolean,
  ): Promise<Download | GeneratedFile> {
    const unit = requireOffice(actor, await findOffice(db, id))
    const row = original ? undefined : await nearest(unit.path, kind)
    if (row) return downloadOf(row.file)
    return { name: `${kind}.docx`, mediaType: docxType, content: await originalTemplate(kind) }
  }

  /** Asked before the body of an upload is read. */
  async function requireWritable(actor: Actor, id: UnitId) {
    requireShaping(actor, await findOffice(db, id))
  }

  /** @throws Problem `document-template.not-docx` and the other flaws of a file */
  async function check(
    actor: Actor,
    id: UnitId,
    kind: OfficialDocumentKind,
    upload: Upload<unknown>,
  ): Promise<TemplateFaults> {
    await requireWritable(actor, id)
    return readable(async () => faultsOf(await harmless(upload), documentFacts(kind).fields))
  }

  /** @param values of a real case; null: the examples of the fields @throws Problem `document.format-missing` */
  async function preview(
    kind: OfficialDocumentKind,
    upload: Upload<unknown>,
    { values, format }: { values: Record<string, unknown> | null; format: DocumentFormat },
  ): Promise<GeneratedFile> {
    const fields = documentFacts(kind).fields
    const docx = await readable(async () => fill(await harmless(upload), fields, values ?? exampleOf(fields)))
    if (format === 'docx') return { name: `${kind}.docx`, mediaType: docxType, content: docx }
    const pdf = await ownPdf(office, docx)
    if (!pdf) throw new Problem('document.format-missing')
    return { name: `${kind}.pdf`, mediaType: 'application/pdf', content: pdf }
  }

  /** What is not taken leaves the former template where it is. @throws Problem `document-template.faulty`, and as `check` */
  async function save(
    actor: Actor,
    id: UnitId,
    kind: OfficialDocumentKind,
    upload: Upload<unknown>,
  ): Promise<DocumentTemplate> {
    const { missing: _, ...faults } = await check(actor, id, kind, upload)
    const errors = Object.entries(faults).flatMap(([fault, found]) =>
      found.map((path) => ({ path, message: `document-template.${fault}` })),
    )
    if (errors.length > 0) throw new Problem('document-template.faulty', { errors })
    await attachFile({ db, files }, actor, upload, async (tx, attachment) => {
      await retireTemplate(tx, id, kind, now())
      await insertTemplate(tx, id, kind, attachment, now())
    })
    return one(actor, id, kind)
  }

  /** What a body above has counts again, or the original. Nothing is lost: the file stays with the documents made of it. */
  async function restore(actor: Actor, id: UnitId, kind: OfficialDocumentKind): Promise<DocumentTemplate> {
    await requireWritable(actor, id)
    await db.transaction((tx) => retireTemplate(tx, id, kind, now()))
    return one(actor, id, kind)
  }

  async function one(actor: Actor, id: UnitId, kind: OfficialDocumentKind) {
    const unit = requireOffice(actor, await findOffice(db, id))
    return presentTemplate(id, kind, await templatesAbove(db, unit.path))
  }

  return { inUse, byId, list, download, requireWritable, check, preview, save, restore }
}

async function harmless({ file }: Upload<unknown>) {
  const content = await readFile(file.path)
  requireHarmless(content)
  return content
}

async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read()
  } catch (error) {
    if (!(error instanceof UnreadableTemplate)) throw error
    const { flaw, thing, cause } = error
    throw new Problem(`document-template.${flaw}`, {
      cause,
      ...(thing !== '' && { errors: [{ path: '', message: thing }] }),
    })
  }
}

function presentTemplate(id: UnitId, kind: OfficialDocumentKind, rows: readonly TemplateRow[]): DocumentTemplate {
  const ofKind = rows.filter((row) => row.kind === kind)
  const present = (row: TemplateRow | undefined) =>
    row
      ? {
          unit: row.unit,
          fileName: row.file.name,
          size: row.file.size,
          uploadedAt: row.uploadedAt.toISOString(),
          uploadedBy: row.file.addedBy,
        }
      : null
  return {
    kind,
    own: present(ofKind.find(({ unit }) => unit.id === id)),
    inherited: present(ofKind.find(({ unit }) => unit.id !== id)),
  }
}
