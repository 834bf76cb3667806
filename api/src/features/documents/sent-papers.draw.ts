import type { Db } from '../../platform/db/client.ts'
import { actingAs } from '../../platform/acting.ts'
import { findReceipt } from '../requests/index.ts'
import { listVersions } from './documents.repository.ts'
import * as repository from './sent-papers.repository.ts'
import type { PaperToDraw } from './sent-papers.repository.ts'
import type { TemplatesService } from './templates.service.ts'
import type { Keeper } from './writing.ts'

type Ports = {
  db: Db
  templates: Pick<TemplatesService, 'byId'>
  keep: Keeper
  now: () => Date
  onError: (error: unknown) => void
}
/** Milliseconds that a worker has for a paper before another may think it dead; longer each time. */
const patience = 60_000

/** Draws up what was held when files were sent, one paper after the other. Several may run. */
export function createPaperDrawer({ db, templates, keep, now, onError }: Ports) {
  /** Until nothing is due, or `ending` says so. */
  return async function round(ending: AbortSignal): Promise<void> {
    while (!ending.aborted) {
      const at = now()
      const paper = await repository.claim(db, at, new Date(at.getTime() + patience))
      if (!paper) return
      try {
        await drawUp(paper)
      } catch (error) {
        onError(error)
        await repository.keepFault(db, paper, (error instanceof Error ? error.message : String(error)).slice(0, 1000))
      }
    }
  }

  async function drawUp(paper: PaperToDraw): Promise<void> {
    const { subjectId, kind, content } = paper
    const found = await findReceipt(db, paper)
    if (!content || !found) throw new Error('A paper that waits has its content and its receipt')
    const { templateId, ...said } = content
    const maker = { name: found.receipt.sentBy, id: found.receipt.sentById, unitId: said.issuerId }
    const versions = (await listVersions(db, { kinds: [kind], subjectIds: [subjectId] })).filter(
      ({ issuer }) => issuer.id === said.issuerId,
    )
    const same = versions.find(({ contentSha256 }) => contentSha256 === said.sha256)
    const acting = { actorId: maker.id, unitId: maker.unitId, via: 'papers-draw' }
    await actingAs(acting, async () => {
      if (same) return db.transaction((tx) => repository.link(tx, paper, same.id))
      const version = { said, template: await templates.byId(kind, templateId), after: versions[0]?.version }
      await keep(maker, { kind, subjectId }, version, (tx, { id }) => repository.link(tx, paper, id))
    })
  }
}
