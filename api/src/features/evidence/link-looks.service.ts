import { setTimeout as wait } from 'node:timers/promises'
import type { LinkLook, PieceId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import type { LinkChecker, LinkFinding } from '../../platform/links/link-check.ts'
import { Problem } from '../../platform/problem.ts'
import { notify } from '../notices/index.ts'
import * as repository from './link-looks.repository.ts'
import type { DueLink, LookedAt } from './link-looks.repository.ts'

export type LinkLooks = ReturnType<typeof createLinkLooks>
type Ports = {
  db: Db
  now: () => Date
  checkLink: LinkChecker
  /** Milliseconds between two looks at the same website. */
  pause?: number
}

const hour = 3600_000
/** Websites looked at side by side; one that is slow does not hold up the others. */
const atOnce = 8
/** Links a round takes from the database. */
const perRound = 400
/** Nights in a row after which a unit is told. */
const nightsDown = 2

/**
 * Looks whether the links that units gave as evidence can be opened. Each look is written down at once, so a run that
 * breaks off is gone on with by the next.
 */
export function createLinkLooks({ db, now, checkLink, pause = 1_000 }: Ports) {
  /** Looks at once, for whoever may see the piece. @throws Problem `piece.not-found`, `piece.no-link` */
  async function look(actor: Actor, id: PieceId): Promise<LinkLook> {
    const piece = await repository.findVisible(db, actor, id)
    if (!piece) throw new Problem('piece.not-found')
    const { url } = piece
    if (url === null) throw new Problem('piece.no-link')
    const found = await checkLink(url)
    const at = now()
    // Two clicks are not two nights.
    await db.transaction((tx) => repository.keepLook(tx, [id], { url, found, at, counts: false }))
    return { state: found.state, fault: found.fault, checkedAt: at.toISOString() }
  }

  /** Every link that was not looked at for almost a day. @returns how many pieces */
  const lookAgain = (signal?: AbortSignal) => lookAtDue(() => new Date(now().getTime() - 22 * hour), signal)

  /** Links that were added or changed and that nobody has looked at yet. @returns how many pieces */
  const lookAtNew = (signal?: AbortSignal) => lookAtDue(() => null, signal)

  async function lookAtDue(checkedBefore: () => Date | null, signal?: AbortSignal): Promise<number> {
    let looked = 0
    while (!signal?.aborted) {
      const due = await repository.listDue(db, { checkedBefore: checkedBefore(), at: now(), limit: perRound })
      if (due.length === 0) break
      const websites = [...Map.groupBy(due, ({ url }) => hostOf(url)).values()]
      const lane = async () => {
        for (let links = websites.shift(); links && !signal?.aborted; links = websites.shift())
          looked += await lookAtWebsite(links, signal)
      }
      await Promise.all(Array.from({ length: atOnce }, lane))
    }
    return looked
  }

  /** One address after the other, each once, however many pieces name it. */
  async function lookAtWebsite(links: readonly DueLink[], signal?: AbortSignal): Promise<number> {
    let looked = 0
    for (const [url, same] of Map.groupBy(links, (link) => link.url)) {
      if (signal?.aborted) break
      if (looked > 0) await wait(pause)
      await write(url, same, await checkLink(url))
      looked += same.length
    }
    return looked
  }

  const write = (url: string, links: readonly DueLink[], found: LinkFinding) =>
    db.transaction(async (tx) => {
      const at = now()
      const ids = links.map(({ id }) => id)
      const kept = await repository.keepLook(tx, ids, { url, found, at, counts: true })
      for (const piece of kept.filter(hasGoneDown)) await tell(tx, piece, url, at)
    })

  /** Once, not every night. */
  const hasGoneDown = ({ failures, upAt }: LookedAt) => upAt !== null && failures === nightsDown

  async function tell(tx: Tx, { id, unitId, title }: LookedAt, url: string, at: Date) {
    const values = { title, place: url, ...(await repository.lineOf(tx, id)) }
    await notify(tx, [{ unitId, kind: 'evidence-link-down', values }], { to: 'submission.score', by: null, at })
  }

  return { look, lookAgain, lookAtNew }
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url)
