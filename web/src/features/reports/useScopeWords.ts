import type { ReportChoices } from '@thuoc/shared'
import { useI18n } from '../../platform/translator.ts'
import type { ReportFilterQuery } from './report.address.ts'

/** What a filter leaves of all units, in words: on paper no field says it. Year, column and day are said elsewhere. */
export function useScopeWords() {
  const { t } = useI18n()
  return (filter: ReportFilterQuery, choices: ReportChoices | undefined): string[] => {
    const { campaignId, bodyId, areaId, unitType, ownership, setId, tier } = filter
    const { campaigns = [], bodies = [], areas = [], sets = [] } = choices ?? {}
    const body = bodies.find(({ id }) => id === bodyId)
    const area = areas.find(({ id }) => id === areaId)
    const set = sets.find(({ id }) => id === setId)
    const words = [
      // Where there is one campaign, its year says which.
      campaigns.length > 1 ? campaigns.find(({ id }) => id === campaignId)?.title : undefined,
      body?.name,
      areaId === 'direct' ? t('reports.part.direct') : area && area.id !== body?.id ? area.name : undefined,
      unitType && t(`org.type.${unitType}`),
      ownership && (ownership === 'none' ? t('reports.part.none') : t(`org.ownership.${ownership}`)),
      tier && tier !== 'school' ? t(`reports.tier.${tier}`) : undefined,
      set && sets.length > 1 ? `${set.code} (${set.version})` : undefined,
    ]
    return words.flatMap((word) => (word ? [word] : []))
  }
}
