export * from './notice.schema.ts'
export * from './notice-groups.ts'
export * from './notice.words.ts'
export * from './notices.api.ts'
