import { customType, index, integer, jsonb, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { instant } from '../db/columns.ts'

const bytea = customType<{ data: Buffer }>({ dataType: () => 'bytea' })

/** What `audit_follow` was told of each followed table. */
export const auditTables = pgTable('audit_tables', {
  name: text().primaryKey(),
  kind: text().notNull(),
  keyColumns: text('key_columns').array().notNull(),
  omitted: text().array().notNull(),
  digested: text().array().notNull(),
  since: instant('since').notNull().defaultNow(),
})

/** The head of each chain; locked by whoever adds an entry. */
export const auditChains = pgTable('audit_chains', {
  id: uuid().primaryKey(),
  kind: text().notNull(),
  number: integer().notNull(),
  head: bytea().notNull(),
})

/** Written by triggers only; nothing here is changed or removed. */
export const auditEntries = pgTable(
  'audit_entries',
  {
    chain: uuid().notNull(),
    number: integer().notNull(),
    table: text('table_name').notNull(),
    key: text('row_key').notNull(),
    action: text({ enum: ['begin', 'insert', 'update', 'delete'] }).notNull(),
    content: jsonb().$type<Record<string, unknown>>().notNull(),
    actorId: uuid('actor_id'),
    actorUnitId: uuid('actor_unit_id'),
    via: text(),
    at: instant('at').notNull(),
    hash: bytea().notNull(),
  },
  ({ chain, number, at }) => [
    primaryKey({ name: 'audit_entries_number', columns: [chain, number] }),
    index('audit_entries_rights').on(at, chain, number),
  ],
)

export const auditAnchors = pgTable('audit_anchors', {
  number: integer().primaryKey(),
  at: instant('at').notNull(),
  chains: integer().notNull(),
  hash: bytea().notNull(),
})

export const auditAnchorHeads = pgTable(
  'audit_anchor_heads',
  {
    anchor: integer()
      .notNull()
      .references(() => auditAnchors.number),
    chain: uuid().notNull(),
    number: integer().notNull(),
    head: bytea().notNull(),
  },
  ({ anchor, chain }) => [primaryKey({ columns: [anchor, chain] })],
)
