import type { FastifyInstance } from 'fastify'
import type { ScorersService } from '../features/assessments/index.ts'
import type { PublicationService } from '../features/publication/index.ts'
import {
  createBulkMovesService,
  createNominationsService,
  createRecognitionService,
  recognitionRoutes,
} from '../features/recognition/index.ts'
import type { CheckListService } from '../features/requests/index.ts'
import type { SubmissionsService } from '../features/submissions/index.ts'
import type { Ports } from '../ports.ts'

type Earlier = {
  submissions: SubmissionsService
  checkLists: Pick<CheckListService, 'finishMany'>
  scorers: Pick<ScorersService, 'chooseMany'>
  publication: Pick<PublicationService, 'publish'>
}

/** Nomination, decisions, certificates, and the moves on many files at once, whichever feature makes them. */
export async function registerRecognition(
  api: FastifyInstance,
  { db, now }: Ports,
  { submissions, checkLists, scorers, publication }: Earlier,
) {
  const service = createRecognitionService({ db, present: submissions.present, now })
  const nominations = createNominationsService({ db, now })
  const bulk = createBulkMovesService({
    db,
    check: checkLists.finishMany,
    chooseScorers: scorers.chooseMany,
    accept: (actor, items) => submissions.moveMany(actor, items, { action: 'accept', reason: null }),
    endObjectionTime: (actor, items) =>
      submissions.moveMany(actor, items, { action: 'end-objection-time', reason: null }),
    refuse: service.refuseMany,
    publish: (actor, items) => publication.publish(actor, { items, title: '', note: '' }),
    recognise: service.recognise,
    nominate: (actor, listId, submissionIds) => nominations.addItems(actor, listId, { submissionIds }),
    now,
  })
  await api.register(recognitionRoutes, { service, nominations, bulk })
}
