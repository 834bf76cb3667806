import type { GuidanceNote, IndicatorSetId, UnitId } from '@thuoc/shared'
import { useQuery } from '@pinia/colada'
import { computed } from 'vue'
import { downloadAttachment, guidanceQuery } from './guidance.queries.ts'

/** The notes that a unit reads beside the official text, asked for once for the whole form. */
export function useGuidance(set: () => IndicatorSetId, unit: () => UnitId) {
  const { data, error, refetch } = useQuery(() => guidanceQuery({ set: set(), unit: unit() }))
  const byCriterion = computed(() => Map.groupBy(data.value?.items ?? [], ({ criterion }) => criterion))
  return {
    notesOn: (code: string): GuidanceNote[] => byCriterion.value.get(code) ?? [],
    /** Why there are no notes; the form goes on without them. */
    error,
    retry: () => refetch(),
    download: downloadAttachment,
  }
}
export type Guidance = ReturnType<typeof useGuidance>
