export { publicationRoutes } from './publication.routes.ts'
export { createPublicationService, type PublicationService } from './publication.service.ts'
export { publications } from './publication.tables.ts'
