import {
  dayOf,
  receiptSummary,
  type Receipt,
  type ReceiptPapers,
  type SubmissionId,
  type WireContent,
} from '@thuoc/shared'
import { z } from 'zod'
import { actorId, type Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import type { AttachmentRow } from '../catalogues/index.ts'
import { find, hashOf, requireVisible, type SubmissionRow } from '../submissions/index.ts'
import * as repository from './receipts.repository.ts'
import { filesOfRequest, findRequest, markSent } from './requests.repository.ts'

export type ReceiptsService = ReturnType<typeof createReceiptsService>

/** The papers that went with each sending of a file, by its round: those who draw papers up know. */
export type PapersSent = (
  db: Queryable,
  id: SubmissionId,
) => Promise<(round: number) => { papers: ReceiptPapers; files: AttachmentRow[] }>

/** What the managing body received, when, and under which number. */
export function createReceiptsService({ db, papersSent }: { db: Db; papersSent: PapersSent }) {
  async function list(actor: Actor, id: SubmissionId): Promise<{ items: Receipt[] }> {
    const row = requireVisible(await find(db, actor, id))
    const of = await papersSent(db, id)
    const receipts = await repository.listReceipts(db, id)
    return { items: receipts.map((one) => presentReceipt(one, row, of(one.receipt.round).papers)) }
  }
  return { list }
}

export function presentReceipt(
  { receipt, receiver }: repository.ReceiptRow,
  { unit, campaign }: Pick<SubmissionRow, 'unit' | 'campaign'>,
  papers: ReceiptPapers,
): Receipt {
  const { id, number, year, round, receivedAt, sentBy, hash, summary } = receipt
  return {
    ...{
      id,
      number,
      year,
      round,
      unit,
      receiver,
      campaign: campaign.title,
      at: receivedAt.toISOString(),
      sentBy,
      hash,
    },
    summary: receiptSummary.parse(summary),
    papers,
  }
}

/** Once a file is sent: its request is closed. @param row the file as it stands then */
export const closeRequest = (tx: Tx, _actor: Actor, row: SubmissionRow, at: Date) =>
  markSent(tx, { submissionId: row.id, round: row.round }, at)

type Seen = { content: WireContent | undefined; on: Tx }
/**
 * A receipt for a file whose request is closed. The last thing to be done: whoever sends to the same body waits for its
 * number until the transaction ends.
 * @param content what was pinned with the sending
 */
export async function giveReceipt(tx: Tx, actor: Actor, row: SubmissionRow, at: Date, { content, on }: Seen) {
  const of = { submissionId: row.id, round: row.round }
  const [request, enclosed] = await Promise.all([findRequest(on, of), filesOfRequest(on, of)])
  if (!request || !content) throw new Error('A file is sent with a request and pinned')
  const held = [...content.evidence.flatMap(({ files }) => files), ...enclosed]
  const year = Number(dayOf(at).slice(0, 4))
  await repository.insertReceipt(tx, {
    ...{ ...of, receiverUnitId: row.assessor.id, year, receivedAt: at, sentBy: actor.name },
    sentById: actorId(actor),
    hash: hashOf(content),
    summary: z.encode(receiptSummary, {
      request: {
        number: request.number ?? '',
        issuedOn: request.issuedOn ?? dayOf(at),
        signatory: request.signatory ?? '',
        office: request.office ?? '',
      },
      ...{ answered: row.answered, lines: row.lineCount, selfTotal: row.selfTotal, selfLevel: row.selfLevel },
      evidence: content.evidence.length,
      files: held.length,
      bytes: held.reduce((sum, { size }) => sum + size, 0),
    }),
  })
}
