import { readFile } from 'node:fs/promises'
import { indicatorSetDefinition, type IndicatorSetId } from '@thuoc/shared'
import { findPublishedSet, type CataloguesService } from '../../features/catalogues/index.ts'
import { findUnits, rootUnitId } from '../../features/org/index.ts'
import type { Actor } from '../../platform/actor.ts'
import { one, type Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { actorAt } from './people.ts'

const folder = new URL('../../../catalogues/', import.meta.url)

/** The official set that ships with the product, not yet compared with its signed text. */
const official = { code: 'QD4725', file: 'qd4725.json' }
/** Made up for demonstration, and named so: the annexes of QĐ 3276 and QĐ 3806 are not at hand. */
const samples = [
  { code: 'MAU-MN', file: 'mau-mn.json' },
  { code: 'MAU-CQQL', file: 'mau-cqql.json' },
]
type Shipped = (typeof samples)[number]

/**
 * Imports the sets that ship with the product for everybody and publishes them, each once: a set whose code the system
 * has published already stays as it is, whoever made newer versions of it.
 * @returns the newest published version of QĐ 4725
 */
export async function ensureCatalogue(tx: Tx, catalogues: CataloguesService): Promise<IndicatorSetId> {
  const root = one(await findUnits(tx, [rootUnitId]))
  const system = actorAt(root, 'system-administrator')
  const ensure = async (set: Shipped) =>
    (await findPublishedSet(tx, rootUnitId, set.code)) ?? (await load(system, catalogues, set))
  const id = await ensure(official)
  for (const sample of samples) await ensure(sample).catch(leaveOut)
  return id
}

/** The way of every administrator who imports a set: create, be checked, publish. */
async function load(system: Actor, catalogues: CataloguesService, { file }: Shipped): Promise<IndicatorSetId> {
  const definition = indicatorSetDefinition.parse(JSON.parse(await readFile(new URL(file, folder), 'utf8')))
  const { id, revision } = await catalogues.create(system, definition, file)
  await catalogues.publish(system, id, { revision })
  return id
}

/** Where a province has used the code of a sample since before it was shipped, the sample can be done without. */
function leaveOut(error: unknown) {
  if (!(error instanceof Problem && error.code === 'indicator-set.code-taken')) throw error
}
