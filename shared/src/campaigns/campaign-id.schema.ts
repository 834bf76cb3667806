import { z } from 'zod'

export const campaignId = z.uuid().brand<'CampaignId'>()
export type CampaignId = z.infer<typeof campaignId>
/** One unit taking part in one campaign. */
export const campaignUnitId = z.uuid().brand<'CampaignUnitId'>()
export type CampaignUnitId = z.infer<typeof campaignUnitId>
