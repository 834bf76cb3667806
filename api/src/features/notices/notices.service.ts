import type { Notice, NoticeId, Page } from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import * as repository from './notices.repository.ts'

export type NoticesService = ReturnType<typeof createNoticesService>
const noticeKey = z.tuple([z.iso.datetime(), z.uuid()])

/** What people are told in the app. Everyone has their own, in the unit they act in; a machine has none. */
export function createNoticesService({ db, now }: { db: Db; now: () => Date }) {
  async function list(actor: Actor, query: PageRequest & { unread?: boolean | undefined }): Promise<Page<Notice>> {
    const after = decodeCursor(query.cursor, noticeKey)
    const rows = await repository.list(db, actor, query, after, query.limit ?? defaultLimit)
    return toPage(rows, query, (row) => [row.at.toISOString(), row.id], present)
  }

  const count = async (actor: Actor) => ({ unread: await repository.countUnread(db, actor) })

  async function read(actor: Actor, ids: readonly NoticeId[] | null) {
    await repository.markRead(db, actor, ids, now())
    return count(actor)
  }

  return { list, count, read }
}

const present = ({ id, kind, unitId, values, at, readAt, sentBy }: repository.NoticeRow): Notice => ({
  ...{ id, kind, unitId, values },
  at: at.toISOString(),
  readAt: readAt?.toISOString() ?? null,
  by: sentBy,
})
