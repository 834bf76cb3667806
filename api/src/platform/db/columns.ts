import { decimalText, parseDecimal, type Hundredths } from '@thuoc/shared'
import { customType, timestamp, uuid } from 'drizzle-orm/pg-core'
import { v7 } from 'uuid'

/** A new UUIDv7: made here so that PostgreSQL 15 will do, and in order of time so that indexes stay compact. */
export const newId = <Id extends string>(): Id => v7() as Id

/** `id uuid primary key`, filled by the application. */
export const primaryId = <Id extends string>() =>
  uuid()
    .$type<Id>()
    .primaryKey()
    .$defaultFn(() => newId<Id>())

/** `uuid` column that holds the id of another table: `reference<UnitId>('unit_id')`. */
export const reference = <Id extends string>(name: string) => uuid(name).$type<Id>()

/** `timestamptz` as a `Date`. */
export const instant = (name: string) => timestamp(name, { withTimezone: true })

/** `numeric(6,2)` ↔ integer hundredths; nothing passes through a binary float. */
export const hundredths = customType<{ data: Hundredths; driverData: string }>({
  dataType: () => 'numeric(6,2)',
  fromDriver: parseDecimal,
  toDriver: decimalText,
})

/** Path in a tree, `a.b.c`; compare with `<@` and `@>`. */
export const ltree = customType<{ data: string }>({ dataType: () => 'ltree' })
