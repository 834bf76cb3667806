export { createGuidanceFiles } from './guidance-files.service.ts'
export { guidanceRoutes } from './guidance.routes.ts'
export { createGuidanceService } from './guidance.service.ts'
export { guidanceConstraints } from './guidance.tables.ts'
