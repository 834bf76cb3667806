import type { DeliverySummary } from '@thuoc/shared'

/** Tells a line of a list from every other. */
export const nameOf = ({ milestoneId, unit, kind }: Pick<DeliverySummary, 'milestoneId' | 'unit' | 'kind'>) =>
  `${milestoneId} ${unit.id} ${kind}`
