import { dayOf, gapsOfAssessment, gapsOfClosing } from '@thuoc/shared'
import type { Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { definitionOf } from '../catalogues/index.ts'
import { answersOf, listLines, type SubmissionRow } from '../submissions/index.ts'
import { visitsOfUnit } from '../teams/index.ts'
import { listExternalLines } from './external-lines.repository.ts'
import { findFindings } from './remarks.repository.ts'
import { nothingSaid } from './remarks.present.ts'
import { standingOf } from './sheets.policy.ts'
import { listMinutes } from './visit-minutes.repository.ts'

/**
 * The gate of `complete-assessment`.
 * @throws Problem the first of `closingGapCodes` that stands against it; its items by path (the code of a criterion, the kind
 * of finding) and message
 */
export async function requireClosable(tx: Tx, row: SubmissionRow, at: Date): Promise<void> {
  const definition = await definitionOf(tx, row.set.id)
  const external = await listExternalLines(tx, row.id)
  const reasons = Object.fromEntries(external.map((line) => [line.criterionCode, line.reason]))
  const minutes = await listMinutes(tx, row.id)
  const [first] = gapsOfClosing({
    sheets: (await standingOf(tx, row)).state,
    lines: gapsOfAssessment(definition, answersOf(await listLines(tx, row.id)), answersOf(external), reasons),
    findings: (await findFindings(tx, row.id)) ?? { whole: nothingSaid, groups: {} },
    visits: await visitsOfUnit(tx, row.campaignUnitId),
    minutes: minutes.map(({ status, content: { kind } }) => ({ status, kind })),
    today: dayOf(at),
  })
  if (first) throw new Problem(first.code, { errors: first.items })
}
