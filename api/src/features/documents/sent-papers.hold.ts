import { schoolDocumentKinds, type DocumentId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { isCollision } from '../../platform/db/faults.ts'
import { settled } from '../../platform/settled.ts'
import { makes } from './documents.policy.ts'
import { listVersions, type DocumentRow } from './documents.repository.ts'
import { rememberingOffice, type Drafts, type OfficeAt } from './drafts.ts'
import type { PlacesOf } from './places.ts'
import type { Paper, Sending } from './said.ts'
import * as repository from './sent-papers.repository.ts'
import type { PaperToDraw } from './sent-papers.repository.ts'
import { saidIn } from './writing.ts'

type Ports = { db: Db; drafts: Drafts; placesOf: PlacesOf; now: () => Date }

/** What goes with the file as it is, or what a paper of it says. */
type Gathered = { paper: Paper } & ({ documentId: DocumentId } | { content: NonNullable<PaperToDraw['content']> })

/**
 * In the moment a file is sent: the papers that go with it. What was issued under a number, or says what is sent, goes as
 * it is; of the others is held what they say, for they are drawn up afterwards, when the school may already write on.
 */
export function createHolder({ db, drafts, placesOf, now }: Ports) {
  /** Issued for this sending; what went with an earlier one says what was true then. */
  const standsByNumber = async ({ id, number }: DocumentRow) =>
    number !== null && !(await repository.wentBefore(db, id))

  return async function hold(actor: Actor, sending: Sending): Promise<void> {
    const { submissionId } = sending
    const kinds = schoolDocumentKinds
    const places = await placesOf(actor, { subject: 'submission', subjectId: submissionId, kinds })
    const versions = await listVersions(db, { kinds, subjectIds: [...new Set(places.map((one) => one.subjectId))] })
    const papers = places.map(({ kind, subjectId }) => ({ ...sending, kind, subjectId }))
    const holdThese = (those: readonly Paper[]) => {
      const officeAt = rememberingOffice(drafts.officeOf)
      return db.transaction(async (tx) => {
        // Whatever becomes of one of them: nothing may still be read when this part of the transaction is given up.
        await write(tx, await settled(those.map((paper) => gather(actor, paper, versions, officeAt))))
      })
    }
    try {
      await holdThese(papers)
    } catch (error) {
      if (isCollision(error)) throw error
      for (const paper of papers) await holdThese([paper]).catch((fault) => keepFault(paper, fault))
    }
  }

  /** A file shall not stay behind for a paper: the school is told, and draws it up by itself. */
  async function keepFault(paper: Paper, error: unknown): Promise<void> {
    if (isCollision(error)) throw error
    const fault = (error instanceof Error ? error.message : String(error)).slice(0, 1000)
    await db.transaction((tx) => repository.hold(tx, [{ ...paper, content: null, dueAt: now(), fault }]))
  }

  /** What goes of a kind; null: nothing. */
  async function gather(
    actor: Actor,
    paper: Paper,
    versions: readonly DocumentRow[],
    officeAt: OfficeAt,
  ): Promise<Gathered | null> {
    const { kind, subjectId } = paper
    const collected = await drafts.collect(actor, { kind, subjectId })
    if (!collected || !makes(actor, collected)) return null
    // Asked for together with that of today; whoever needs it hears of a fault.
    officeAt(collected.issuer.id, collected.signedOn).catch(() => {})
    const draft = await drafts.draftOf(kind, collected, officeAt)
    const newest = versions.find(
      (row) => row.kind === kind && row.subjectId === subjectId && row.issuer.id === collected.issuer.id,
    )
    if (newest && ((await drafts.isCurrent(kind, draft, newest)) || (await standsByNumber(newest))))
      return { paper, documentId: newest.id }
    const said = saidIn(draft, await drafts.contentOf(kind, draft, null))
    return { paper, content: { ...said, templateId: draft.template.id } }
  }

  async function write(tx: Tx, gathered: readonly (Gathered | null)[]): Promise<void> {
    const going = gathered.filter((one) => one !== null)
    for (const one of going) if ('documentId' in one) await repository.link(tx, one.paper, one.documentId)
    await repository.hold(
      tx,
      going.flatMap((one) => ('content' in one ? [{ ...one.paper, content: one.content, dueAt: now() }] : [])),
    )
  }
}
