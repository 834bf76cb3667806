import type { LinkCheck } from '@thuoc/shared'
import type { Db } from '../../platform/db/client.ts'
import { notify } from '../notices/index.ts'
import type { LinkChecker, LinkFinding } from '../../platform/links/link-check.ts'
import { findHandedIn, keepLink, listDue, lockLink, type LinkRow } from './links.repository.ts'

export type LinksService = ReturnType<typeof createLinksService>
const day = 24 * 3600 * 1000
/** Looked at side by side; one slow website does not hold up the others. */
const atOnce = 8

/** Websites that were handed in: looked at before, and every day while their campaign runs. */
export function createLinksService({ db, now, checkLink }: { db: Db; now: () => Date; checkLink: LinkChecker }) {
  /** What a check of this address finds now. */
  async function look(url: string): Promise<LinkCheck> {
    const found = await checkLink(url)
    const at = now().toISOString()
    return { ...found, url, since: at, checkedAt: at, lastUpAt: found.state === 'up' ? at : null }
  }

  /** Looks at every link that was not looked at for almost a day. @returns how many */
  async function lookAgain(signal?: AbortSignal): Promise<number> {
    let looked = 0
    while (!signal?.aborted) {
      const at = now()
      const due = await listDue(db, { before: new Date(at.getTime() - day + 3600_000), at, limit: atOnce })
      if (due.length === 0) break
      await Promise.all(due.map(async (link) => write(link, await checkLink(link.url), now())))
      looked += due.length
    }
    return looked
  }

  /** What was found; the unit is told once when its website goes down. Another address handed in meanwhile stays. */
  const write = ({ deliveryId, url }: LinkRow, found: LinkFinding, at: Date) =>
    db.transaction(async (tx) => {
      const before = await lockLink(tx, deliveryId)
      if (before?.url !== url) return
      await keepLink(tx, deliveryId, url, found, at)
      if (before.state === 'down' || found.state !== 'down') return
      const values = await findHandedIn(tx, deliveryId)
      const told = { unitId: values.unitId, kind: 'link-down' as const, values }
      await notify(tx, [told], { to: 'deliverable.prepare', by: null, at })
    })

  return { look, lookAgain }
}
