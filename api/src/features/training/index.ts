import type { Db } from '../../platform/db/client.ts'
import type { Files } from '../../platform/files.ts'
import { createAnnounce } from './announcements.ts'
import { createAttendanceService } from './attendance.service.ts'
import { createQuestionsService } from './questions.service.ts'
import { createTrainingFiles } from './training-files.service.ts'
import { createTrainingReport } from './training-report.service.ts'
import type { TrainingRoutes } from './training.routes.ts'
import { createTrainingService } from './training.service.ts'

export { attendeeList, unitTrainingList } from './training-lists.service.ts'
export { trainingOf } from './training-report.repository.ts'
export { trainingRoutes } from './training.routes.ts'
export { trainingConstraints } from './training.tables.ts'

type Ports = { db: Db; files: Files; maxFileBytes: number; now: () => Date; sendsMail: boolean }

/** Everything about training, put together. */
export function createTraining({ db, files, maxFileBytes, now, sendsMail }: Ports): TrainingRoutes {
  const announce = createAnnounce({ now, sendsMail })
  const service = createTrainingService({ db, now, announce })
  return {
    service,
    attendance: createAttendanceService({ db, now }),
    report: createTrainingReport({ db, now }),
    questions: createQuestionsService({ db, announce }),
    materials: createTrainingFiles({ db, files, get: service.get }),
    files,
    maxFileBytes,
  }
}
