import type { CampaignPreview, NewCampaign } from '@thuoc/shared'
import { unitsInArea, type Participant, type Province, type SetByType } from './participants.ts'

type Resolved = { province: Province; sets: SetByType; participants: Participant[] }
type AlreadyIn = CampaignPreview['alreadyIn']

/**
 * What opening the campaign would do: how many of which kind, who assesses how many, and who is left without a set.
 * @param alreadyIn campaigns of the same year that have some of these units
 */
export function previewOf(
  plan: NewCampaign,
  { province, sets, participants }: Resolved,
  alreadyIn: AlreadyIn,
): CampaignPreview {
  const byType = Map.groupBy(participants, ({ unit }) => unit.type)
  const byAssessor = Map.groupBy(participants, ({ assessor }) => assessor.id)
  const left = unitsInArea(province, plan.participation).filter(({ type }) => !sets.has(type))
  return {
    unitCount: participants.length,
    byType: [...byType].flatMap(([type, those]) => {
      const set = sets.get(type)
      return set ? [{ type, count: those.length, set: set.mark }] : []
    }),
    byAssessor: [...byAssessor.values()]
      .flatMap((those) => {
        const [first] = those
        if (!first) return []
        const { id, code, name, type } = first.assessor
        return [{ assessor: { id, code, name, type }, count: those.length }]
      })
      .sort((a, b) => b.count - a.count || a.assessor.code.localeCompare(b.assessor.code)),
    withoutSet: [...Map.groupBy(left, ({ type }) => type)].map(([type, those]) => ({ type, count: those.length })),
    alreadyIn,
  }
}
