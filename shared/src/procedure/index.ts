export * from './procedure.api.ts'
export * from './procedure.schema.ts'
