import { createCouncilsService, createMinutesService } from '../features/councils/index.ts'
import { writtenReport } from '../features/deliverables/index.ts'
import { createDocuments } from '../features/documents/index.ts'
import { createRequestsService } from '../features/requests/index.ts'
import {
  createSealsService,
  createSubmissionsService,
  type Gate,
  type SubmissionsService,
} from '../features/submissions/index.ts'
import { trainingOf } from '../features/training/index.ts'
import type { Ports } from '../ports.ts'
import { bodyPapers } from './body-papers.ts'
import { later } from './later.ts'

export type DocumentPorts = Pick<Ports, 'db' | 'files' | 'office' | 'maxFileBytes' | 'publicUrl' | 'now'>

/** Documents with the services that gather what they say: the API draws them up, and so does the worker of exports. */
export function documentsOf(ports: DocumentPorts, submissions: SubmissionsService) {
  const { db, files, now } = ports
  return createDocuments({
    ...ports,
    services: {
      ...bodyPapers(ports, submissions),
      ...{ submissions, councils: createCouncilsService({ db, now }) },
      minutes: createMinutesService({ db, now }),
      requests: createRequestsService({ db, files, now }),
      seals: createSealsService({ db, later }),
      reportOf: (file, own) => writtenReport(db, file, trainingOf, { own }),
    },
  })
}

/** What the papers of a file say is held in the moment it is sent: through services that see what that transaction did. */
export const holdPapers =
  (ports: DocumentPorts): Gate =>
  (tx, actor, { id, round }) => {
    const submissions = createSubmissionsService({ db: tx, later, now: ports.now })
    return documentsOf({ ...ports, db: tx }, submissions).hold(actor, { submissionId: id, round })
  }
