import { papersOf } from '../features/councils/index.ts'
import { selfAssessmentReport } from '../features/deliverables/index.ts'
import { sentPapersOf } from '../features/documents/index.ts'
import { createPackagesService } from '../features/requests/index.ts'
import { trainingOf } from '../features/training/index.ts'
import type { Ports } from '../ports.ts'

/** What a school sent in a round, gathered from the features that keep it. */
export const packagesOf = ({ db, files }: Pick<Ports, 'db' | 'files'>) =>
  createPackagesService({
    ...{ db, files, papersSent: sentPapersOf },
    annexesOf: async (source, { id }) => [{ folder: 'Hội đồng', files: [...(await papersOf(source, id)).values()] }],
    reportOf: (source, row) => selfAssessmentReport(source, row, trainingOf),
  })
