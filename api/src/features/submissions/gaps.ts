import { gapsOf, measuredOf, type Gap } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { definitionOf } from '../catalogues/index.ts'
import { countEvidence } from '../evidence/index.ts'
import { newestFigures } from './figures.ts'
import { answersOf, listLines } from './lines.repository.ts'
import type { SubmissionRow } from './submissions.repository.ts'

/** What a file still lacks: by criterion, with what the sentence needs. */
export async function gapsIn(db: Queryable, row: SubmissionRow): Promise<Gap[]> {
  const definition = await definitionOf(db, row.set.id)
  const lines = await listLines(db, row.id)
  const evidence = await countEvidence(db, row.campaignUnitId)
  const measured = measuredOf(await newestFigures(db, row, definition))
  return gapsOf(definition, answersOf(lines), evidence, measured)
}
