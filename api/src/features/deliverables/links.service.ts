import type { LinkCheck } from '@thuoc/shared'
import type { Db } from '../../platform/db/client.ts'
import type { LinkChecker } from './link-check.ts'
import { keepLink, listDue } from './links.repository.ts'

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
      await Promise.all(
        due.map(async ({ deliveryId, url }) => keepLink(db, deliveryId, url, await checkLink(url), now())),
      )
      looked += due.length
    }
    return looked
  }

  return { look, lookAgain }
}
