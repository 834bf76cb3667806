import {
  dayOf,
  type Page,
  type PublicationListSummary,
  type Reply,
  type SubmissionId,
  type SubmissionsOnce,
  type publish as publishCall,
} from '@thuoc/shared'
import { z } from 'zod'
import { standsForIn, type Actor } from '../../platform/actor.ts'
import { one, type Db } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { faultsOf, requireOwn } from '../recognition/index.ts'
import { lock, lockMany, move, moveAll, requireVisible } from '../submissions/index.ts'
import * as repository from './lists.repository.ts'

export type PublicationService = ReturnType<typeof createPublicationService>
type Asked = { items: SubmissionsOnce; title: string; note: string; publishedOn?: string | undefined }
const listKey = z.tuple([z.iso.datetime(), z.uuid()])

/** What a body makes public and takes back. */
export function createPublicationService({ db, now }: { db: Db; now: () => Date }) {
  /** Publishes every listed file, or none. */
  function publish(actor: Actor, { items, title, note, ...asked }: Asked): Promise<Reply<typeof publishCall>> {
    return db.transaction(async (tx) => {
      const ids = items.map(({ submissionId }) => submissionId)
      const listed = requireOwn(actor, 'publish', items, await lockMany(tx, actor, ids))
      const errors = faultsOf(listed, 'publish')
      const moved = errors.some(({ message }) => message === 'submission.wrong-state')
      if (errors.length > 0) throw new Problem(moved ? 'submission.wrong-state' : 'submission.stale', { errors })
      const at = now()
      const publishedOn = asked.publishedOn ?? dayOf(at)
      const recognised = await repository.recognisedOf(tx, ids)
      requireDay(publishedOn, dayOf(at), recognised)
      const numbers = await repository.numbersOf(tx, ids)
      const numbered = recognised.map((row) => ({ ...row, number: (numbers.get(row.submissionId) ?? 0) + 1 }))
      const listId = await repository.insertList(tx, actor, { title, note, publishedOn, at }, numbered)
      const files = listed.map(({ row, item }) => ({ row, version: item.version, reason: null }))
      await moveAll(tx, actor, 'publish', files, at)
      return { published: ids.length, publishedAt: at.toISOString(), listId }
    })
  }

  /** Takes a mistaken publication back. The note stays; the same result may be made public again. */
  function withdraw(actor: Actor, id: SubmissionId, { version, reason }: { version: number; reason: string }) {
    return db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      const at = now()
      await move(tx, actor, row, { action: 'withdraw-publication', version, reason }, at)
      const number = one([...(await repository.numbersOf(tx, [id])).values()])
      const standsFor = standsForIn(actor, 'publication.publish')
      await repository.insertWithdrawal(tx, actor, { submissionId: id, number, reason, at, standsFor })
      return { withdrawnAt: at.toISOString() }
    })
  }

  async function list(actor: Actor, query: PageRequest): Promise<Page<PublicationListSummary>> {
    const rows = await repository.listLists(db, actor, decodeCursor(query.cursor, listKey), query.limit ?? defaultLimit)
    return toPage(
      rows,
      query,
      (row) => [row.publishedAt.toISOString(), row.id],
      (row) => ({ ...row, publishedAt: row.publishedAt.toISOString() }),
    )
  }

  return { publish, withdraw, list }
}

/** Nothing is made known before it was decided. @throws Problem `publication.day-unfit`, naming each such file */
function requireDay(day: string, today: string, recognised: readonly repository.RecognisedRow[]) {
  const early = recognised.filter(({ signedOn }) => day < signedOn)
  if (day <= today && early.length === 0) return
  const errors = early.map(({ submissionId }) => ({ path: submissionId, message: 'publication.day-unfit' }))
  throw new Problem('publication.day-unfit', { errors })
}
