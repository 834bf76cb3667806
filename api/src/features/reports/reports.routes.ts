import {
  getEmulationSettings,
  getReportChoices,
  getReportComparison,
  getReportHeat,
  getReportLevels,
  getReportProgress,
  getReportRadar,
  getReportScores,
  getReportYears,
  listReportRemarks,
  listReportUnits,
  previewEmulation,
  saveEmulationSettings,
} from '@thuoc/shared'
import type { FastifyInstance } from 'fastify'
import { route } from '../../platform/route.ts'
import type { EmulationService } from './emulation.service.ts'
import type { ReportListsService } from './report-lists.service.ts'
import type { ReportRadarService } from './report-radar.service.ts'
import type { ReportYearsService } from './report-years.service.ts'
import type { ReportsService } from './reports.service.ts'

export type ReportsRoutes = {
  figures: ReportsService
  years: ReportYearsService
  lists: ReportListsService
  radar: ReportRadarService
  emulation: EmulationService
}

export async function reportsRoutes(app: FastifyInstance, ports: ReportsRoutes) {
  const { figures, years, lists, radar, emulation } = ports
  app.route(route(getReportChoices, ({ actor, query }) => figures.choices(actor, query)))
  app.route(
    route(getReportLevels, ({ actor, query: { cursor, limit, ...query } }) =>
      figures.levels(actor, query, { cursor, limit }),
    ),
  )
  app.route(route(getReportScores, ({ actor, query }) => figures.scores(actor, query)))
  app.route(
    route(getReportProgress, ({ actor, query: { cursor, limit, ...query } }) =>
      figures.progress(actor, query, { cursor, limit }),
    ),
  )
  app.route(route(getReportComparison, ({ actor, query }) => figures.comparison(actor, query)))
  app.route(
    route(getReportHeat, ({ actor, query: { cursor, limit, ...query } }) =>
      figures.heat(actor, query, { cursor, limit }),
    ),
  )
  app.route(route(getReportYears, ({ actor, query }) => years(actor, query)))
  app.route(route(listReportUnits, ({ actor, query }) => lists.units(actor, query)))
  app.route(route(listReportRemarks, ({ actor, query }) => lists.remarks(actor, query)))
  app.route(route(getReportRadar, ({ actor, query }) => radar(actor, query)))

  app.route(route(getEmulationSettings, ({ actor }) => emulation.get(actor)))
  app.route(route(saveEmulationSettings, ({ actor, body }) => emulation.save(actor, body)))
  app.route(route(previewEmulation, ({ actor, query }) => emulation.preview(actor, query)))
}
