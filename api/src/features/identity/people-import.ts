import {
  dutyWords,
  isPasswordHeader,
  mostPeopleRows,
  peopleHeaders,
  proposeUsername,
  roleWords,
  tierOf,
  tierOfRole,
  type ImportChange,
  type MembershipId,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { newId } from '../../platform/db/columns.ts'
import type { Queryable, Tx } from '../../platform/db/client.ts'
import type { Refusal } from '../../platform/spreadsheet/cells.ts'
import type { Place } from '../../platform/spreadsheet/report.ts'
import { faultList, openImportSheet, type ImportCheck, type ImportKind, type PlannedChange } from '../imports/index.ts'
import { by, recordAll } from './events.repository.ts'
import { peopleColumns, peopleSheetName, readPersonRow, type PeopleColumn, type PersonLine } from './people-columns.ts'
import { match, type MatchedLine, type Subject } from './people-import.match.ts'
import * as repository from './people-import.repository.ts'
import { administers, isSelf, mayGrant } from './people.policy.ts'
import { currentWithin } from './responsibles.repository.ts'

/** People by spreadsheet: new ones get an account without a password and are invited afterwards. */
export const peopleImport: ImportKind = {
  name: 'people',
  permission: 'person.write',
  readPermission: 'person.read',
  title: 'người dùng',
  sheets: [{ name: peopleSheetName, columns: peopleColumns }],
  mostRows: mostPeopleRows,
  lock: repository.lockAccounts,
  check: async (db, actor, workbook): Promise<ImportCheck> => {
    const { faults, report } = faultList()
    const sheet = { name: peopleSheetName, columns: peopleColumns }
    const { rows } = openImportSheet<PeopleColumn>(workbook, sheet, withoutPasswords(report), mostPeopleRows)
    const lines = rows.map((row) => readPersonRow(row))
    const refuse = (line: PersonLine, column: PeopleColumn, refusal: Refusal<string>) =>
      report(line.row.place(column), refusal)
    const plan = planOf(
      match(lines, { ...(await worldOf(db, actor, lines)), refuse }),
      actor,
      refuse,
      await dutiesOf(db, actor),
    )
    await propose(db, plan.created)
    return {
      rowCount: rows.length,
      faults,
      counts: plan.counts(),
      changes: plan.told.map((tell) => tell()),
      apply: (tx) => apply(tx, actor, plan),
    }
  },
}

/** A column for passwords is not just unknown: it is told why there is none. */
const withoutPasswords =
  (report: (place: Place, refusal: Refusal<string>) => void) => (place: Place, refusal: Refusal<string>) => {
    const header = refusal.values?.header
    const isSecret = refusal.rule === 'header-unknown' && typeof header === 'string' && isPasswordHeader(header)
    report(place, isSecret ? { rule: 'person.password-column', values: { header } } : refusal)
  }

async function worldOf(db: Queryable, actor: Actor, lines: readonly PersonLine[]) {
  const read = (column: 'usernameRead' | 'unitRead') =>
    lines.flatMap((line) => (line[column].state === 'read' ? [line[column].value.toLowerCase()] : []))
  const units = await repository.unitsByCode(db, actor.unitPath, [...new Set(read('unitRead'))])
  const people = await repository.knownPeople(db, actor.unitPath, {
    usernames: [...new Set(read('usernameRead'))],
    emails: [...new Set(lines.flatMap(({ email }) => (email === null ? [] : [email.toLowerCase()])))],
    unitIds: [...units.values()].map(({ id }) => id),
  })
  return { units, people }
}

/** Who holds which duty now: `unit/duty` to person. */
async function dutiesOf(db: Queryable, actor: Actor) {
  const rows = await currentWithin(db, actor.unitPath)
  return new Map(rows.map(({ unitId, duty, personId }) => [`${unitId}/${duty}`, personId] as const))
}

type Plan = ReturnType<typeof planOf>

/** What the rows come to: accounts, roles, titles and duties that differ from what is there. */
function planOf(
  matched: readonly MatchedLine[],
  actor: Actor,
  refuse: (line: PersonLine, column: PeopleColumn, refusal: Refusal<string>) => void,
  duties: ReadonlyMap<string, string>,
) {
  const created: Subject[] = []
  const changed: { subject: Subject; fields: ImportChange['fields'] }[] = []
  const seats: repository.NewSeat[] = []
  const offices: { id: MembershipId; office: string }[] = []
  const newDuties: repository.NewDuty[] = []
  const told: (() => PlannedChange)[] = []
  const seenSeats = new Map<string, string>()
  const seenDuties = new Map<string, { person: string; cell: string }>()
  const begun = new Set<Subject>()
  let keptSeats = 0
  let keptPeople = 0

  for (const { line, unit, subject } of matched) {
    const fields: ImportChange['fields'] = []
    const isFirst = !begun.has(subject)
    if (isFirst) {
      begun.add(subject)
      if (subject.known === null) {
        created.push(subject)
        fields.push(...differences(null, subject))
      } else {
        const differing = differences(subject.known, subject)
        const mayEdit = isSelf(actor, subject.known) || administers(actor, subject.known.memberships)
        if (differing[0] && !mayEdit)
          refuse(line, 'fullName', {
            rule: 'person.not-yours',
            values: { username: subject.known.username, header: differing[0].name },
          })
        if (differing.length > 0) changed.push({ subject, fields: differing })
        else keptPeople += 1
        fields.push(...differing)
      }
    }

    const role = line.roleRead.state === 'read' ? line.roleRead.value : null
    if (role !== null) {
      const [word] = roleWords[role]
      const key = `${subject.id}/${unit.id}/${role}`
      const first = seenSeats.get(key)
      if (first !== undefined) refuse(line, 'role', { rule: 'twice', values: { first } })
      seenSeats.set(key, line.row.place('role').cell ?? '')
      const held = subject.known?.memberships.find((seat) => seat.unitId === unit.id && seat.role === role)
      const office = line.office ?? held?.office ?? null
      if (tierOfRole[role] !== tierOf[unit.type])
        refuse(line, 'role', { rule: 'person.role-unfit', values: { role: word, unit: unit.name } })
      else if (held?.office === office) keptSeats += 1
      else if (!mayGrant(actor, role)) refuse(line, 'role', { rule: 'person.role-not-yours', values: { role: word } })
      else if (held) {
        if (office !== null) offices.push({ id: held.id, office })
        fields.push({ name: peopleHeaders.office, from: held.office, to: office })
      } else {
        seats.push({ id: newId<MembershipId>(), personId: subject.id, unitId: unit.id, role, office })
        fields.push({ name: peopleHeaders.unitCode, from: null, to: unit.name })
        fields.push({ name: peopleHeaders.role, from: null, to: word })
        if (office !== null) fields.push({ name: peopleHeaders.office, from: null, to: office })
      }
    }

    for (const duty of line.duties) {
      const [word] = dutyWords[duty]
      const key = `${unit.id}/${duty}`
      const first = seenDuties.get(key)
      if (first !== undefined) {
        if (first.person !== subject.id)
          refuse(line, 'duty', { rule: 'person.duty-twice', values: { duty: word, first: first.cell } })
      } else if (duties.get(key) !== subject.id) {
        newDuties.push({ id: newId<string>(), unitId: unit.id, duty, personId: subject.id })
        fields.push({ name: peopleHeaders.duty, from: null, to: word })
      }
      seenDuties.set(key, { person: subject.id, cell: line.row.place('duty').cell ?? '' })
    }

    if (fields.length === 0) continue
    const action = isFirst && subject.known === null ? 'create' : 'change'
    told.push(() => ({
      action,
      subject: 'person',
      // Told once user names are proposed.
      label: `${subject.fullName} (${subject.username ?? ''})`,
      sheet: peopleSheetName,
      row: line.row.at + 1,
      thingId: subject.id,
      fields: fields.map((field) =>
        field.name === peopleHeaders.username ? { ...field, to: subject.username } : field,
      ),
    }))
  }
  const count = (subject: string, action: 'create' | 'change' | 'unchanged', number: number) => ({
    subject,
    action,
    count: number,
  })
  const counts = () => [
    count('person', 'create', created.length),
    count('person', 'change', changed.length),
    count('person', 'unchanged', keptPeople),
    count('membership', 'create', seats.length),
    count('membership', 'change', offices.length),
    count('membership', 'unchanged', keptSeats),
  ]
  return { created, changed, seats, offices, newDuties, told, counts }
}

/** Fields of the account that the sheet would change; an empty cell changes nothing. */
function differences(known: repository.KnownPerson | null, subject: Subject): ImportChange['fields'] {
  const pairs = [
    { name: peopleHeaders.fullName, from: known?.fullName ?? null, to: subject.fullName },
    { name: peopleHeaders.username, from: known?.username ?? null, to: known?.username ?? '…' },
    { name: peopleHeaders.email, from: known?.email ?? null, to: subject.email ?? known?.email ?? null },
    { name: peopleHeaders.phone, from: known?.phone ?? null, to: subject.phone ?? known?.phone ?? null },
  ]
  return pairs.filter(({ from, to }) => from !== to)
}

/** User names for those who have none: from name and unit, different from every other. */
async function propose(db: Queryable, created: readonly Subject[]) {
  const bare = created.filter(({ username }) => username === null)
  const bases = bare.map(({ fullName, unitCode }) => proposeUsername(fullName, unitCode, () => false))
  const taken = await repository.takenUsernames(db, [...new Set(bases)])
  for (const { username } of created) if (username !== null) taken.add(username)
  for (const subject of bare) {
    subject.username = proposeUsername(subject.fullName, subject.unitCode, (name) => taken.has(name))
    taken.add(subject.username)
  }
}

async function apply(tx: Tx, actor: Actor, { created, changed, seats, offices, newDuties }: Plan) {
  const account = ({ id, fullName, email, phone, known, username }: Subject) => ({
    id,
    username: username ?? '',
    fullName,
    email: email ?? known?.email ?? null,
    phone: phone ?? known?.phone ?? null,
  })
  if (created.length > 0) await repository.insertPeople(tx, created.map(account))
  if (changed.length > 0)
    await repository.updatePeople(
      tx,
      changed.map(({ subject }) => account(subject)),
    )
  if (seats.length > 0) await repository.insertMemberships(tx, seats)
  if (offices.length > 0) await repository.updateOffices(tx, offices)
  if (newDuties.length > 0) await repository.replaceResponsibles(tx, newDuties, actor.personId)
  await recordAll(tx, [
    ...created.map(({ id }) => ({ action: 'person-created' as const, ...by(actor), personId: id })),
    ...changed.map(({ subject: { id, known } }) => ({
      action: 'person-changed' as const,
      ...by(actor),
      personId: id,
      detail: { fullName: known?.fullName ?? null, email: known?.email ?? null, phone: known?.phone ?? null },
    })),
    ...seats.map(({ id, personId, unitId, role }) => ({
      action: 'membership-granted' as const,
      ...by(actor),
      personId,
      membershipId: id,
      unitId,
      detail: { role },
    })),
    ...newDuties.map(({ personId, unitId, duty }) => ({
      action: 'responsible-set' as const,
      ...by(actor),
      personId,
      unitId,
      detail: { duty },
    })),
  ])
}
