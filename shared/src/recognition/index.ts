export * from './recognition.schema.ts'
export * from './recognition.api.ts'
