import type {
  ImportAction,
  ImportChange,
  ImportCount,
  ImportId,
  ImportKindName,
  ImportStatus,
  UnitId,
} from '@thuoc/shared'
import { bigint, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant, primaryId, reference } from '../../platform/db/columns.ts'

export const imports = pgTable('imports', {
  id: primaryId<ImportId>(),
  kind: text().$type<ImportKindName>().notNull(),
  unitId: reference<UnitId>('unit_id').notNull(),
  status: text().$type<ImportStatus>().notNull().default('checked'),
  fileName: text('file_name').notNull(),
  fileSize: bigint('file_size', { mode: 'number' }).notNull(),
  sha256: text().notNull(),
  storageKey: text('storage_key'),
  rowCount: integer('row_count').notNull(),
  faultCount: integer('fault_count').notNull(),
  counts: jsonb().$type<ImportCount[]>().notNull(),
  digest: text().notNull(),
  checkedAt: instant('checked_at').notNull().defaultNow(),
  checkedBy: text('checked_by').notNull(),
  checkedById: uuid('checked_by_id').notNull(),
  appliedAt: instant('applied_at'),
  appliedBy: text('applied_by'),
  appliedById: uuid('applied_by_id'),
})

export const importFaults = pgTable(
  'import_faults',
  {
    importId: reference<ImportId>('import_id').notNull(),
    position: integer().notNull(),
    sheet: text().notNull(),
    cell: text(),
    rule: text().notNull(),
    values: jsonb().$type<Record<string, string | number>>().notNull(),
    message: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.position] })],
)

export const importChanges = pgTable(
  'import_changes',
  {
    importId: reference<ImportId>('import_id').notNull(),
    position: integer().notNull(),
    action: text().$type<Exclude<ImportAction, 'unchanged'>>().notNull(),
    subject: text().notNull(),
    label: text().notNull(),
    sheet: text().notNull(),
    row: integer().notNull(),
    thingId: uuid('thing_id'),
    fields: jsonb().$type<ImportChange['fields']>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.importId, table.position] })],
)
