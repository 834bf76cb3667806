import type { listMails, OpenMail, Reply } from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import * as repository from './mails.repository.ts'

export type MailsService = ReturnType<typeof createMailsService>

/** Letters that have not surely arrived, for those who look after the accounts of their readers. */
export function createMailsService({ db, sendsMail }: { db: Db; sendsMail: boolean }) {
  async function list(actor: Actor, query: PageRequest & repository.MailFilter): Promise<Reply<typeof listMails>> {
    const after = decodeCursor(query.cursor, z.uuid())
    const rows = await repository.listOpen(db, actor, query, after, query.limit ?? defaultLimit)
    return { ...toPage(rows, query, ({ id }) => id, present), counts: await repository.countOpen(db, actor), sendsMail }
  }

  const change =
    (action: 'resend' | 'discard', work: typeof repository.discard) =>
    async (actor: Actor, given: readonly string[]) => {
      const ids = [...new Set(given)]
      const handled = await db.transaction(async (tx) => {
        const letters = await work(tx, actor, ids)
        await repository.writeDown(
          tx,
          letters.map((letter) => ({ ...letter, unitId: actor.unitId, action })),
        )
        return letters
      })
      return { done: handled.length, left: ids.length - handled.length }
    }

  return {
    list,
    /** Both are written down, letter by letter. */
    resend: change('resend', repository.sendAgain),
    discard: change('discard', repository.discard),
  }
}

const iso = (moment: string) => new Date(moment).toISOString()
const present = ({ name, unit, ...row }: repository.MailRow): OpenMail => ({
  ...row,
  recipient: name === null ? null : { name, unit },
  writtenAt: iso(row.writtenAt),
  nextTryAt: row.state === 'waiting' ? iso(row.nextTryAt) : null,
  settledAt: row.settledAt === null ? null : iso(row.settledAt),
})
