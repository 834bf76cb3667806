import { documentFacts, type DocumentNumbering, type OfficialDocumentKind } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { fill, pdfOf } from '../../platform/documents/index.ts'
import { safeFolderName } from '../../platform/file-names.ts'
import type { Files } from '../../platform/files.ts'
import type { OfficeConverter } from '../../platform/office.ts'
import { Problem } from '../../platform/problem.ts'
import { presentDocument } from './documents.present.ts'
import { insertDocument, nextNumber } from './documents.repository.ts'
import type { Draft, Drafts, Subject } from './drafts.ts'
import { keepGenerated } from './keep.ts'
import { originals } from './originals/index.ts'
import { ownPdf } from './own-pdf.ts'
import type { Collected } from './source.ts'
import { docxType, type InUse } from './templates.service.ts'

/** The version that was seen, and the number that is wanted, if one is. */
type Taking = { after: number | undefined; order: DocumentNumbering | null }

type Ports = {
  db: Db
  files: Files
  /** Null: no PDF of what is made with a template of a body’s own. */
  office: OfficeConverter | null
  now: () => Date
}

/** Writes the next version of a document: its files first, then the row that refers to them. */
export function createWriter({ db, files, office: converter, now }: Ports, drafts: Pick<Drafts, 'contentOf'>) {
  /** Writes the next version. @param order null: it waits for its number, or has none */
  async function write(actor: Actor, { kind, subjectId }: Subject, draft: Draft, { after, order }: Taking) {
    const { collected, template } = draft
    const numbering = order && (await numberFor(kind, collected.issuer, order))
    const content = await drafts.contentOf(kind, draft, numbering)
    const name = safeFolderName(`${collected.fileName} - ${collected.issuer.name}`, 150)
    const kept = await keepAll(actor, name, await render(kind, content.data, template))
    try {
      const row = await db.transaction(async (tx) =>
        insertDocument(tx, {
          ...{ kind, subjectId, issuerId: collected.issuer.id, version: (after ?? 0) + 1 },
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
  async function numberFor(
    kind: OfficialDocumentKind,
    { id }: Collected['issuer'],
    { number, signedOn }: DocumentNumbering,
  ) {
    const type = documentFacts(kind).numbered
    if (type === null) throw new Problem('document.not-numbered')
    const year = Number(signedOn.slice(0, 4))
    return { type, year, signedOn, number: number ?? (await nextNumber(db, { issuerId: id, type, year })) }
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

  return write
}
