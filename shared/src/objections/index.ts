export * from './objection.rules.ts'
export * from './objection.schema.ts'
export * from './objections.api.ts'
