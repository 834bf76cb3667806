import { fileWriter, type FileMade } from './files.ts'
import { idOf, type Random } from './random.ts'
import { resultWriter } from './results.ts'
import type { ChosenSet } from './sets.ts'
import { schoolYears } from './sizes.ts'
import type { Sinks } from './tables.ts'
import type { Province, School } from './units.ts'

export type Campaign = { id: string; province: Province; schoolYear: string; opened: number; over: boolean }
type Ports = { into: Sinks['into']; random: Random; sets: readonly ChosenSet[] }

const campaignKind = 10
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10)

/** Writes the campaigns of provinces, one a school year, in which every school takes part. */
export function campaignWriter({ into, random, sets }: Ports) {
  let made = 0
  const files = fileWriter({ into, random })
  const results = resultWriter({ into })

  return async (province: Province, settle: () => Promise<void>) => {
    const [director] = province.people
    for (const schoolYear of schoolYears) {
      const year = Number(schoolYear.slice(0, 4))
      const over = schoolYear !== schoolYears.at(-1)
      const opened = Date.UTC(year, 8, 10)
      const id = idOf(campaignKind, (made += 1))
      const [dueOn, endOn] = [`${year + 1}-01-31`, `${year + 1}-03-31`]
      const closed = over ? new Date(Date.UTC(year + 1, 6, 31)) : null
      into('campaigns', [
        ...[id, province.id, `Đánh giá mức độ chuyển đổi số năm học ${schoolYear}`, schoolYear, `${made}/KH-SGDĐT`],
        ...[dayOf(opened), dueOn, endOn],
        { ownerships: ['public', 'non-public'], alsoUnitIds: [], exceptUnitIds: [], withinUnitIds: [province.id] },
        ...[new Date(opened), director?.name ?? '', closed, closed && (director?.name ?? '')],
      ])
      for (const set of sets) for (const type of set.types) into('campaign_sets', [id, type, set.id])
      const campaign = { id, province, schoolYear, opened, over }
      const recognised: (FileMade & { school: School })[] = []
      for (const [at, school] of province.schools.entries()) {
        const set = sets.find(({ types }) => types.includes(school.type))
        if (!set) throw new Error(`Nothing to assess ${school.type} by`)
        const file = files(campaign, school, set)
        if (file) recognised.push({ ...file, school })
        if (at % 20 === 0) await settle()
      }
      results(campaign, recognised)
      await settle()
    }
  }
}
