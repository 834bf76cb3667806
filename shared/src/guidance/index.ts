export * from './guidance.schema.ts'
export * from './guidance.api.ts'
