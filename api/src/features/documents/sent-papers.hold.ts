import { schoolDocumentKinds } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { isCollision } from '../../platform/db/faults.ts'
import { makes } from './documents.policy.ts'
import { listVersions, type DocumentRow } from './documents.repository.ts'
import { remembering, type Drafts, type OfficeAt } from './drafts.ts'
import type { PlacesOf } from './places.ts'
import type { Paper, Sending } from './said.ts'
import * as repository from './sent-papers.repository.ts'
import { saidIn } from './writing.ts'

type Ports = { db: Db; drafts: Drafts; placesOf: PlacesOf; now: () => Date }

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
    const officeAt = remembering(drafts.officeOf)
    for (const { kind, subjectId } of places) {
      const paper = { ...sending, kind, subjectId }
      try {
        await db.transaction((tx) => holdOne(tx, actor, paper, versions, officeAt))
      } catch (error) {
        if (isCollision(error)) throw error
        // A file shall not stay behind for a paper: the school is told, and draws it up by itself.
        const fault = error instanceof Error ? error.message : String(error)
        await db.transaction((tx) =>
          repository.hold(tx, { ...paper, content: null, dueAt: now(), fault: fault.slice(0, 1000) }),
        )
      }
    }
  }

  async function holdOne(
    tx: Tx,
    actor: Actor,
    paper: Paper,
    versions: readonly DocumentRow[],
    officeAt: OfficeAt,
  ): Promise<void> {
    const { kind, subjectId } = paper
    const collected = await drafts.collect(actor, { kind, subjectId })
    if (!collected || !makes(actor, collected)) return
    const draft = await drafts.draftOf(kind, collected, officeAt)
    const newest = versions.find(
      (row) => row.kind === kind && row.subjectId === subjectId && row.issuer.id === collected.issuer.id,
    )
    if (newest && ((await drafts.isCurrent(kind, draft, newest)) || (await standsByNumber(newest))))
      return repository.link(tx, paper, newest.id)
    const content = { ...saidIn(draft, await drafts.contentOf(kind, draft, null)), templateId: draft.template.id }
    await repository.hold(tx, { ...paper, content, dueAt: now() })
  }
}
