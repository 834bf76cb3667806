export * from './role.ts'
export * from './permission.ts'
export * from './person.schema.ts'
export * from './identity.api.ts'
