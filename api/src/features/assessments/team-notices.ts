import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/client.ts'
import { notify, notifyPeople } from '../notices/index.ts'
import type { SubmissionRow } from '../submissions/index.ts'
import type { RequestRow } from './evidence-requests.repository.ts'
import { teamOf } from './team.repository.ts'

const valuesOf = (row: SubmissionRow, { criterionCode: criterion }: RequestRow) => ({
  submissionId: row.id,
  criterion,
  unit: row.unit.name,
})

/** Everybody of the school who enters evidence is told what is asked. */
export async function tellSchool(tx: Tx, actor: Actor, row: SubmissionRow, request: RequestRow, at: Date) {
  const values = { ...valuesOf(row, request), due: request.due, note: request.text }
  const told = [{ unitId: row.unit.id, kind: 'evidence-wanted', values } as const]
  await notify(tx, told, { to: 'submission.score', by: actor.name, at })
}

/** The team is told that an answer is there. */
export async function tellTeam(tx: Tx, actor: Actor, row: SubmissionRow, request: RequestRow, at: Date) {
  const team = await teamOf(tx, row.campaignUnitId)
  const people = team.map(({ personId }) => personId)
  await notifyPeople(tx, people, { kind: 'evidence-answered', values: valuesOf(row, request), by: actor.name, at })
}

/** Whoever answers for the school is told that minutes wait, and until when. */
export async function tellMinutesShown(tx: Tx, actor: Actor, row: SubmissionRow, due: string, at: Date) {
  const values = { submissionId: row.id, unit: row.unit.name, due }
  const told = [{ unitId: row.unit.id, kind: 'minutes-shown', values } as const]
  await notify(tx, told, { to: 'submission.approve', by: actor.name, at })
}

/** Those of the team who can close the minutes are told what the school said to them. */
export async function tellMinutesAnswered(tx: Tx, actor: Actor, row: SubmissionRow, view: string | null, at: Date) {
  const team = await teamOf(tx, row.campaignUnitId)
  const people = team.filter(({ duty }) => duty !== 'member').map(({ personId }) => personId)
  const values = { submissionId: row.id, unit: row.unit.name, ...(view !== null && { note: view.slice(0, 500) }) }
  await notifyPeople(tx, people, { kind: 'minutes-answered', values, by: actor.name, at })
}
