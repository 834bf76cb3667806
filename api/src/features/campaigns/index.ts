export { campaignsRoutes } from './campaigns.routes.ts'
export { createCampaignsService } from './campaigns.service.ts'
export { campaignConstraints, campaigns, campaignUnitAssessors, campaignUnits } from './campaigns.tables.ts'
export { visibleTo } from './visibility.repository.ts'
