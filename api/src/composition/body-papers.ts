import { begunAmong, createVisitMinutesService } from '../features/assessments/index.ts'
import { createCampaignsService, createMilestonesService, createPlansService } from '../features/campaigns/index.ts'
import { hasDeliveries, saidInReports } from '../features/deliverables/index.ts'
import type { BodyPorts } from '../features/documents/index.ts'
import { createHandedOver, unitNamesOn } from '../features/org/index.ts'
import { createNominationsService, createRecognitionService } from '../features/recognition/index.ts'
import { createReportedUnits } from '../features/reports/index.ts'
import {
  enrol,
  isUntouched,
  mayReassign,
  reassignable,
  untouched,
  type SubmissionsService,
} from '../features/submissions/index.ts'
import { createSupervision } from '../features/supervision/index.ts'
import { createAssignmentService, createTeamsService, createVisitsService } from '../features/teams/index.ts'
import type { Ports } from '../ports.ts'

type Needs = Pick<Ports, 'db' | 'files' | 'maxFileBytes' | 'publicUrl' | 'now'>

/** The services that papers of managing bodies and the province are gathered through. */
export function bodyPapers(ports: Needs, submissions: SubmissionsService): BodyPorts {
  const { db, now, publicUrl } = ports
  const teams = createTeamsService({ db, now })
  return {
    submissions,
    campaigns: createCampaignsService({
      ...{ db, enrol, reassignable, mayReassign, untouched, isUntouched, hasDeliveries, now },
    }),
    milestones: createMilestonesService({ db, hasDeliveries, now }),
    plans: createPlansService({ db, now }),
    saidInReports: (actor, id) => saidInReports(db, actor, id),
    reportedUnits: createReportedUnits({ db, now }),
    teams,
    assignment: createAssignmentService({ db, begun: begunAmong, teams, now }),
    visits: createVisitsService({ db, now }),
    visitMinutes: createVisitMinutesService({ db, now }),
    nominations: createNominationsService({ db, now }),
    recognition: createRecognitionService({ db, present: submissions.present, now }),
    supervision: createSupervision(ports).records,
    unitChanges: createHandedOver({ db }),
    unitNamesOn: (ids, day) => unitNamesOn(db, ids, day),
    publicUrl,
  }
}
