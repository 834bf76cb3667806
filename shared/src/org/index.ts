export * from './unit.schema.ts'
export * from './units.api.ts'
