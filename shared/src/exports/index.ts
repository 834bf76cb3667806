export * from './export.schema.ts'
export * from './exports.api.ts'
