import {
  faultsOfSet,
  indicatorSetDefinition,
  type IndicatorSetDefinition,
  type IndicatorSetId,
  type SetFault,
  type SetMark,
} from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { lasting } from '../../platform/serialize.ts'
import { find, type SetRow } from './catalogues.repository.ts'
import { findRefined, findRefinedBy } from './codes.repository.ts'

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

type Marked = Pick<SetRow, 'id' | 'code' | 'version' | 'title' | 'sample' | 'verifiedOn'>
export const markOf = ({ id, code, version, title, sample, verifiedOn }: Marked): SetMark => ({
  ...{ id, code, version, title, sample },
  verified: verifiedOn !== null,
})

/** A set that another one refines: under it the same answers are read a second time. */
export type Refined = { mark: SetMark; definition: IndicatorSetDefinition }

/** The set that a published set refines; null where it refines none. Costs nothing then, once the set is known. */
export async function refinedBy(db: Queryable, id: IndicatorSetId): Promise<Refined | null> {
  const { refines } = await definitionOf(db, id)
  const row = refines ? await findRefinedBy(db, id) : null
  return row && { mark: markOf(row), definition: parseDefinition(row) }
}

/** Every fault of a definition of the unit at `path`, also against the set that it refines. */
export async function faultsIn(db: Queryable, path: string, definition: IndicatorSetDefinition): Promise<SetFault[]> {
  const { refines } = definition
  const row = refines ? await findRefined(db, path, refines) : null
  return faultsOfSet(definition, row && parseDefinition(row))
}

/** The oldest makes room: a Map keeps the order in which its keys came. */
function remember(id: IndicatorSetId, definition: IndicatorSetDefinition) {
  published.set(id, lasting(definition))
  const [oldest] = published.keys()
  if (published.size > kept && oldest !== undefined) published.delete(oldest)
}
