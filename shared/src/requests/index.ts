export * from './check-list.schema.ts'
export * from './request.schema.ts'
export * from './requests.api.ts'
