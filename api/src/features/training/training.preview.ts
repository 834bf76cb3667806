import type { TrainingPreview, UnitSummary } from '@thuoc/shared'
import type { UnitRow } from '../org/index.ts'
import type { Invited } from './invitations.repository.ts'

const summary = ({ id, code, name, type }: UnitRow): UnitSummary => ({ id, code, name, type })

/** Counted by kind, the most first, and by managing body, in the order of its units. */
export function previewOf(invited: readonly Invited[]): TrainingPreview {
  const byType = Map.groupBy(invited, ({ unit }) => unit.type)
  const byBody = Map.groupBy(
    invited.filter(({ body }) => body !== null),
    ({ body }) => body?.id,
  )
  return {
    unitCount: invited.length,
    byType: [...byType].map(([type, those]) => ({ type, count: those.length })).toSorted((a, b) => b.count - a.count),
    byBody: [...byBody.values()].flatMap((those) =>
      those[0]?.body ? [{ body: summary(those[0].body), count: those.length }] : [],
    ),
  }
}
