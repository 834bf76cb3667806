export * from './open-data.schema.ts'
export * from './publication.schema.ts'
export * from './publication.api.ts'
