export * from './earlier-result.schema.ts'
export * from './earlier-result.rules.ts'
export * from './earlier-results.api.ts'
