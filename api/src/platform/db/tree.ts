import { sql, type Placeholder, type SQL, type SQLWrapper } from 'drizzle-orm'

/** Whether a path lies in the subtree of another, itself included. Labels are whole: `a.b1` is not within `a.b`. */
export const isWithin = (path: string, ancestor: string) => path === ancestor || path.startsWith(`${ancestor}.`)

/** The same as SQL, carried by the GiST index of the path. */
export const within = (path: SQLWrapper, ancestor: string): SQL => sql`${path} <@ ${ancestor}::ltree`

/** The label of an id in a path: ltree of PostgreSQL 15 knows no dashes. */
export const label = (id: string) => id.replaceAll('-', '')

/** The id at the end of a path. */
export const endOf = (path: string): SQL => sql`${path.slice(path.lastIndexOf('.') + 1)}::uuid`

/** Whether a unit stands in a kept path: is its last label, or one above that. Where the unit stands now is no matter. */
export const standsIn = (path: string, id: string) => path.split('.').includes(label(id))

/** What the paths in which a unit stands look like. */
export const lineOf = (id: string) => `*.${label(id)}.*`
/** Whether a path looks so, as SQL, carried by the GiST index of the path. */
export const withLine = (path: SQLWrapper, line: string | Placeholder): SQL => sql`${path} ~ ${line}::lquery`
/** `standsIn` as SQL. */
export const inLineOf = (path: SQLWrapper, id: string): SQL => withLine(path, lineOf(id))
