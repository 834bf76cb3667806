import type { IndicatorSet, IndicatorSetSummary } from '@thuoc/shared'

type Known = Pick<IndicatorSet, 'id' | 'code' | 'version' | 'refines' | 'derivedFrom'>
const newestFirst = (one: { version: number }, other: { version: number }) => other.version - one.version

/** Versions under the same code, the newest first; the set itself among them. */
export const versionsOf = (every: readonly IndicatorSetSummary[], { code }: Pick<Known, 'code'>) =>
  every.filter((one) => one.code === code).toSorted(newestFirst)

/** What provinces made of this set. */
export const refinementsOf = (every: readonly IndicatorSetSummary[], { code }: Pick<Known, 'code'>) =>
  every.filter(({ refines }) => refines?.code === code).toSorted(newestFirst)

/**
 * What a set is compared with unless another one is chosen: a refinement with what it refines, a version with the one
 * it was made from, else with the version before it. Null where there is none.
 */
export function predecessorOf(every: readonly IndicatorSetSummary[], set: Known): string | null {
  const { refines, derivedFrom, code, version } = set
  const refined = refines && every.find((one) => one.code === refines.code && one.version === refines.version)
  const before = versionsOf(every, { code }).find((one) => one.version < version)
  return refined?.id ?? derivedFrom?.id ?? before?.id ?? null
}
