import {
  usualChoice,
  type getNoticeSettings,
  type Notice,
  type NoticeChoice,
  type NoticeId,
  type Page,
  type Reply,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import * as repository from './notices.repository.ts'
import { choiceOf, readerOf, saveChoice } from './settings.repository.ts'

export type NoticesService = ReturnType<typeof createNoticesService>
const noticeKey = z.tuple([z.iso.datetime(), z.uuid()])

type Ports = { db: Db; now: () => Date; sendsMail: boolean }
type Settings = Reply<typeof getNoticeSettings>

/** What people are told in the app, and how they hear of it by e-mail. Everyone has their own, in the unit they act in; a machine has none. */
export function createNoticesService({ db, now, sendsMail }: Ports) {
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

  /** @throws Problem `notice.not-found`, also for what others were told */
  async function get(actor: Actor, id: NoticeId): Promise<Notice> {
    const row = await repository.findMine(db, actor, id)
    if (!row) throw new Problem('notice.not-found')
    return present(row)
  }

  async function getSettings({ personId, unitId }: Actor): Promise<Settings> {
    if (personId === null) return { choice: usualChoice, email: null, mail: sendsMail }
    const seat = { personId, unitId }
    const reader = await readerOf(db, seat)
    return { choice: await choiceOf(db, seat), email: reader?.email ?? null, mail: sendsMail }
  }

  async function saveSettings(actor: Actor, choice: NoticeChoice): Promise<Settings> {
    const { personId, unitId } = actor
    if (personId === null) throw new Problem('access.denied')
    await saveChoice(db, { personId, unitId }, choice)
    return getSettings(actor)
  }

  return { list, count, get, read, getSettings, saveSettings }
}

const present = ({ id, kind, unitId, values, at, readAt, sentBy }: repository.NoticeRow): Notice => ({
  ...{ id, kind, unitId, values },
  at: at.toISOString(),
  readAt: readAt?.toISOString() ?? null,
  by: sentBy,
})
