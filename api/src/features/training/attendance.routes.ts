import {
  countTrainingByBody,
  listInvitedUnits,
  listTrainingAttendees,
  listTrainingByUnit,
  listTrainingCandidates,
  markAttendance,
  registerForTraining,
  withdrawFromTraining,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { AttendanceService } from './attendance.service.ts'
import type { TrainingReportService } from './training-report.service.ts'

export type AttendanceRoutes = { attendance: AttendanceService; report: TrainingReportService }

export function attendanceRoutes(app: FastifyInstance, { attendance, report }: AttendanceRoutes) {
  app.route(
    route(listTrainingAttendees, ({ actor, params, query }) => attendance.listAttendees(actor, params.id, query)),
  )
  app.route(
    route(listTrainingCandidates, ({ actor, params, query }) =>
      attendance.listCandidates(actor, params.id, query.unitId),
    ),
  )
  app.route(route(registerForTraining, ({ actor, params, body }) => attendance.register(actor, params.id, body)))
  app.route(
    route(withdrawFromTraining, ({ actor, params }) => attendance.withdraw(actor, params.id, params.attendeeId)),
  )
  app.route(route(markAttendance, ({ actor, params, body }) => attendance.mark(actor, params.id, body)))
  app.route(route(listInvitedUnits, ({ actor, params, query }) => attendance.listUnits(actor, params.id, query)))
  app.route(route(countTrainingByBody, ({ actor, params }) => attendance.countBodies(actor, params.id)))
  app.route(route(listTrainingByUnit, ({ actor, query }) => report.list(actor, query)))
}
