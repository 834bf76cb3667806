export * from './recognition.schema.ts'
export * from './recognition.rules.ts'
export * from './recognition.api.ts'
