import { sealedContent } from '@thuoc/shared'
import { createCouncilsService, createMinutesService } from '../features/councils/index.ts'
import { writtenReport } from '../features/deliverables/index.ts'
import { createDocuments } from '../features/documents/index.ts'
import { closeRequest, createRequestsService, giveReceipt } from '../features/requests/index.ts'
import {
  createSealsService,
  createSubmissionsService,
  type AfterOne,
  type SealsService,
  type SubmissionsService,
} from '../features/submissions/index.ts'
import { trainingOf } from '../features/training/index.ts'
import { remembering } from '../platform/remembering.ts'
import { settled } from '../platform/settled.ts'
import type { Ports } from '../ports.ts'
import { bodyPapers } from './body-papers.ts'
import { later } from './later.ts'

export type DocumentPorts = Pick<Ports, 'db' | 'files' | 'office' | 'maxFileBytes' | 'publicUrl' | 'now'>

/** Documents with the services that gather what they say: the API draws them up, and so does the worker of exports. */
export function documentsOf(
  ports: DocumentPorts,
  submissions: SubmissionsService,
  seals: Pick<SealsService, 'sent'> = createSealsService({ db: ports.db, later }),
) {
  const { db, files, now } = ports
  return createDocuments({
    ...ports,
    services: {
      ...bodyPapers(ports, submissions),
      ...{ submissions, councils: createCouncilsService({ db, now }) },
      minutes: createMinutesService({ db, now }),
      requests: createRequestsService({ db, files, now }),
      seals,
      reportOf: (file, own) => writtenReport(db, file, trainingOf, { own }),
    },
  })
}

/** What the papers of a file say is held in the moment it is sent: through services that see what that transaction did. */
const holdPapers =
  (ports: DocumentPorts): AfterOne =>
  (_tx, actor, { id, round }, _at, { content, on: db }) => {
    const submissions = createSubmissionsService({ db, later, now: ports.now })
    // Nearly every paper asks for the form; it is put together once.
    const getForm = remembering(submissions.getForm, (_actor, asked) => asked)
    const sent = content && sealedContent.parse(content)
    const seals = sent && { sent: async () => sent }
    const { hold } = documentsOf({ ...ports, db }, { ...submissions, getForm }, seals)
    return hold(actor, { submissionId: id, round })
  }

/** With each file that is sent: its request is closed, its papers are held, its receiver gives a receipt. */
export function whenSent(ports: DocumentPorts): AfterOne {
  const hold = holdPapers(ports)
  return async (tx, actor, row, at, seen) => {
    await settled([closeRequest(tx, actor, row, at), hold(tx, actor, row, at, seen)])
    await giveReceipt(tx, actor, row, at, seen)
  }
}
