export * from './assessments.api.ts'
export * from './assessment.rules.ts'
