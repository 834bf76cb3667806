import { unitTypes, type Ownership, type ProblemCode, type UnitId } from '@thuoc/shared'
import { sql } from 'drizzle-orm'
import { boolean, date, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { instant, ltree, primaryId, reference } from '../../platform/db/columns.ts'

export const units = pgTable('units', {
  id: primaryId<UnitId>(),
  parentId: reference<UnitId>('parent_id'),
  path: ltree().notNull(),
  code: text().notNull(),
  name: text().notNull(),
  type: text({ enum: unitTypes }).notNull(),
  ownership: text().$type<Ownership>(),
  address: text(),
  phone: text(),
  email: text(),
  website: text(),
  /** First day on which the unit is no more. */
  closedOn: date('closed_on'),
  /** Codes that it had before, one after the other; kept by a trigger on `unit_codes`. */
  formerCodes: text('former_codes').notNull().default(''),
  /** One case, no accents: code, name and former codes. */
  search: text()
    .notNull()
    .generatedAlwaysAs(sql`unaccented(code || ' ' || name || ' ' || former_codes)`),
  version: integer().notNull().default(0),
  createdAt: instant('created_at').notNull().defaultNow(),
  updatedAt: instant('updated_at').notNull().defaultNow(),
})

export const unitSites = pgTable(
  'unit_sites',
  {
    unitId: reference<UnitId>('unit_id').notNull(),
    position: integer().notNull(),
    name: text().notNull(),
    address: text(),
    main: boolean().notNull(),
  },
  (table) => [primaryKey({ columns: [table.unitId, table.position] })],
)

/** Codes of now and of before, by the code in small letters. */
export const unitCodes = pgTable('unit_codes', {
  key: text().primaryKey(),
  unitId: reference<UnitId>('unit_id').notNull(),
  code: text().notNull(),
  since: instant('since').defaultNow(),
})

/** What the user is told when the database says no. */
export const orgConstraints = {
  units_code_taken: 'unit.code-taken',
  unit_codes_taken: 'unit.code-taken',
} satisfies Record<string, ProblemCode>
