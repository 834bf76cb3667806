import { milestonePlan, type Milestone, type MilestoneDates, type MilestonePlan } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { milestoneActions, type Part } from './milestones.policy.ts'
import type { MilestoneRow } from './milestones.repository.ts'

/** The milestone as its plan says it. */
export const planOf = (row: MilestoneRow): MilestonePlan => {
  const { tier, code, task, startsOn, dueOn, deliverables, required, lateness, reminderDays, beforeCode: before } = row
  return { tier, code, task, startsOn, dueOn, deliverables, required, lateness, reminderDays, before }
}

/** @param ours the dates that hold for the unit of the one who asks */
export function presentMilestone(
  actor: Actor,
  part: Part,
  row: MilestoneRow,
  ours: MilestoneDates | undefined,
): Milestone {
  const { id, body, bodyStartsOn, bodyDueOn, bodiesEarlier, extensions, version } = row
  return {
    ...planOf(row),
    id,
    body,
    ours: ours ?? null,
    bodyDates: bodyDueOn === null ? null : { startsOn: bodyStartsOn, dueOn: bodyDueOn },
    bodiesEarlier,
    extensions,
    version,
    actions: milestoneActions(actor, part, row),
  }
}

/** What was and what is, for each field that differs, as the record keeps it. */
export function differencesOf(
  before: MilestonePlan,
  after: MilestonePlan,
): Record<string, [string | null, string | null]> {
  const said = (value: MilestonePlan[keyof MilestonePlan]) => (value === null ? null : String(value))
  return Object.fromEntries(
    milestonePlan
      .keyof()
      .options.filter((field) => said(before[field]) !== said(after[field]))
      .map((field): [string, [string | null, string | null]] => [field, [said(before[field]), said(after[field])]]),
  )
}
