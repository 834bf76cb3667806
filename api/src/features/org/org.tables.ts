import { unitTypes, type Ownership, type ProblemCode, type UnitId } from '@thuoc/shared'
import { integer, pgTable, text } from 'drizzle-orm/pg-core'
import { instant, ltree, primaryId, reference } from '../../platform/db/columns.ts'

export const units = pgTable('units', {
  id: primaryId<UnitId>(),
  parentId: reference<UnitId>('parent_id'),
  path: ltree().notNull(),
  code: text().notNull(),
  name: text().notNull(),
  type: text({ enum: unitTypes }).notNull(),
  ownership: text().$type<Ownership>(),
  version: integer().notNull().default(0),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
})

/** What the user is told when the database says no. */
export const orgConstraints = { units_code_taken: 'unit.code-taken' } satisfies Record<string, ProblemCode>
