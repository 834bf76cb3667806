import { createHash } from 'node:crypto'
import {
  dayOf,
  documentFacts,
  kindsOf,
  problems,
  type DocumentFormat,
  type DocumentId,
  type OfficialDocumentKind,
  type DocumentNumbering,
  type DocumentOffer,
  type DocumentSubject,
  type OfficialDocument,
  type UnitId,
} from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { databaseFault } from '../../platform/db/faults.ts'
import { isWithin } from '../../platform/db/tree.ts'
import { fill, pdfOf } from '../../platform/documents/index.ts'
import type { Download } from '../../platform/download.ts'
import { safeFolderName } from '../../platform/file-names.ts'
import type { Files } from '../../platform/files.ts'
import type { OfficeConverter } from '../../platform/office.ts'
import { Problem } from '../../platform/problem.ts'
import { downloadOf, findAttachments } from '../catalogues/index.ts'
import { findDocument, insertDocument, listVersions, nextNumber, type DocumentRow } from './documents.repository.ts'
import { keepGenerated } from './keep.ts'
import { aroundOf, type Numbering, type Office } from './office.ts'
import { ownPdf } from './own-pdf.ts'
import { originals } from './originals/index.ts'
import { findHead, findOffice, findSettings } from './settings.repository.ts'
import type { Collected, Source, Sources } from './source.ts'
import { docxType, type InUse, type TemplatesService } from './templates.service.ts'

export type DocumentsService = ReturnType<typeof createDocumentsService>
type Ports = {
  db: Db
  files: Files
  sources: Sources
  templates: Pick<TemplatesService, 'inUse'>
  /** Null: no PDF of what is made with a template of a body’s own. */
  office: OfficeConverter | null
  now: () => Date
}
type Subject = { kind: OfficialDocumentKind; subjectId: string }
/** A document that could be made now. */
type Draft = { collected: Collected; office: Office; template: InUse }

/** Documents are drawn up from the data, kept as they were made, and never change: what changes makes a new version. */
export function createDocumentsService({ db, files, sources, templates, office: converter, now }: Ports) {
  const collect = (actor: Actor, { kind, subjectId }: Subject): Promise<Collected | null> => {
    const source: Source = sources[kind]
    return source(actor, subjectId)
  }

  async function draftOf(kind: OfficialDocumentKind, collected: Collected): Promise<Draft> {
    const unit = await findOffice(db, collected.issuer.id)
    if (!unit) throw new Problem('document.not-found')
    const [settings, head] = [await findSettings(db, unit.id), await findHead(db, unit.id)]
    return { collected, office: { unit, settings, head }, template: await templates.inUse(unit.path, kind) }
  }

  /** What it says, with or without a number, and what tells it from another content. */
  function contentOf(kind: OfficialDocumentKind, { collected, office, template }: Draft, numbering: Numbering | null) {
    const dated = numbering?.signedOn ?? collected.signedOn
    const year = Number((dated ?? dayOf(now())).slice(0, 4))
    const data = { ...aroundOf(kind, collected, office, { numbering, year }), ...collected.values }
    const sha256 = createHash('sha256')
      .update(JSON.stringify([kind, template.mark, data]))
      .digest('hex')
    return { data, sha256, year }
  }

  const numberingOf = (row: DocumentRow | undefined): Numbering | null =>
    row?.number && row.signedOn !== null ? { number: row.number, signedOn: row.signedOn } : null
  /** Whether it would say the same if it were made again under the same number. */
  const isCurrent = (kind: OfficialDocumentKind, draft: Draft, newest: DocumentRow | undefined) =>
    contentOf(kind, draft, numberingOf(newest)).sha256 === newest?.contentSha256

  /** Writes the next version. @param order null: it waits for its number, or has none */
  async function write(actor: Actor, { kind, subjectId }: Subject, draft: Draft, { after, order }: Taking) {
    const { office, collected, template } = draft
    const numbering = order && (await numberFor(kind, office, order))
    const content = contentOf(kind, draft, numbering)
    const name = safeFolderName(`${collected.fileName} - ${collected.issuer.name}`, 150)
    const kept = await keepAll(actor, name, await render(kind, content.data, template))
    try {
      const row = await db.transaction(async (tx) =>
        insertDocument(tx, {
          ...{ kind, subjectId, issuerId: office.unit.id, version: (after ?? 0) + 1 },
          ...{ data: content.data, contentSha256: content.sha256, templateId: template.id },
          ...{ symbol: content.data.symbol, signedOn: numbering?.signedOn ?? collected.signedOn, fileName: name },
          ...(numbering && { register: numbering.type, registerYear: numbering.year, number: numbering.number }),
          ...{ docxId: (await kept.docx.row(tx)).id, pdfId: kept.pdf && (await kept.pdf.row(tx)).id },
          ...{ madeAt: now(), madeBy: actor.name, madeById: actorId(actor) },
        }),
      )
      return presentDocument(row)
    } finally {
      await kept.docx.discard()
      await kept.pdf?.discard()
    }
  }

  /** The number that was asked for, or the next free one. Whether it is free is for the database to say. */
  async function numberFor(kind: OfficialDocumentKind, { unit }: Office, { number, signedOn }: DocumentNumbering) {
    const type = documentFacts(kind).numbered
    if (type === null) throw new Problem('document.not-numbered')
    const year = Number(signedOn.slice(0, 4))
    return { type, year, signedOn, number: number ?? (await nextNumber(db, { issuerId: unit.id, type, year })) }
  }

  async function keepAll(actor: Actor, name: string, { docx, pdf }: { docx: Buffer; pdf: Buffer | null }) {
    const keep = (extension: string, mediaType: string, content: Buffer) =>
      keepGenerated(files, actor, { name: `${name}.${extension}`, mediaType, content })
    return { docx: await keep('docx', docxType, docx), pdf: pdf && (await keep('pdf', 'application/pdf', pdf)) }
  }

  async function render(kind: OfficialDocumentKind, data: Record<string, unknown>, template: InUse) {
    const fields = documentFacts(kind).fields
    const docx = await fill(await template.content(), fields, data)
    if (!documentFacts(kind).pdf) return { docx, pdf: null }
    // Ours follows the original; with a template of a body’s own it is made from the DOCX.
    return { docx, pdf: await (template.id === null ? pdfOf(originals[kind], fields, data) : ownPdf(converter, docx)) }
  }

  async function offer(
    actor: Actor,
    subject: Subject,
    versions: readonly DocumentRow[],
  ): Promise<DocumentOffer | null> {
    const { kind } = subject
    const collected = await collect(actor, subject)
    const mine = versionsFor(kind, collected?.issuer.id, versions).filter(
      (row) => isShown(actor, collected, row) && reads(actor, row),
    )
    const newest = mine.find(({ issuer }) => !collected || issuer.id === collected.issuer.id)
    const known = { kind, title: collected?.fileName ?? newest?.fileName ?? '', versions: mine.map(presentDocument) }
    if (!collected) return newest ? { ...known, mayMake: false, outdated: false, mayNumber: false } : null
    const mayMake = makes(actor, collected)
    if (!mayMake && mine.length === 0 && documentFacts(kind).readers === 'issuer') return null
    const isOutdated = mayMake && newest !== undefined && !isCurrent(kind, await draftOf(kind, collected), newest)
    return {
      ...known,
      mayMake,
      outdated: isOutdated,
      mayNumber: mayMake && newest?.number === null && isRegistered(kind, collected),
    }
  }

  /** What can be drawn up for a thing now; kinds of which nothing can be said yet are left out. */
  async function list(actor: Actor, subject: DocumentSubject, subjectId: string): Promise<{ items: DocumentOffer[] }> {
    const kinds = kindsOf(subject)
    const versions = await listVersions(db, { kinds, subjectId })
    const items = []
    for (const kind of kinds) items.push(await offer(actor, { kind, subjectId }, versions))
    return { items: items.filter((item) => item !== null) }
  }

  /** @throws Problem `document.nothing-to-say`, `access.denied`, and as the thing itself where it is hidden */
  async function make(actor: Actor, subject: Subject): Promise<OfficialDocument> {
    const draft = await requireDraft(actor, subject)
    const newest = await newestOf(subject, draft.office)
    if (newest && isCurrent(subject.kind, draft, newest)) return presentDocument(newest)
    return write(actor, subject, draft, { after: newest?.version, order: null })
  }

  /** The versions of one issuer count by themselves. */
  async function newestOf({ kind, subjectId }: Subject, { unit }: Office): Promise<DocumentRow | undefined> {
    const versions = await listVersions(db, { kinds: [kind], subjectId })
    return versions.find(({ issuer }) => issuer.id === unit.id)
  }

  async function requireDraft(actor: Actor, subject: Subject): Promise<Draft> {
    const collected = await collect(actor, subject)
    if (!collected) throw new Problem('document.nothing-to-say')
    if (!makes(actor, collected)) throw new Problem('access.denied')
    return draftOf(subject.kind, collected)
  }

  /** Enters the newest version in the register: the next version, with number and date. */
  async function number(actor: Actor, id: DocumentId, order: DocumentNumbering): Promise<OfficialDocument> {
    const row = await requireSeen(actor, id)
    const draft = await requireDraft(actor, row)
    if (!isRegistered(row.kind, draft.collected) || row.number !== null) throw new Problem('document.not-numbered')
    // What the number is put to is what the office read and signs, and its own paper.
    if (row.issuer.id !== draft.office.unit.id || !isCurrent(row.kind, draft, row))
      throw new Problem('document.superseded')
    // Of two who ask for the next number at once, the second takes the one after.
    for (let left = order.number === null ? 3 : 0; ; left--)
      try {
        return await write(actor, row, draft, { after: row.version, order })
      } catch (error) {
        if (left === 0 || !isNumberTaken(error)) throw error
      }
  }

  /** Whoever may see the thing sees its documents, but no drafts of another unit. */
  async function requireSeen(actor: Actor, id: DocumentId): Promise<DocumentRow> {
    const row = await findDocument(db, id)
    if (!row || !reads(actor, row)) throw new Problem('document.not-found')
    try {
      if (!isShown(actor, await collect(actor, row), row)) throw new Problem('document.not-found')
    } catch (error) {
      if (error instanceof Problem && problems[error.code].status === 404) throw new Problem('document.not-found')
      throw error
    }
    return row
  }

  async function download(actor: Actor, id: DocumentId, format: DocumentFormat): Promise<Download> {
    const row = await requireSeen(actor, id)
    const fileId = format === 'pdf' ? row.pdfId : row.docxId
    if (fileId === null) throw new Problem('document.format-missing')
    const [file] = await findAttachments(db, [fileId])
    return downloadOf(file)
  }

  /** What a document of a thing says now: for the preview of a template. */
  async function valuesOf(actor: Actor, subject: Subject): Promise<Record<string, unknown>> {
    const draft = await requireDraft(actor, subject)
    return contentOf(subject.kind, draft, null).data
  }

  return { list, make, number, download, valuesOf }
}

/** What was drawn up for something that has not come to the actor is not theirs to read. */
const isShown = ({ unitId }: Actor, collected: Collected | null, { issuer, madeAt }: DocumentRow) =>
  issuer.id === unitId ||
  (collected !== null && (collected.draftsSince === undefined || madeAt <= new Date(collected.draftsSince)))

/** Its number comes from the register: what came with its number has one. */
const isRegistered = (kind: OfficialDocumentKind, { symbol }: Collected) =>
  documentFacts(kind).numbered !== null && symbol === null

/** The issuer draws it up, and whoever writes for it. */
const makes = (actor: Actor, { issuer, mayMake }: Collected) => mayMake ?? actor.unitId === issuer.id

/** What several bodies draw up about one thing is listed for each by itself. */
const versionsFor = (kind: OfficialDocumentKind, issuerId: UnitId | undefined, versions: readonly DocumentRow[]) =>
  versions.filter(
    (row) => row.kind === kind && (documentFacts(kind).readers === undefined || row.issuer.id === issuerId),
  )

/** Whether the actor stands where those who read such a document do; whether the thing is theirs to see is asked as well. */
function reads(actor: Actor, { kind, issuerPath }: DocumentRow): boolean {
  const { readers } = documentFacts(kind)
  if (readers === undefined || isWithin(issuerPath, actor.unitPath)) return true
  return readers === 'line' && isWithin(actor.unitPath, issuerPath)
}

/** The version that was seen, and the number that is wanted, if one is. */
type Taking = { after: number | undefined; order: DocumentNumbering | null }

function isNumberTaken(error: unknown) {
  const fault = databaseFault(error)
  return fault?.kind === 'constraint' && fault.constraint === 'documents_number_once'
}

function presentDocument(row: DocumentRow): OfficialDocument {
  const { id, kind, subjectId, issuer, version, symbol, number, signedOn, fileName, madeBy } = row
  return {
    ...{ id, kind, subjectId, issuer, version, symbol, number, signedOn, fileName, madeBy },
    ownTemplate: row.templateId !== null,
    formats: row.pdfId === null ? ['docx'] : ['docx', 'pdf'],
    madeAt: row.madeAt.toISOString(),
  }
}
