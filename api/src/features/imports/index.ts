export { importsWorkers } from './imports.jobs.ts'
export { importsRoutes } from './imports.routes.ts'
export { createImportsService } from './imports.service.ts'
export { faultList, openImportSheet, type ImportCheck, type ImportKind, type PlannedChange } from './kind.ts'
