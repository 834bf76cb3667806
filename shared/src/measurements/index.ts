export * from './measurement.schema.ts'
export * from './measurements.api.ts'
