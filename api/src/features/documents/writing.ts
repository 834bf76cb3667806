import { documentFacts, type DocumentNumbering, type OfficialDocumentKind } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { fill, pdfOf, UnreadableTemplate } from '../../platform/documents/index.ts'
import { safeFolderName } from '../../platform/file-names.ts'
import type { Files } from '../../platform/files.ts'
import type { OfficeConverter } from '../../platform/office.ts'
import { Problem } from '../../platform/problem.ts'
import { insertDocument, nextNumber, type DocumentRow, type NewDocument } from './documents.repository.ts'
import type { Draft, Drafts, Subject } from './drafts.ts'
import { keepGenerated, type Maker } from './keep.ts'
import { originals } from './originals/index.ts'
import { ownPdf } from './own-pdf.ts'
import type { Said } from './said.ts'
import type { Collected } from './source.ts'
import { docxType, type InUse } from './templates.service.ts'

/** The version that was seen, and the number that is wanted, if one is. */
type Taking = { after: number | undefined; order: DocumentNumbering | null }
type Registered = Pick<NewDocument, 'register' | 'registerYear' | 'number'>
type Version = { said: Said; template: InUse; after: number | undefined; registered?: Registered }

type Ports = {
  db: Db
  files: Files
  /** Null: no PDF of what is made with a template of a body’s own. */
  office: OfficeConverter | null
  now: () => Date
}

/** What a draft says, as a version of it would be kept. */
export function saidIn(
  { collected }: Draft,
  content: { data: Record<string, unknown> & { symbol: string }; sha256: string },
  signedOn = collected.signedOn,
): Said {
  const fileName = safeFolderName(`${collected.fileName} - ${collected.issuer.name}`, 150)
  const { data, sha256 } = content
  return { issuerId: collected.issuer.id, data, sha256, symbol: data.symbol, signedOn, fileName }
}

export type Keeper = ReturnType<typeof createKeeper>
/** Keeps the next version of a document: its files first, then the row that refers to them. */
export function createKeeper({ db, files, office: converter, now }: Ports) {
  /** @param also what is written with it, both or neither */
  async function keep(
    maker: Maker,
    { kind, subjectId }: Subject,
    { said, template, after, registered }: Version,
    also: (tx: Tx, row: DocumentRow) => Promise<void>,
  ): Promise<DocumentRow> {
    const { issuerId, data, sha256: contentSha256, symbol, signedOn, fileName } = said
    const kept = await keepAll(maker, fileName, await render(kind, data, template))
    try {
      return await db.transaction(async (tx) => {
        const row = await insertDocument(tx, {
          ...{ kind, subjectId, issuerId, version: (after ?? 0) + 1 },
          ...{ data, contentSha256, templateId: template.id, symbol, signedOn, fileName, ...registered },
          ...{ docxId: (await kept.docx.row(tx)).id, pdfId: kept.pdf && (await kept.pdf.row(tx)).id },
          ...{ madeAt: now(), madeBy: maker.name, madeById: maker.id },
        })
        await also(tx, row)
        return row
      })
    } finally {
      await kept.docx.discard()
      await kept.pdf?.discard()
    }
  }

  async function keepAll(maker: Maker, name: string, { docx, pdf }: { docx: Buffer; pdf: Buffer | null }) {
    const one = (extension: string, mediaType: string, content: Buffer) =>
      keepGenerated(files, maker, { name: `${name}.${extension}`, mediaType, content })
    return { docx: await one('docx', docxType, docx), pdf: pdf && (await one('pdf', 'application/pdf', pdf)) }
  }

  async function render(kind: OfficialDocumentKind, data: Record<string, unknown>, template: InUse) {
    const fields = documentFacts(kind).fields
    const docx = await filled(fill(await template.content(), fields, data))
    if (!documentFacts(kind).pdf) return { docx, pdf: null }
    // Ours follows the original; with a template of a body’s own it is made from the DOCX.
    return { docx, pdf: await (template.id === null ? pdfOf(originals[kind], fields, data) : ownPdf(converter, docx)) }
  }

  return keep
}

/** A template may have been taken when less was looked at, or hold what is too much for it. */
async function filled(filling: Promise<Buffer>): Promise<Buffer> {
  try {
    return await filling
  } catch (error) {
    if (error instanceof UnreadableTemplate) throw new Problem('document-template.unusable', { cause: error })
    throw error
  }
}

export type Writer = ReturnType<typeof createWriter>
/** Writes what a document says now as its next version. */
export function createWriter(ports: Ports, drafts: Pick<Drafts, 'contentOf'>) {
  const keep = createKeeper(ports)

  /** @param order null: it waits for its number, or has none */
  async function write(actor: Actor, subject: Subject, draft: Draft, { after, order }: Taking) {
    const numbering = order && (await numberFor(subject.kind, draft.collected.issuer, order))
    const said = saidIn(draft, await drafts.contentOf(subject.kind, draft, numbering), numbering?.signedOn)
    const registered = numbering && {
      ...{ register: numbering.type, registerYear: numbering.year, number: numbering.number },
    }
    const maker = { name: actor.name, id: actorId(actor), unitId: actor.unitId }
    const { template } = draft
    return keep(maker, subject, { said, template, after, ...(registered && { registered }) }, async () => {})
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
    return { type, year, signedOn, number: number ?? (await nextNumber(ports.db, { issuerId: id, type, year })) }
  }

  return write
}
