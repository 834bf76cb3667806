export * from './notice.schema.ts'
export * from './notices.api.ts'
