export * from './words.ts'
export * from './import.schema.ts'
export * from './import.words.ts'
export * from './imports.api.ts'
