import { indicatorSetDefinition, type IndicatorSetDefinition, type IndicatorSetId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { find, type SetRow } from './catalogues.repository.ts'

/** Published definitions never change, so what was parsed once stays true, whichever process published it. */
const published = new Map<IndicatorSetId, IndicatorSetDefinition>()
const kept = 200

/** The definition of a row, scores in hundredths. */
export function parseDefinition({ id, status, definition }: Pick<SetRow, 'id' | 'status' | 'definition'>) {
  const known = published.get(id)
  if (known && status === 'published') return known
  const parsed = indicatorSetDefinition.parse(definition)
  if (status === 'published') remember(id, parsed)
  return parsed
}

/**
 * The definition of a set, for features that score by it; visibility is theirs to check.
 * @throws Problem `indicator-set.not-found`
 */
export async function definitionOf(db: Queryable, id: IndicatorSetId): Promise<IndicatorSetDefinition> {
  const known = published.get(id)
  if (known) return known
  const row = await find(db, id)
  if (!row) throw new Problem('indicator-set.not-found')
  return parseDefinition(row)
}

/** The oldest makes room: a Map keeps the order in which its keys came. */
function remember(id: IndicatorSetId, definition: IndicatorSetDefinition) {
  published.set(id, definition)
  const [oldest] = published.keys()
  if (published.size > kept && oldest !== undefined) published.delete(oldest)
}
