import { gapsOf, measuredOf, type Gap, type SubmissionId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { definitionOf } from '../catalogues/index.ts'
import { countEvidenceOfEach } from '../evidence/index.ts'
import { newestFiguresOfEach } from './figures.ts'
import { answersOf, listLinesOfEach } from './lines.repository.ts'
import type { SubmissionRow } from './submissions.repository.ts'

/** What a file still lacks: by criterion, with what the sentence needs. */
export const gapsIn = async (db: Queryable, row: SubmissionRow): Promise<Gap[]> =>
  (await gapsInEach(db, [row])).get(row.id) ?? []

/** The same of several files at once; each is among them, also where it lacks nothing. */
export async function gapsInEach(
  db: Queryable,
  rows: readonly SubmissionRow[],
): Promise<ReadonlyMap<SubmissionId, Gap[]>> {
  const lines = await listLinesOfEach(
    db,
    rows.map(({ id }) => id),
  )
  const evidence = await countEvidenceOfEach(
    db,
    rows.map(({ campaignUnitId }) => campaignUnitId),
  )
  const gaps = new Map<SubmissionId, Gap[]>()
  for (const alike of Map.groupBy(rows, ({ set, campaign }) => `${set.id} ${campaign.schoolYear}`).values()) {
    const [first] = alike
    if (!first) continue
    const definition = await definitionOf(db, first.set.id)
    const figures = await newestFiguresOfEach(db, alike, definition)
    for (const { id, campaignUnitId, unit } of alike) {
      const answers = answersOf(lines.get(id) ?? [])
      const measured = measuredOf(figures.get(unit.id) ?? [])
      gaps.set(id, gapsOf(definition, answers, evidence.get(campaignUnitId) ?? {}, measured))
    }
  }
  return gaps
}
