import { sql } from 'drizzle-orm'
import type { Queryable } from '../../platform/db/client.ts'

/**
 * Something that changes whenever the open data do: publications, withdrawals, recognitions and what ended them only
 * ever grow, and so do the files that stand published change by one of them.
 */
export async function markOfChanges(db: Queryable): Promise<{ mark: string; count: number }> {
  const { rows } = await db.execute<{ mark: string; count: number }>(sql`
    select (select count(*)::int from public_results) as count,
      concat_ws(' ', (select count(*) from publications), (select count(*) from publication_withdrawals),
        (select count(*) from recognitions), (select count(*) from recognition_endings),
        (select count(*) from public_results)) as mark`)
  return rows[0] ?? { mark: '', count: 0 }
}
