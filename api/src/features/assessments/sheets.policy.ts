import { stateOfSheets, type PersonId, type SheetMember, type SheetsState, type SubmissionId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { one, type Queryable } from '../../platform/db/client.ts'
import { standsIn } from '../../platform/db/tree.ts'
import { Problem } from '../../platform/problem.ts'
import { isAssessing, type SubmissionRow } from '../submissions/index.ts'
import { groupExternalLines } from './external-lines.repository.ts'
import { listMembersOfEach, openedAtOfEach } from './sheets.repository.ts'

/** How far the team of a file has come with scoring. */
export type Standing = { state: SheetsState; members: SheetMember[]; openedAt: Date | null }

export const standingOf = async (db: Queryable, row: SubmissionRow): Promise<Standing> =>
  one([...(await standingOfEach(db, [row])).values()])

/** The same of several files at once. */
export async function standingOfEach(
  db: Queryable,
  rows: readonly SubmissionRow[],
): Promise<ReadonlyMap<SubmissionId, Standing>> {
  const ids = rows.map(({ id }) => id)
  const members = await listMembersOfEach(db, rows)
  const opened = await openedAtOfEach(db, ids)
  const agreed = await groupExternalLines(db, ids)
  return new Map(
    ids.map((id) => {
      const team = members.get(id) ?? []
      const done = team.filter(({ scores }) => scores).map(({ doneAt }) => doneAt !== null)
      const state = stateOfSheets({ done, opened: opened.has(id), agreedBegun: agreed.has(id) })
      return [id, { state, members: team, openedAt: opened.get(id) ?? null }]
    }),
  )
}

export const scorersOf = ({ members }: Pick<Standing, 'members'>): PersonId[] =>
  members.filter(({ scores }) => scores).map(({ personId }) => personId)

/** Sheets of members are the team's, and of those who organise and supervise it: the school reads what was agreed. */
export const seesSheets = (actor: Actor, row: SubmissionRow): boolean =>
  row.duty !== null || standsIn(row.assessorPath, actor.unitId)

/** The agreed column is written by the head or the secretary, or by the only one who scores. */
export const mayAgree = (actor: Actor, row: SubmissionRow, standing: Pick<Standing, 'members'>): boolean => {
  const scorers = scorersOf(standing)
  const alone = scorers.length === 1 && scorers[0] === actor.personId
  return isAssessing(actor, row) && (row.duty === 'head' || row.duty === 'secretary' || alone)
}

/** @throws Problem `access.denied`, `submission.wrong-state`, `assessment.sheets-apart` */
export async function requireAgreeing(db: Queryable, actor: Actor, row: SubmissionRow): Promise<Standing> {
  const standing = await standingOf(db, row)
  if (!mayAgree(actor, row, standing)) throw new Problem('access.denied')
  requireAssessing(row)
  if (standing.state === 'apart') throw new Problem('assessment.sheets-apart')
  return standing
}

export function requireAssessing({ status }: Pick<SubmissionRow, 'status'>) {
  if (status !== 'assessing') throw new Problem('submission.wrong-state')
}

/** Whether the actor scores on an own sheet now. */
export const scoresApart = (actor: Actor, row: SubmissionRow, { state, members }: Standing): boolean =>
  isAssessing(actor, row) &&
  row.status === 'assessing' &&
  state === 'apart' &&
  members.some(({ personId, scores }) => scores && personId === actor.personId)

/** The lines of the team are one person's: whoever asks has to be one. @throws Problem `access.denied` */
export function requirePerson({ personId }: Actor): PersonId {
  if (personId === null) throw new Problem('access.denied')
  return personId
}
