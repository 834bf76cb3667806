import { readFile } from 'node:fs/promises'
import { indicatorSetDefinition, type IndicatorSetId } from '@thuoc/shared'
import type { CataloguesService } from '../../features/catalogues/index.ts'
import { findPublishedSet } from '../../features/catalogues/index.ts'
import { findUnits, rootUnitId } from '../../features/org/index.ts'
import { one, type Tx } from '../../platform/db/client.ts'
import { actorAt } from './people.ts'

const folder = new URL('../../../catalogues/', import.meta.url)

/** Official sets that ship with the product, not yet compared with their signed text. */
const shipped = { code: 'QD4725', file: 'qd4725.json' }

/** Loads QĐ 4725 for everybody and publishes it, once. @returns the newest published version of it */
export async function ensureCatalogue(tx: Tx, catalogues: CataloguesService): Promise<IndicatorSetId> {
  const known = await findPublishedSet(tx, rootUnitId, shipped.code)
  if (known) return known
  const root = one(await findUnits(tx, [rootUnitId]))
  const system = actorAt(root, 'system-administrator')
  const definition = indicatorSetDefinition.parse(JSON.parse(await readFile(new URL(shipped.file, folder), 'utf8')))
  const { id, revision } = await catalogues.create(system, definition)
  await catalogues.publish(system, id, { revision })
  return id
}
