export * from './measurement.schema.ts'
export * from './measurement.rules.ts'
export * from './measurements.api.ts'
