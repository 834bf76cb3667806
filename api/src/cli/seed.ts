import { sql } from 'drizzle-orm'
import type { Db } from '../platform/db/client.ts'
import type { Files } from '../platform/files.ts'
import { todayInVietnam } from './seed/calendar.ts'
import { ensureCatalogue } from './seed/catalogue.ts'
import { makeDemonstration } from './seed/demonstration.ts'
import { servicesIn } from './seed/services.ts'
import { demonstrationIsMade } from './seed/units.ts'

export { shownAccounts } from './seed/accounts.ts'
export { demonstrationPassword } from './seed/people.ts'

/**
 * What a database begins with: the official indicator sets and, when wanted, the demonstration. Everything in one
 * transaction, so that it is there as a whole or not at all; run again, it finds that out and changes nothing.
 * @param files where the evidence of the demonstration is kept
 */
export async function seed(db: Db, { demonstration, files }: { demonstration: boolean; files: Files }): Promise<void> {
  const today = todayInVietnam()
  await db.transaction(async (tx) => {
    // Of two processes that start at once the second waits, and then finds everything done.
    await tx.execute(sql`set local statement_timeout = '5min'; set local lock_timeout = '5min'`)
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('thuoc.seed'))`)
    const services = servicesIn(tx, files)
    const setId = await ensureCatalogue(tx, services.catalogues)
    if (demonstration && !(await demonstrationIsMade(tx)))
      await makeDemonstration(tx, { services, files, setId, today })
  })
}
