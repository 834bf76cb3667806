import { documentFacts, type DocumentNumbering, type OfficialDocumentKind } from '@thuoc/shared'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { fill, pdfOf, UnreadableTemplate } from '../../platform/documents/index.ts'
import { safeFolderName } from '../../platform/file-names.ts'
import type { Files } from '../../platform/files.ts'
import type { OfficeConverter } from '../../platform/office.ts'
import { Problem } from '../../platform/problem.ts'
import { createTurns } from '../../platform/turns.ts'
import { insertDocument, lockRegister, nextNumber, type DocumentRow, type NewDocument } from './documents.repository.ts'
import { rememberingOffice, type Draft, type Drafts, type Subject } from './drafts.ts'
import { keepGenerated, type Maker } from './keep.ts'
import { originals } from './originals/index.ts'
import { ownPdf } from './own-pdf.ts'
import type { Said } from './said.ts'
import { docxType, type InUse } from './templates.service.ts'

type Registered = Pick<NewDocument, 'register' | 'registerYear' | 'number'>
type Version = { said: Said; template: InUse; after: number | undefined; registered?: Registered }

type Also = (tx: Tx, row: DocumentRow) => Promise<void>

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

export type Keeper = ReturnType<typeof createKeeper>['keep']
/** Keeps the next version of a document: its files first, then the row that refers to them. */
export function createKeeper({ db, files, office: converter, now }: Ports) {
  /** @param also what is written with it, both or neither */
  const keep = (maker: Maker, subject: Subject, version: Version, also: Also): Promise<DocumentRow> =>
    drawn(maker, subject, version, (enter) =>
      db.transaction(async (tx) => {
        const row = await enter(tx)
        await also(tx, row)
        return row
      }),
    )

  /** The same within a transaction that holds something for it. */
  const keepIn = (tx: Tx, maker: Maker, subject: Subject, version: Version): Promise<DocumentRow> =>
    drawn(maker, subject, version, (enter) => enter(tx))

  async function drawn(
    maker: Maker,
    { kind, subjectId }: Subject,
    { said, template, after, registered }: Version,
    within: (enter: (tx: Tx) => Promise<DocumentRow>) => Promise<DocumentRow>,
  ): Promise<DocumentRow> {
    const { issuerId, data, sha256: contentSha256, symbol, signedOn, fileName } = said
    const kept = await keepAll(maker, fileName, await render(kind, data, template))
    try {
      return await within(async (tx) =>
        insertDocument(tx, {
          ...{ kind, subjectId, issuerId, version: (after ?? 0) + 1 },
          ...{ data, contentSha256, templateId: template.id, symbol, signedOn, fileName, ...registered },
          ...{ docxId: (await kept.docx.row(tx)).id, pdfId: kept.pdf && (await kept.pdf.row(tx)).id },
          ...{ madeAt: now(), madeBy: maker.name, madeById: maker.id },
        }),
      )
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

  return { keep, keepIn }
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
/** Writes what a document says now as its next version, after the one that was seen. */
export function createWriter(ports: Ports, drafts: Pick<Drafts, 'contentOf'>) {
  const { keep, keepIn } = createKeeper(ports)
  const inTurn = createTurns()
  const makerOf = (actor: Actor): Maker => ({ name: actor.name, id: actorId(actor), unitId: actor.unitId })

  /** It waits for its number, or has none. */
  async function write(actor: Actor, subject: Subject, draft: Draft, after: number | undefined) {
    const said = saidIn(draft, await drafts.contentOf(subject.kind, draft, null))
    return keep(makerOf(actor), subject, { said, template: draft.template, after }, async () => {})
  }

  /**
   * Under the number that was asked for, or the next free one: one paper of a register after the other, so that each finds
   * the numbers of those before it.
   */
  function enter(actor: Actor, subject: Subject, seen: Draft, after: number, { number, signedOn }: DocumentNumbering) {
    const type = documentFacts(subject.kind).numbered
    if (type === null) throw new Problem('document.not-numbered')
    const year = Number(signedOn.slice(0, 4))
    const register = { issuerId: seen.collected.issuer.id, type, year }
    const draft = { ...seen, office: rememberingOffice(seen.office) }
    return inTurn(Object.values(register).join(' '), async () => {
      // What it says is read before: within the transaction nobody waits for a second connection.
      await drafts.contentOf(subject.kind, draft, { number: 0, signedOn })
      return ports.db.transaction(async (tx) => {
        await lockRegister(tx, register)
        const numbering = { number: number ?? (await nextNumber(tx, register)), signedOn }
        const said = saidIn(draft, await drafts.contentOf(subject.kind, draft, numbering), signedOn)
        const registered = { register: type, registerYear: year, number: numbering.number }
        return keepIn(tx, makerOf(actor), subject, { said, template: draft.template, after, registered })
      })
    })
  }

  return { write, enter }
}
