export * from './file-export.schema.ts'
export * from './record.schema.ts'
export * from './records.api.ts'
export * from './words.ts'
