import { deliveryList } from '../features/deliverables/index.ts'
import { campaignDocuments, documentFile } from '../features/documents/index.ts'
import { createRegisterExport } from '../features/evidence/index.ts'
import type { ExportMakers } from '../features/exports/index.ts'
import { peopleList } from '../features/identity/index.ts'
import { unitList } from '../features/org/index.ts'
import { createExport, fileArchive } from '../features/records/index.ts'
import { createNominationsService, createRecognitionService } from '../features/recognition/index.ts'
import { reportFiles } from '../features/reports/index.ts'
import { createSubmissionsService, evidenceOwners, noRequests } from '../features/submissions/index.ts'
import { createSupervision } from '../features/supervision/index.ts'
import { createTeamsService } from '../features/teams/index.ts'
import { attendeeList, unitTrainingList } from '../features/training/index.ts'
import { documentsOf, type DocumentPorts } from './documents.ts'
import { later } from './later.ts'
import { packagesOf } from './packages.ts'

/** Who makes each kind of export. A kind more does not compile until it has its maker here. */
export function exportMakers(ports: DocumentPorts): ExportMakers {
  const { db, files, now } = ports
  // Makers read and draw up; they move no file, so nothing stands before or after a move here.
  const submissions = createSubmissionsService({ db, later, now })
  const { documents } = documentsOf(ports, submissions)
  // Nothing is changed here, so that it does not matter whether more evidence is asked for.
  const evidence = createRegisterExport({ db, files, owners: evidenceOwners({ takingRequest: noRequests, now }) })
  return {
    'campaign-documents': campaignDocuments({
      ...{ db, files, documents, submissions, now },
      others: [
        { subject: 'team', list: createTeamsService({ db, now }).list },
        { subject: 'nomination-list', list: createNominationsService({ db, now }).list },
        {
          subject: 'recognition-decision',
          list: createRecognitionService({ db, present: submissions.present, now }).list,
        },
        { subject: 'supervision-record', list: createSupervision(ports).records.list },
      ],
    }),
    document: documentFile({ documents, files }),
    'report-file': reportFiles({ db }),
    'delivery-list': deliveryList({ db }),
    'file-archive': fileArchive(createExport({ db, files, submissions, now })),
    'people-list': peopleList({ db }),
    'unit-list': unitList({ db }),
    'evidence-register': evidence.makers.register,
    'evidence-archive': evidence.makers.archive,
    'sent-package': packagesOf({ db, files }).maker,
    'training-attendees': attendeeList({ db }),
    'training-units': unitTrainingList({ db }),
  }
}
