import type { CampaignId, UnitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { createEmulationService } from './emulation.service.ts'
import { createReportListsService } from './report-lists.service.ts'
import { createReportRadarService } from './report-radar.service.ts'
import { momentOf } from './report-scope.service.ts'
import { createReportYearsService } from './report-years.service.ts'
import { listReportedUnits, type ReportedUnit } from './reported-units.repository.ts'
import type { ReportsRoutes } from './reports.routes.ts'
import { createReportsService } from './reports.service.ts'

export { reportFiles } from './report-files.service.ts'
export { reportWorkers } from './reports.jobs.ts'
export { reportsRoutes } from './reports.routes.ts'
export type { ReportedUnit }

/** Everything about reports, put together. */
export function createReports({ db, now }: { db: Db; now: () => Date }): ReportsRoutes {
  const ports = { db, now }
  return {
    figures: createReportsService(ports),
    years: createReportYearsService(ports),
    emulation: createEmulationService(ports),
    lists: createReportListsService(ports),
    radar: createReportRadarService(ports),
  }
}

/** Units as the figures count them, as of now: what is told of them on paper is what the reports say. */
export const createReportedUnits =
  ({ db, now }: { db: Db; now: () => Date }) =>
  (actor: Actor, asked: { campaignId: CampaignId; bodyId?: UnitId }): Promise<ReportedUnit[]> =>
    listReportedUnits(db, actor, { ...asked, when: momentOf(undefined, now()) })
