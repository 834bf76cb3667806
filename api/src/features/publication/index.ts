export { publicationRoutes } from './publication.routes.ts'
export { createPublicationService } from './publication.service.ts'
