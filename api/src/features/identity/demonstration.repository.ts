import { eq } from 'drizzle-orm'
import type { Db } from '../../platform/db/client.ts'
import { people } from './identity.tables.ts'

/** Whether somebody whose password stands in the documentation could sign in; suspended accounts count too. */
export async function demonstrationAccountsExist(db: Db): Promise<boolean> {
  const found = await db.select({ id: people.id }).from(people).where(eq(people.demonstration, true)).limit(1)
  return found.length > 0
}
