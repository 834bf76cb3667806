export * from './system.api.ts'
