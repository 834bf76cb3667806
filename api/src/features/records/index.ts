export { createExport } from './export.service.ts'
export { fileArchive } from './file-archive.ts'
export { recordsRoutes } from './records.routes.ts'
export { createRecordsService } from './records.service.ts'
