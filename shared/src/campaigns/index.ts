export * from './campaign.schema.ts'
export * from './campaigns.api.ts'
