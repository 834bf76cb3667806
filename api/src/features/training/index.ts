import type { Db } from '../../platform/db/client.ts'
import type { Files } from '../../platform/files.ts'
import { announceByNotice } from './announcements.ts'
import { createAttendanceService } from './attendance.service.ts'
import { createQuestionsService } from './questions.service.ts'
import { createTrainingFiles } from './training-files.service.ts'
import { createTrainingReport } from './training-report.service.ts'
import type { TrainingRoutes } from './training.routes.ts'
import { createTrainingService } from './training.service.ts'

export { trainingOf } from './training-report.repository.ts'
export { trainingRoutes } from './training.routes.ts'
export { trainingConstraints } from './training.tables.ts'

type Ports = { db: Db; files: Files; maxFileBytes: number }

/** Everything about training, put together. */
export function createTraining({ db, files, maxFileBytes }: Ports): TrainingRoutes {
  const service = createTrainingService({ db, announce: announceByNotice })
  return {
    service,
    attendance: createAttendanceService({ db }),
    report: createTrainingReport({ db }),
    questions: createQuestionsService({ db, announce: announceByNotice }),
    materials: createTrainingFiles({ db, files, get: service.get }),
    files,
    maxFileBytes,
  }
}
