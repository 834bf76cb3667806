/**
 * The campaign people mean by “now”: one that runs before one that has ended, of the latest school year, the one opened
 * last. Lists come newest opened first.
 */
export const newestOf = <T extends { schoolYear: string; closing: unknown }>(campaigns: readonly T[]): T | undefined =>
  campaigns.toSorted(
    (a, b) => Number(a.closing !== null) - Number(b.closing !== null) || b.schoolYear.localeCompare(a.schoolYear),
  )[0]
