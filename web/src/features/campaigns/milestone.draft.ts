import {
  deliverableKind,
  latenessRule,
  milestonePlan,
  milestoneTier,
  type MilestonePlan,
  type MilestoneTier,
} from '@thuoc/shared'
import { z } from 'zod'

/** A milestone while it is being written: a field may still be empty. */
export const milestoneDraft = z.object({
  /** Names the line while codes and places change. */
  key: z.string(),
  tier: milestoneTier,
  code: z.string(),
  task: z.string(),
  startsOn: z.string(),
  dueOn: z.string(),
  deliverables: z.array(deliverableKind),
  required: z.boolean(),
  lateness: latenessRule,
  reminderDays: z.array(z.int()),
  before: z.string(),
})
export type MilestoneDraft = z.infer<typeof milestoneDraft>

const newKey = () => crypto.randomUUID()

export const draftOfMilestone = (plan: MilestonePlan): MilestoneDraft => ({
  key: newKey(),
  tier: plan.tier,
  code: plan.code,
  task: plan.task,
  startsOn: plan.startsOn ?? '',
  dueOn: plan.dueOn ?? '',
  deliverables: plan.deliverables,
  required: plan.required,
  lateness: plan.lateness,
  reminderDays: plan.reminderDays,
  before: plan.before ?? '',
})

export const emptyMilestone = (tier: MilestoneTier): MilestoneDraft => ({
  key: newKey(),
  tier,
  code: '',
  task: '',
  startsOn: '',
  dueOn: '',
  deliverables: [],
  required: true,
  lateness: 'mark',
  reminderDays: [7, 1],
  before: '',
})

/** The milestone with what is not filled in as null, whether or not it is whole yet. */
export const looselyOf = ({ key: _, ...draft }: MilestoneDraft): MilestonePlan => ({
  ...draft,
  startsOn: draft.startsOn || null,
  dueOn: draft.dueOn || null,
  before: draft.before || null,
})

/** What the API takes; null while something is missing. */
export function planOfMilestone(draft: MilestoneDraft): MilestonePlan | null {
  const checked = milestonePlan.safeParse(looselyOf(draft))
  return checked.success ? checked.data : null
}

/** Moves a line up or down past the nearest one of its own tier. */
export function moveWithinTier<T extends { key: string; tier: MilestoneTier }>(
  lines: T[],
  key: string,
  by: 1 | -1,
): T[] {
  const from = lines.findIndex((line) => line.key === key)
  const moving = lines[from]
  if (!moving) return lines
  const order = by === 1 ? lines.slice(from + 1) : lines.slice(0, from).toReversed()
  const past = order.find(({ tier }) => tier === moving.tier)
  if (!past) return lines
  const to = lines.indexOf(past)
  return lines.map((line, at) => (at === from ? past : at === to ? moving : line))
}
