export { findCampaignUnit, type CampaignUnitRow } from './campaign-units.repository.ts'
export { find as findCampaign, findByTitle as findCampaignByTitle } from './campaigns.repository.ts'
export { campaignsRoutes } from './campaigns.routes.ts'
export { createCampaignsService, type CampaignPorts, type CampaignsService } from './campaigns.service.ts'
export {
  campaignConstraints,
  campaignEvents,
  campaigns,
  campaignSets,
  campaignUnitAssessors,
  campaignUnits,
} from './campaigns.tables.ts'
export { visibleTo } from './visibility.repository.ts'
