import {
  documentFacts,
  officialDocumentKinds,
  partOf,
  problems,
  type DocumentChange,
  type DocumentFormat,
  type DocumentId,
  type DocumentNumbering,
  type DocumentOffer,
  type DocumentSubject,
  type OfficialDocument,
  type OfficialDocumentKind,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { databaseFault } from '../../platform/db/faults.ts'
import type { Download } from '../../platform/download.ts'
import type { Files } from '../../platform/files.ts'
import type { OfficeConverter } from '../../platform/office.ts'
import { Problem } from '../../platform/problem.ts'
import { downloadOf, findAttachments } from '../catalogues/index.ts'
import { isRegistered, isShown, makes, reads, versionsFor } from './documents.policy.ts'
import { presentDocument } from './documents.present.ts'
import { findDocument, listVersions, type DocumentRow } from './documents.repository.ts'
import { createDrafts, type OfficeAt, type Subject } from './drafts.ts'
import type { Collected, Part, Parts, Sources } from './source.ts'
import type { TemplatesService } from './templates.service.ts'
import { createWriter } from './writing.ts'

export type DocumentsService = ReturnType<typeof createDocumentsService>
/** What documents are asked for; all kinds, or only these. */
type Thing = { subject: DocumentSubject; subjectId: string; kinds?: readonly OfficialDocumentKind[] | undefined }
type Ports = {
  db: Db
  files: Files
  sources: Sources
  parts: Parts
  templates: Pick<TemplatesService, 'inUse'>
  /** Null: no PDF of what is made with a template of a body’s own. */
  office: OfficeConverter | null
  now: () => Date
}

/** Documents are drawn up from the data, kept as they were made, and never change: what changes makes a new version. */
export function createDocumentsService(ports: Ports) {
  const { db } = ports
  const drafts = createDrafts(ports)
  const write = createWriter(ports, drafts)
  const { collect, officeOf, draftOf, requireDraft, isCurrent, contentOf } = drafts

  /** Where a kind of document of a thing stands for the actor. */
  type Standing = { offer: DocumentOffer; collected: Collected | null; newest: DocumentRow | undefined }

  async function standing(
    actor: Actor,
    subject: Subject,
    part: Part | null,
    versions: readonly DocumentRow[],
  ): Promise<Standing | null> {
    const { kind, subjectId } = subject
    const collected = await collect(actor, subject)
    const mine = versionsFor(kind, collected?.issuer.id, versions).filter(
      (row) => isShown(actor, collected, row) && reads(actor, row),
    )
    const newest = mine.find(({ issuer }) => !collected || issuer.id === collected.issuer.id)
    const known = {
      ...{ kind, subjectId, part: part && { number: part.number, on: part.on } },
      title: collected?.fileName ?? newest?.fileName ?? '',
      versions: mine.map(presentDocument),
    }
    if (!collected) return newest ? { offer: { ...known, mayMake: false, mayNumber: false }, collected, newest } : null
    const mayMake = makes(actor, collected)
    if (!mayMake && mine.length === 0 && documentFacts(kind).readers === 'issuer') return null
    const mayNumber = mayMake && newest?.number === null && isRegistered(kind, collected)
    return { offer: { ...known, mayMake, mayNumber }, collected, newest }
  }

  /** A thing and, of the kinds that are about a part of it, its parts. */
  async function placesOf(actor: Actor, { subject, subjectId, kinds }: Thing) {
    const wanted = (kind: OfficialDocumentKind) => kinds === undefined || kinds.includes(kind)
    const places: { kind: OfficialDocumentKind; subjectId: string; part: Part | null }[] = []
    for (const kind of officialDocumentKinds.filter(wanted)) {
      const about = documentFacts(kind).subject
      if (about === subject) places.push({ kind, subjectId, part: null })
      else if (partOf[about] === subject)
        for (const part of (await ports.parts[about]?.(actor, subjectId)) ?? [])
          places.push({ kind, subjectId: part.subjectId, part })
    }
    return places
  }

  async function standings(actor: Actor, thing: Thing): Promise<Standing[]> {
    const places = await placesOf(actor, thing)
    const subjectIds = [...new Set(places.map((place) => place.subjectId))]
    const versions = await listVersions(db, { kinds: places.map(({ kind }) => kind), subjectIds })
    const found = []
    for (const { kind, subjectId, part } of places) {
      const own = versions.filter((row) => row.subjectId === subjectId)
      found.push(await standing(actor, { kind, subjectId }, part, own))
    }
    return found.filter((one) => one !== null)
  }

  /** What can be drawn up for a thing now; kinds of which nothing can be said yet are left out. */
  const list = async (actor: Actor, thing: Thing): Promise<{ items: DocumentOffer[] }> => ({
    items: (await standings(actor, thing)).map(({ offer }) => offer),
  })

  /** Which newest versions that the actor may replace are behind: everything they say is gathered for it. */
  async function changes(actor: Actor, thing: Thing): Promise<{ items: DocumentChange[] }> {
    const officeAt = remembering(officeOf)
    const items: DocumentChange[] = []
    for (const { offer, collected, newest } of await standings(actor, thing)) {
      if (!collected || !newest || !offer.mayMake) continue
      const draft = await draftOf(offer.kind, collected, officeAt)
      items.push({ id: newest.id, outdated: !(await isCurrent(offer.kind, draft, newest)) })
    }
    return { items }
  }

  /** @throws Problem `document.nothing-to-say`, `access.denied`, and as the thing itself where it is hidden */
  async function make(actor: Actor, subject: Subject): Promise<OfficialDocument> {
    const draft = await requireDraft(actor, subject)
    const newest = await newestOf(subject, draft.collected.issuer)
    if (newest && (await isCurrent(subject.kind, draft, newest))) return presentDocument(newest)
    return write(actor, subject, draft, { after: newest?.version, order: null })
  }

  /** The versions of one issuer count by themselves. */
  async function newestOf({ kind, subjectId }: Subject, { id }: Collected['issuer']): Promise<DocumentRow | undefined> {
    const versions = await listVersions(db, { kinds: [kind], subjectIds: [subjectId] })
    return versions.find(({ issuer }) => issuer.id === id)
  }

  /** Enters the newest version in the register: the next version, with number and date. */
  async function number(actor: Actor, id: DocumentId, order: DocumentNumbering): Promise<OfficialDocument> {
    const row = await requireSeen(actor, id)
    const draft = await requireDraft(actor, row)
    if (!isRegistered(row.kind, draft.collected) || row.number !== null) throw new Problem('document.not-numbered')
    // What the number is put to is what the office read and signs, and its own paper.
    if (row.issuer.id !== draft.collected.issuer.id || !(await isCurrent(row.kind, draft, row)))
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
    return (await contentOf(subject.kind, draft, null)).data
  }

  return { list, changes, make, number, download, valuesOf }
}

function isNumberTaken(error: unknown) {
  const fault = databaseFault(error)
  return fault?.kind === 'constraint' && fault.constraint === 'documents_number_once'
}

/** All kinds about one thing mostly come from one office: it is read once for each of their days. */
function remembering(read: OfficeAt): OfficeAt {
  const known = new Map<string, ReturnType<OfficeAt>>()
  return (id, day) => {
    const key = `${id} ${day}`
    const found = known.get(key) ?? read(id, day)
    known.set(key, found)
    return found
  }
}
