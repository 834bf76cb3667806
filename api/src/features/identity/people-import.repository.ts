import { sql } from 'drizzle-orm'
import type { MembershipId, PersonId, Role, UnitDuty, UnitId, UnitType } from '@thuoc/shared'
import { one, type Queryable, type Tx } from '../../platform/db/client.ts'

/** Values as one parameter: thousands of them would be thousands of parameters. */
const textArray = (values: readonly string[]) =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`

export type KnownUnit = { id: UnitId; key: string; name: string; type: UnitType; path: string; closed: boolean }

/** Units of a subtree by code, in small letters. */
export async function unitsByCode(
  db: Queryable,
  path: string,
  keys: readonly string[],
): Promise<Map<string, KnownUnit>> {
  const { rows } = await db.execute<KnownUnit>(sql`
    select id, lower(code) as key, name, type, path::text as path, closed_on is not null as closed from units
    where path <@ ${path}::ltree and lower(code) = any(${textArray(keys)})`)
  return new Map(rows.map((unit) => [unit.key, unit]))
}

export type KnownPerson = {
  id: PersonId
  username: string
  fullName: string
  email: string | null
  phone: string | null
  /** Whether the importer sees the account. */
  seen: boolean
  memberships: { id: MembershipId; unitId: UnitId; role: Role; office: string | null; path: string }[]
}

/**
 * The people whom the rows could mean: those of the user names, wherever they are, and everybody of the units and of
 * the addresses within the subtree.
 */
export async function knownPeople(
  db: Queryable,
  path: string,
  {
    usernames,
    emails,
    unitIds,
  }: { usernames: readonly string[]; emails: readonly string[]; unitIds: readonly string[] },
): Promise<KnownPerson[]> {
  const { rows } = await db.execute<KnownPerson>(sql`
    with meant as (
      select id from people where username = any(${textArray(usernames)})
      union select id from people where lower(email) = any(${textArray(emails)})
      union select person_id from memberships
        where ended_at is null and unit_id = any((${textArray(unitIds)})::uuid[])
    )
    select p.id, p.username, p.full_name as "fullName", p.email, p.phone,
      coalesce(bool_or(m.ended_at is null and u.path <@ ${path}::ltree), false)
        or (not coalesce(bool_or(m.ended_at is null), false) and coalesce(bool_or(u.path <@ ${path}::ltree), false)) as seen,
      coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'unitId', m.unit_id, 'role', m.role, 'office', m.office,
        'path', u.path::text) order by m.id) filter (where m.ended_at is null), '[]') as memberships
    from meant join people p on p.id = meant.id
      left join memberships m on m.person_id = p.id
      left join units u on u.id = m.unit_id
    where p.erased_at is null
    group by p.id order by p.id`)
  return rows
}

/**
 * Which of the user names that could be proposed exist already: the bases, and the bases with a number behind. Looked up
 * in a table of the bases: an array is walked from its start for every account, which thousands of both take minutes for.
 */
export async function takenUsernames(db: Queryable, bases: readonly string[]): Promise<Set<string>> {
  const { rows } = await db.execute<{ username: string }>(sql`
    with base as materialized (select jsonb_array_elements_text(${JSON.stringify(bases)}::jsonb) as name)
    select username from people where username in (select name from base)
      or regexp_replace(username, '\\.\\d+$', '') in (select name from base)`)
  return new Set(rows.map(({ username }) => username))
}

/** Two imports that make accounts take turns. */
export async function lockAccounts(tx: Tx) {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('people-import', 0))`)
}

export type NewAccountRow = {
  id: PersonId
  username: string
  fullName: string
  email: string | null
  phone: string | null
}

export async function insertPeople(tx: Tx, rows: readonly NewAccountRow[]) {
  await tx.execute(sql`
    insert into people (id, username, full_name, email, phone, must_change_password)
    select id, username, "fullName", email, phone, false from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given (id uuid, username text, "fullName" text, email text, phone text)`)
}

export async function updatePeople(tx: Tx, rows: readonly Omit<NewAccountRow, 'username'>[]) {
  await tx.execute(sql`
    update people set full_name = given."fullName", email = given.email, phone = given.phone, updated_at = now()
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given (id uuid, "fullName" text, email text, phone text)
    where people.id = given.id`)
}

export type NewSeat = { id: MembershipId; personId: PersonId; unitId: UnitId; role: Role; office: string | null }

export async function insertMemberships(tx: Tx, rows: readonly NewSeat[]) {
  await tx.execute(sql`
    insert into memberships (id, person_id, unit_id, role, office)
    select id, "personId", "unitId", role, office from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given (id uuid, "personId" uuid, "unitId" uuid, role text, office text)`)
}

export async function updateOffices(tx: Tx, rows: readonly { id: MembershipId; office: string }[]) {
  await tx.execute(sql`
    update memberships set office = given.office from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given (id uuid, office text) where memberships.id = given.id`)
}

export type NewDuty = { id: string; unitId: UnitId; duty: UnitDuty; personId: PersonId }

export async function replaceResponsibles(tx: Tx, rows: readonly NewDuty[], setBy: PersonId | null) {
  const given = sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
    as given (id uuid, "unitId" uuid, duty text, "personId" uuid)`
  await tx.execute(sql`update unit_responsibles set ended_at = now() from ${given}
    where unit_responsibles.unit_id = given."unitId" and unit_responsibles.duty = given.duty and ended_at is null`)
  await tx.execute(sql`insert into unit_responsibles (id, unit_id, duty, person_id, set_by)
    select id, "unitId", duty, "personId", ${setBy}::uuid from ${given}`)
}

/** Sort key of such a list: place in the tree, name. */
export type ExportedKey = [path: string, fullName: string, id: MembershipId]
export type ExportedRow = {
  id: MembershipId
  path: string
  fullName: string
  username: string
  email: string | null
  phone: string | null
  unitCode: string
  role: Role
  office: string | null
  duties: UnitDuty[]
}

const inSubtree = (path: string, within: UnitId | undefined) => sql`
  from memberships m join people p on p.id = m.person_id join units u on u.id = m.unit_id
  where m.ended_at is null and u.path <@ ${path}::ltree
    and (${within ?? null}::uuid is null or u.path <@ (select top.path from units top where top.id = ${within ?? null}::uuid))`

/** How many roles there are in a subtree. */
export async function countExported(db: Queryable, path: string, within: UnitId | undefined): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(sql`select count(*)::int as count ${inSubtree(path, within)}`)
  return one(rows).count
}

/** A row for each role in a subtree, by unit and name; one more than `limit`. A duty stands with the first role of the person there. */
export async function exported(
  db: Queryable,
  path: string,
  within: UnitId | undefined,
  { after, limit }: { after: ExportedKey | null; limit: number },
): Promise<ExportedRow[]> {
  const { rows } = await db.execute<ExportedRow>(sql`
    select m.id, u.path::text as path, p.full_name as "fullName", p.username, p.email, p.phone, u.code as "unitCode",
      m.role, m.office,
      case when not exists (select 1 from memberships first where first.person_id = m.person_id
          and first.unit_id = m.unit_id and first.ended_at is null and first.id < m.id)
        then coalesce((select jsonb_agg(r.duty order by r.duty) from unit_responsibles r
          where r.unit_id = m.unit_id and r.person_id = m.person_id and r.ended_at is null), '[]')
        else '[]' end as duties
    ${inSubtree(path, within)}
      ${after ? sql`and (u.path, p.full_name, m.id) > (${after[0]}::ltree, ${after[1]}, ${after[2]}::uuid)` : sql``}
    order by u.path, p.full_name, m.id limit ${limit + 1}`)
  return rows
}
