import type { CampaignUnitId, PersonId, ProblemCode, SubmissionId, SubmissionsOnce, TeamSheets } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { eachOfMany, refusalOf } from '../../platform/refusal.ts'
import { isAssessing, lock, lockMany, requireVisible, type SubmissionRow } from '../submissions/index.ts'
import { conflictsAmong } from '../teams/index.ts'
import { openWhenAllAreDone } from './sheets-opening.ts'
import { requireAssessing, standingOfEach, type Standing } from './sheets.policy.ts'
import { setScorers } from './sheets.repository.ts'
import { presentSheets } from './sheets.service.ts'

export type ScorersService = ReturnType<typeof createScorersService>

/** Who of a team scores a unit, as long as nobody has seen the sheets of the others. What was scored stays on file. */
export function createScorersService({ db, now }: { db: Db; now: () => Date }) {
  const choose = (actor: Actor, id: SubmissionId, personIds: readonly PersonId[]): Promise<TeamSheets> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      const requireChoice = await choiceOf(tx, actor, [row], personIds)
      await write(tx, [requireChoice(row)], personIds, now())
      return presentSheets(tx, actor, row)
    })

  /** Some of many in one transaction. What is refused by itself is left out of it. */
  const chooseSome = (actor: Actor, items: SubmissionsOnce, personIds: readonly PersonId[]) =>
    db.transaction(async (tx) => {
      const ids = items.map(({ submissionId }) => submissionId)
      const rows = new Map((await lockMany(tx, actor, ids)).map((row) => [row.id, row]))
      const requireChoice = await choiceOf(tx, actor, [...rows.values()], personIds)
      const codes = new Map<SubmissionId, ProblemCode | null>()
      const ready: Chosen[] = []
      for (const { submissionId, version } of items) {
        const code = await refusalOf(async () => {
          const chosen = requireChoice(requireVisible(rows.get(submissionId)))
          if (chosen.row.version !== version) throw new Problem('submission.stale')
          ready.push(chosen)
        })
        codes.set(submissionId, code)
      }
      await write(tx, ready, personIds, now())
      return codes
    })

  /** The same people score many units, each chosen or refused for itself. */
  const chooseMany = (actor: Actor, items: SubmissionsOnce, personIds: readonly PersonId[]) =>
    eachOfMany(
      items,
      ({ submissionId }) => submissionId,
      (some) => chooseSome(actor, [...some], personIds),
    )

  return { choose, chooseMany }
}

type Chosen = { row: SubmissionRow; team: PersonId[] }

/**
 * Reads what the choice rests on for all of the files at once.
 * @returns what demands it of one of them; it throws Problem `access.denied`, `submission.wrong-state`,
 * `assessment.sheets-open`, `assessment.scorer-unfit`: whoever must not assess a unit does not score it
 */
async function choiceOf(tx: Tx, actor: Actor, rows: readonly SubmissionRow[], personIds: readonly PersonId[]) {
  const standings: ReadonlyMap<SubmissionId, Standing> = await standingOfEach(tx, rows)
  const units = rows.map(({ campaignUnitId }) => campaignUnitId)
  const conflicts = await conflictsAmong(tx, personIds, units)
  const conflicted = new Set<CampaignUnitId>(conflicts.map(({ campaignUnitId }) => campaignUnitId))
  return (row: SubmissionRow): Chosen => {
    if (!isAssessing(actor, row) || row.duty !== 'head') throw new Problem('access.denied')
    requireAssessing(row)
    const standing = standings.get(row.id)
    if ((standing?.openedAt ?? null) !== null) throw new Problem('assessment.sheets-open')
    const team = (standing?.members ?? []).map(({ personId }) => personId)
    if (conflicted.has(row.campaignUnitId) || personIds.some((one) => !team.includes(one)))
      throw new Problem('assessment.scorer-unfit')
    return { row, team }
  }
}

async function write(tx: Tx, chosen: readonly Chosen[], personIds: readonly PersonId[], at: Date) {
  await setScorers(
    tx,
    chosen.map(({ row, team }) => ({ submissionId: row.id, team })),
    personIds,
  )
  // Who scores no more may have been the last one whom the others waited for.
  await openWhenAllAreDone(
    tx,
    chosen.map(({ row }) => row),
    at,
  )
}
