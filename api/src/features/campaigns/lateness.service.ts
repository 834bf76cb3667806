import { isPast } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { listLocking, type Duty } from './lateness.repository.ts'

/**
 * Demands that the plan still takes something: its last day is not over, or being late is only marked.
 * @param at the moment of the deed, from the clock of the application
 * @throws Problem `milestone.locked`, naming the milestone and its last day
 */
export async function requireOpen(db: Queryable, duty: Duty, at: Date) {
  const rows = await listLocking(db, duty)
  const bound =
    'milestoneId' in duty
      ? rows
      : (duty.kinds
          .map((kind) => rows.filter(({ deliverables }) => deliverables.includes(kind)))
          .find((those) => those.length > 0) ?? [])
  const over = bound.find(({ dueOn, lateness }) => lateness === 'lock' && dueOn !== null && isPast(dueOn, at))
  if (over)
    throw new Problem('milestone.locked', {
      errors: [{ path: over.code, message: over.task, values: { code: over.code, day: over.dueOn ?? '' } }],
    })
}
