import {
  next,
  type CampaignId,
  type ProblemItem,
  type SubmissionAction,
  type SubmissionId,
  type SubmissionsOnce,
  type UnitId,
} from '@thuoc/shared'
import { may, type Actor } from '../../platform/actor.ts'
import { Problem } from '../../platform/problem.ts'
import { mayMove, type SubmissionRow } from '../submissions/index.ts'

type Item = SubmissionsOnce[number]

/** Decides for the body that issued a decision; about each file its own rule says. */
export const maySign = (actor: Actor, issuerId: UnitId): boolean =>
  may(actor, 'recognition.decide') && actor.unitId === issuerId

export type Listed = { item: Item; row: SubmissionRow }

const named = (items: readonly Item[], message: string): ProblemItem[] =>
  items.map(({ submissionId }) => ({ path: submissionId, message }))

/**
 * The files of a list, in its order, when every one of them is visible and the actor's to move.
 * @throws Problem `submission.not-found` or `access.denied`, naming each such file
 */
export function requireOwn(
  actor: Actor,
  action: SubmissionAction,
  items: SubmissionsOnce,
  rows: readonly SubmissionRow[],
): Listed[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const listed = items.flatMap((item): Listed[] => {
    const row = byId.get(item.submissionId)
    return row ? [{ item, row }] : []
  })
  const hidden = items.filter(({ submissionId }) => !byId.has(submissionId))
  if (hidden.length > 0) throw new Problem('submission.not-found', { errors: named(hidden, 'submission.not-found') })
  const foreign = listed.filter(({ row }) => !mayMove(actor, row, action)).map(({ item }) => item)
  if (foreign.length > 0) throw new Problem('access.denied', { errors: named(foreign, 'access.denied') })
  return listed
}

export type ListFault = {
  path: SubmissionId
  message: 'submission.not-found' | 'submission.wrong-state' | 'submission.stale'
}

/**
 * Why files of a list cannot make the move now, each by its id; empty: all can.
 * @param campaignId a decision is about one campaign: files of others are not among its own
 */
export function faultsOf(listed: readonly Listed[], action: SubmissionAction, campaignId?: CampaignId): ListFault[] {
  const reason = ({ item, row }: Listed): ListFault['message'] | null => {
    if (campaignId !== undefined && row.campaign.id !== campaignId) return 'submission.not-found'
    if (next(row.status, action) === null) return 'submission.wrong-state'
    return row.version === item.version ? null : 'submission.stale'
  }
  return listed.flatMap((one) => {
    const message = reason(one)
    return message === null ? [] : [{ path: one.row.id, message }]
  })
}
