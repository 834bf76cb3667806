export * from './submission.workflow.ts'
export * from './submission.schema.ts'
export * from './submissions.api.ts'
