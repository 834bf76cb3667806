import type { Db } from '../../platform/db/client.ts'
import { createOpenDataService } from './open-data.service.ts'
import { createPublicResultsService } from './public-results.service.ts'
import type { PublicationRoutes } from './publication.routes.ts'
import { createPublicationService } from './publication.service.ts'

export { publicationRoutes } from './publication.routes.ts'
export { createPublicationService, type PublicationService } from './publication.service.ts'
export { publicationConstraints } from './publication.tables.ts'

type Ports = { db: Db; now: () => Date; publicUrl: string }

/** Everything about publication, put together. */
export const createPublication = ({ db, now, publicUrl }: Ports): PublicationRoutes => ({
  service: createPublicationService({ db, now }),
  results: createPublicResultsService({ db }),
  openData: createOpenDataService({ db, publicUrl }),
  publicUrl,
})
