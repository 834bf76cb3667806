import { and, desc, eq, sql } from 'drizzle-orm'
import type { PublicationListId, UnitId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { firstOf, firstWith, likeWords } from '../../platform/db/search.ts'
import { byShape } from '../../platform/db/shapes.ts'
import { published, type PublishedRow } from './publication.repository.ts'
import { publicResults } from './publication.tables.ts'

export type Search = {
  q?: string | undefined
  provinceId?: UnitId | undefined
  managingBodyId?: UnitId | undefined
  unitId?: UnitId | undefined
  listId?: PublicationListId | undefined
  level?: number | undefined
  schoolYear?: string | undefined
}
/** Sort key of results: when they were published, and the file. */
export type PublishedKey = [at: string, id: string]

const filters = {
  provinceId: publicResults.provinceUnitId,
  managingBodyId: publicResults.bodyUnitId,
  unitId: publicResults.unitId,
  listId: publicResults.listId,
  level: publicResults.level,
  schoolYear: publicResults.schoolYear,
} as const satisfies { [K in keyof Omit<Search, 'q'>]-?: unknown }
const filterNames = Object.keys(filters).filter((name): name is keyof typeof filters => name in filters)

const continued = sql`(${publicResults.publishedAt}, ${publicResults.submissionId})
  < (${sql.placeholder('at')}::timestamptz, ${sql.placeholder('id')}::uuid)`

const statements = byShape((db, { has, limit }) => {
  const fits = and(
    ...filterNames.map((name) => (has(name) ? eq(filters[name], sql.placeholder(name)) : undefined)),
    has('after') ? continued : undefined,
  )
  const first = has('words') ? firstWith : firstOf
  const order = sql`published_at desc, submission_id desc`
  const found = first({ table: sql`${publicResults}`, key: 'submission_id', fits, order, limit })
  return published(db)
    .where(sql`${publicResults.submissionId} in (${found})`)
    .orderBy(desc(publicResults.publishedAt), desc(publicResults.submissionId))
})

/** What anyone may read, the newest first; one more than `limit`, to see whether there are more. */
export function search(
  db: Queryable,
  asked: Search,
  after: PublishedKey | null,
  limit: number,
): Promise<PublishedRow[]> {
  const words = likeWords(asked.q ?? '')
  const parts = [
    ...filterNames.filter((name) => asked[name] !== undefined),
    ...(after ? ['after'] : []),
    ...(words.length > 0 ? ['words'] : []),
  ]
  return statements(parts, limit + 1)(db, { ...asked, words, at: after?.[0], id: after?.[1] })
}
