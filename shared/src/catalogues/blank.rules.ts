import type { Criterion, CriterionGroup, LevelBand } from './criterion.schema.ts'

/** What may be left out of a set: an empty text or list says as much as none. */
const optional = ['name', 'guidance', 'doubt', 'unit', 'numerator', 'denominator', 'fields', 'doubts'] as const

function withoutBlank<T extends object>(whole: T): T {
  const kept = { ...whole }
  for (const key of optional) {
    const value: unknown = Reflect.get(kept, key)
    if (value === '' || (Array.isArray(value) && value.length === 0)) Reflect.deleteProperty(kept, key)
  }
  return kept
}

const ownBands = <T extends { bands?: LevelBand[] | undefined }>(holder: T): T =>
  holder.bands ? { ...holder, bands: holder.bands.map(withoutBlank) } : holder

function tidyCriterion(criterion: Criterion): Criterion {
  if (criterion.kind !== 'sum') return withoutBlank(criterion)
  const criteria = criterion.criteria.map((part) =>
    part.kind === 'sum'
      ? { ...ownBands(withoutBlank(part)), criteria: part.criteria.map(withoutBlank) }
      : withoutBlank(part),
  )
  return { ...ownBands(withoutBlank(criterion)), criteria }
}

type Set = { doubts?: string[] | undefined; level: { bands: LevelBand[] }; groups: CriterionGroup[] }

/**
 * A set in one way of writing it: what is empty and optional is left out, as a cell that nothing stands in. So it comes
 * back the same from a workbook.
 */
export function withoutBlanks<T extends Set>(set: T): T {
  const doubts = set.doubts?.filter((doubt) => doubt !== '')
  return {
    ...withoutBlank({ ...set, ...(doubts && { doubts }) }),
    level: { ...set.level, bands: set.level.bands.map(withoutBlank) },
    groups: set.groups.map((group) => ({ ...ownBands(group), criteria: group.criteria.map(tidyCriterion) })),
  }
}
