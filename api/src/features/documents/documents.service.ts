import {
  dayOf,
  documentFacts,
  problems,
  type DocumentFormat,
  type DocumentId,
  type DocumentNumbering,
  type OfficialDocument,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import type { Download } from '../../platform/download.ts'
import { Problem } from '../../platform/problem.ts'
import { downloadOf, findAttachments } from '../catalogues/index.ts'
import { createCases } from './cases.service.ts'
import { isRegistered, isShown, reads } from './documents.policy.ts'
import { presentDocument } from './documents.present.ts'
import { findDocument, listVersions, type DocumentRow } from './documents.repository.ts'
import type { Drafts, Subject } from './drafts.ts'
import { createOffers } from './offers.ts'
import type { PlacesOf } from './places.ts'
import type { Collected } from './source.ts'
import type { Writer } from './writing.ts'

export type DocumentsService = ReturnType<typeof createDocumentsService>
type Ports = { db: Db; drafts: Drafts; writer: Writer; placesOf: PlacesOf; now: () => Date }

/** Documents are drawn up from the data, kept as they were made, and never change: what changes makes a new version. */
export function createDocumentsService({ db, drafts, writer, placesOf, now }: Ports) {
  const { write, enter } = writer
  const { collect, requireDraft, isCurrent } = drafts

  /** @throws Problem `document.nothing-to-say`, `access.denied`, and as the thing itself where it is hidden */
  async function make(actor: Actor, subject: Subject): Promise<OfficialDocument> {
    const draft = await requireDraft(actor, subject)
    const newest = await newestOf(subject, draft.collected.issuer)
    if (newest && (await isCurrent(subject.kind, draft, newest))) return presentDocument(newest)
    return presentDocument(await write(actor, subject, draft, newest?.version))
  }

  /** Within a request: what takes long is ordered. @throws Problem `document.takes-long`, and as `make` does */
  async function makeNow(actor: Actor, subject: Subject): Promise<OfficialDocument> {
    if (!documentFacts(subject.kind).large) return make(actor, subject)
    await requireDraft(actor, subject)
    throw new Problem('document.takes-long')
  }

  /** What it is called. @throws Problem where it is not the actor’s to draw up, or there is nothing to say yet */
  const nameOf = async (actor: Actor, subject: Subject): Promise<string> =>
    (await requireDraft(actor, subject)).collected.fileName

  /** The versions of one issuer count by themselves. */
  async function newestOf({ kind, subjectId }: Subject, { id }: Collected['issuer']): Promise<DocumentRow | undefined> {
    const versions = await listVersions(db, { kinds: [kind], subjectIds: [subjectId] })
    return versions.find(({ issuer }) => issuer.id === id)
  }

  /** Enters the newest version in the register: the next version, with number and date. */
  async function number(actor: Actor, id: DocumentId, order: DocumentNumbering): Promise<OfficialDocument> {
    const row = await requireSeen(actor, id)
    // A slip of the pen would stay: the number is in the register of that year for good.
    if (order.signedOn > dayOf(now())) throw new Problem('document.in-the-future')
    const draft = await requireDraft(actor, row)
    if (!isRegistered(row.kind, draft.collected) || row.number !== null) throw new Problem('document.not-numbered')
    // What the number is put to is what the office read and signs, and its own paper.
    if (row.issuer.id !== draft.collected.issuer.id || !(await isCurrent(row.kind, draft, row)))
      throw new Problem('document.superseded')
    return presentDocument(await enter(actor, row, draft, row.version, order))
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

  return {
    ...createOffers({ db, placesOf }, drafts),
    nameOf,
    make,
    makeNow,
    number,
    download,
    ...createCases({ db }, drafts),
  }
}
