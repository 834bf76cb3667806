import { schoolDocumentKinds, type ReceiptPapers, type SubmissionId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import type { AttachmentRow } from '../catalogues/index.ts'
import { listSent, listWaiting } from './sent-papers.repository.ts'

/** The request first, what led to it after it. */
const order: readonly string[] = schoolDocumentKinds.toReversed()
const inOrder = <T extends { kind: string }>(papers: readonly T[]) =>
  papers.toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))

/** What went with each sending of a file; the files beside it, for the archive. */
export type SentPapers = { papers: ReceiptPapers; files: AttachmentRow[] }

/** The papers that went with each sending of a file, by its round. */
export async function sentPapersOf(db: Queryable, id: SubmissionId): Promise<(round: number) => SentPapers> {
  const sent = await listSent(db, id)
  const waiting = await listWaiting(db, id)
  return (round) => {
    const rows = inOrder(sent.filter((one) => one.round === round).map((one) => ({ ...one, kind: one.document.kind })))
    const open = inOrder(waiting.filter((one) => one.round === round))
    const items = [...Map.groupBy(rows, ({ document }) => document.id).values()].flatMap((those) => {
      const [first] = those
      if (!first) return []
      const { id: documentId, kind, version, symbol, signedOn, docxId } = first.document
      const files = those.map(({ file: { id: fileId, name, size, sha256 } }) => ({
        ...{ format: fileId === docxId ? ('docx' as const) : ('pdf' as const), name, size, sha256 },
      }))
      return [{ documentId, kind, version, symbol, signedOn, files }]
    })
    return {
      papers: {
        items,
        waiting: open.filter(({ failed }) => !failed).map(({ kind }) => kind),
        failed: open.filter(({ failed }) => failed).map(({ kind }) => kind),
      },
      files: rows.map(({ file }) => file),
    }
  }
}
