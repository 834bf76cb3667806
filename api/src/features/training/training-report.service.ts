import type { Page, UnitTraining } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, textKey, toPage, type PageRequest } from '../../platform/page.ts'
import { listByUnit, type ReportFilters, type UnitTrainingRow } from './training-report.repository.ts'

export type TrainingReportService = ReturnType<typeof createTrainingReport>

/** Who came over all sessions, and who never did. */
export function createTrainingReport({ db, now }: { db: Db; now: () => Date }) {
  async function list(actor: Actor, query: PageRequest & ReportFilters): Promise<Page<UnitTraining>> {
    const after = decodeCursor(query.cursor, textKey)
    const rows = await listByUnit(db, actor, query, { after, limit: query.limit ?? defaultLimit, now: now() })
    return toPage(
      rows,
      query,
      ({ unit }) => [unit.name, unit.id],
      (row) => present(row),
    )
  }

  return { list }
}

const present = ({ body: { id, ...body }, ...row }: UnitTrainingRow): UnitTraining => ({
  ...row,
  body: id === null ? null : { id, ...body },
})
