import { newId } from '../../platform/db/columns.ts'
import type { PersonId } from '@thuoc/shared'
import type { Refusal } from '../../platform/spreadsheet/cells.ts'
import type { PeopleColumn, PersonLine } from './people-columns.ts'
import type { KnownPerson, KnownUnit } from './people-import.repository.ts'

/** A row with the unit and the person it is about. */
export type MatchedLine = { line: PersonLine; unit: KnownUnit; subject: Subject }
/** One person of the file: an account that is there, or a new one with its id; and where each value was first said. */
export type Subject = {
  id: PersonId
  known: KnownPerson | null
  fullName: string
  username: string | null
  /** The code of the first unit, from which a user name is proposed. */
  unitCode: string
  email: string | null
  phone: string | null
  lines: PersonLine[]
}

export const plainName = (name: string) => name.normalize('NFC').toLowerCase()

type World = {
  people: readonly KnownPerson[]
  units: ReadonlyMap<string, KnownUnit>
  refuse: (line: PersonLine, column: PeopleColumn, refusal: Refusal<string>) => void
}

/**
 * Finds whom each row means: by the user name; else by the e-mail address; else by the name in that unit. Rows that mean
 * nobody known are new people: one for each user name, address or name in a unit.
 */
export function match(lines: readonly PersonLine[], { people, units, refuse }: World): MatchedLine[] {
  const byUsername = new Map(people.map((person) => [person.username, person]))
  const seen = people.filter((person) => person.seen)
  const byEmail = Map.groupBy(
    seen.filter(({ email }) => email !== null),
    ({ email }) => (email ?? '').toLowerCase(),
  )
  const byPlace = new Map<string, KnownPerson[]>()
  for (const person of seen)
    for (const unitId of new Set(person.memberships.map((held) => held.unitId))) {
      const key = `${unitId}/${plainName(person.fullName)}`
      byPlace.set(key, [...(byPlace.get(key) ?? []), person])
    }
  const subjects = new Map<string, Subject>()
  // A user name said in one row is meant by every row of that name and address.
  const named = new Map<string, string>()
  for (const { usernameRead, email, fullNameRead } of lines)
    if (usernameRead.state === 'read' && email !== null && fullNameRead.state === 'read')
      named.set(`${email.toLowerCase()}/${plainName(fullNameRead.value)}`, usernameRead.value)

  const knownOf = (line: PersonLine, fullName: string, username: string | null, unit: KnownUnit) => {
    if (username !== null) {
      const known = byUsername.get(username)
      if (known && !known.seen) refuse(line, 'username', { rule: 'person.username-taken', values: { username } })
      return known?.seen ? [known] : []
    }
    const mailed = line.email === null ? [] : (byEmail.get(line.email.toLowerCase()) ?? [])
    return mailed.length > 0 ? mailed : (byPlace.get(`${unit.id}/${plainName(fullName)}`) ?? [])
  }

  return lines.flatMap((line): MatchedLine[] => {
    const { fullNameRead, usernameRead, unitRead, email } = line
    for (const [column, reading] of [
      ['fullName', fullNameRead],
      ['unitCode', unitRead],
      ['role', line.roleRead],
    ] as const)
      if (reading.state === 'empty') refuse(line, column, { rule: 'cell-empty', values: { header: headerOf[column] } })
    if (unitRead.state !== 'read') return []
    const unit = units.get(unitRead.value.toLowerCase())
    if (!unit) refuse(line, 'unitCode', { rule: 'person.unit-unknown', values: { code: unitRead.value } })
    else if (unit.closed) refuse(line, 'unitCode', { rule: 'person.unit-closed', values: { name: unit.name } })
    if (!unit || fullNameRead.state !== 'read' || usernameRead.state === 'unreadable') return []

    const fullName = fullNameRead.value
    const mailKey = email === null ? null : `${email.toLowerCase()}/${plainName(fullName)}`
    const username = usernameRead.state === 'read' ? usernameRead.value : mailKey ? (named.get(mailKey) ?? null) : null
    const [known = null, another] = knownOf(line, fullName, username, unit)
    if (another) {
      refuse(line, 'username', { rule: 'person.unclear' })
      return []
    }
    const key = known
      ? known.id
      : username !== null
        ? `u/${username}`
        : (mailKey ?? `${unit.id}/${plainName(fullName)}`)
    const subject = subjects.get(key) ?? {
      id: known?.id ?? newId<PersonId>(),
      known,
      fullName,
      username: known?.username ?? username,
      unitCode: unitRead.value,
      email: null,
      phone: null,
      lines: [],
    }
    subjects.set(key, subject)
    agree(subject, line, refuse)
    return [{ line, unit, subject }]
  })
}

const headerOf = { fullName: 'Họ tên', unitCode: 'Mã đơn vị', role: 'Vai trò' } as const

/** Two rows of one person say the same of them. */
function agree(subject: Subject, line: PersonLine, refuse: World['refuse']) {
  const first = subject.lines[0]
  const differs = (column: PeopleColumn, header: string) =>
    refuse(line, column, { rule: 'person.differs', values: { header, first: first?.row.place(column).cell ?? '' } })
  const said = line.fullNameRead.state === 'read' ? line.fullNameRead.value : subject.fullName
  if (first && plainName(said) !== plainName(subject.fullName)) differs('fullName', headerOf.fullName)
  if (!first) subject.fullName = said
  for (const [column, header] of [
    ['email', 'Thư điện tử'],
    ['phone', 'Điện thoại'],
  ] as const) {
    const value = line[column]
    if (value === null) continue
    if (subject[column] !== null && subject[column] !== value) differs(column, header)
    else subject[column] = value
  }
  subject.lines.push(line)
}
