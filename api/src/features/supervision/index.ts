import type { Db } from '../../platform/db/client.ts'
import type { Files } from '../../platform/files.ts'
import { createFollowUpsService } from './follow-ups.service.ts'
import { createOutliersService } from './outliers.service.ts'
import { createRecordsService } from './records.service.ts'
import { createSamplesService } from './samples.service.ts'
import { createSupervisionFiles } from './supervision-files.service.ts'
import type { SupervisionRoutes } from './supervision.routes.ts'

export { supervisionRoutes } from './supervision.routes.ts'
export { supervisionConstraints } from './supervision.tables.ts'

type Ports = { db: Db; files: Files; maxFileBytes: number; now: () => Date }

/** Everything about supervision, put together. */
export function createSupervision({ db, files, maxFileBytes, now }: Ports): SupervisionRoutes {
  const records = createRecordsService({ db, now })
  return {
    records,
    followUps: createFollowUpsService({ db, get: records.get, now }),
    samples: createSamplesService({ db, now }),
    outliers: createOutliersService({ db }),
    scans: createSupervisionFiles({ db, files, get: records.get, now }),
    files,
    maxFileBytes,
  }
}
