/** The campaign people mean by “now”: of the latest school year, the one opened last. Lists come newest opened first. */
export const newestOf = <T extends { schoolYear: string }>(campaigns: readonly T[]): T | undefined =>
  campaigns.toSorted((a, b) => b.schoolYear.localeCompare(a.schoolYear))[0]
