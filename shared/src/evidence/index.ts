export * from './evidence.schema.ts'
export * from './evidence-code.rules.ts'
export * from './evidence.api.ts'
