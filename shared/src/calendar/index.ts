export * from './calendar.schema.ts'
export * from './calendar.rules.ts'
export * from './calendar.api.ts'
