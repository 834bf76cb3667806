export * from './publication.api.ts'
