import type { NewMembership, PersonId } from '@thuoc/shared'
import type { Tx } from '../../platform/db/client.ts'
import { record } from './events.repository.ts'
import { hashPassword } from './passwords.ts'
import * as repository from './people.repository.ts'

export type NewAccount = {
  username: string
  fullName: string
  email?: string | null
  password: string
  mustChangePassword: boolean
  /** Accounts of the demonstration keep a production start from happening. */
  demonstration?: boolean
  memberships: readonly NewMembership[]
}

/**
 * Makes an account without an administrator: for the command line, which sets up the first one and the demonstration.
 * @throws the broken constraint when the user name is taken
 */
export async function createAccount(tx: Tx, { password, memberships, ...values }: NewAccount): Promise<PersonId> {
  const { id } = await repository.insert(tx, { ...values, passwordHash: await hashPassword(password) })
  await record(tx, { action: 'person-created', personId: id })
  for (const membership of memberships) {
    const membershipId = await repository.insertMembership(tx, id, membership)
    const { unitId, role } = membership
    await record(tx, { action: 'membership-granted', personId: id, membershipId, unitId, detail: { role } })
  }
  return id
}
