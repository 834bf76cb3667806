import { listEvidence, type CampaignUnitId } from '@thuoc/shared'
import { defineQueryOptions } from '@pinia/colada'
import { call } from '../../platform/api/client.ts'

export const evidenceKey = (unit: CampaignUnitId) => ['evidence', unit]

/** The register of a unit in a campaign, by code. */
export const evidenceQuery = defineQueryOptions((unit: CampaignUnitId) => ({
  key: evidenceKey(unit),
  query: () => call(listEvidence, { params: { id: unit } }).then(({ items }) => items),
}))
