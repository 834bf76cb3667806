import type { NewUnit, Page, Unit, UnitChange, UnitDetail, UnitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, textKey, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { actionsFor, requireFitParent, requireOwn, requireVisible } from './org.policy.ts'
import * as repository from './org.repository.ts'
import { formerCodesOf, replaceSites, sitesOf } from './unit-details.repository.ts'
import { search, type UnitFilters } from './unit-search.repository.ts'
import { ancestorsOn, findOn, listOn } from './unit-versions.repository.ts'
import { findVisible } from './visible-unit.ts'

export type OrgService = ReturnType<typeof createOrgService>

export function createOrgService({ db }: { db: Db }) {
  type ListQuery = PageRequest & UnitFilters & { asOf?: string | undefined }
  async function list(actor: Actor, query: ListQuery): Promise<Page<Unit>> {
    const after = decodeCursor(query.cursor, textKey)
    const { asOf, limit = defaultLimit } = query
    const rows =
      asOf === undefined
        ? await search(db, actor.unitPath, query, after, limit)
        : await listOn(db, asOf, actor.unitId, query, after, limit)
    return toPage(
      rows,
      query,
      (row) => [row.name, row.id],
      (row) => (asOf === undefined ? present(actor, row) : { ...present(actor, row), actions: [] }),
    )
  }

  type Moment = { asOf?: string | undefined }
  async function get(actor: Actor, id: UnitId, { asOf }: Moment = {}): Promise<UnitDetail> {
    const row = await findVisible(db, actor, id)
    const { address, phone, email, website } = row
    const sites = (await sitesOf(db, [id])).get(id) ?? []
    const formerCodes = (await formerCodesOf(db, [id])).get(id) ?? []
    const placed =
      asOf === undefined
        ? { ...present(actor, row), ancestors: await repository.ancestors(db, row) }
        : await getOn(actor, row.id, asOf)
    return { ...placed, address, phone, email, website, sites, formerCodes }
  }

  /** What one sees today, as it was called and stood on a day. What was not there then is missing. */
  async function getOn(actor: Actor, id: UnitId, day: string) {
    const row = await findOn(db, id, day)
    if (!row) throw new Problem('unit.not-found')
    return { ...present(actor, row), actions: [], ancestors: await ancestorsOn(db, row, day) }
  }

  async function create(actor: Actor, { parentId, sites = [], ...values }: NewUnit): Promise<Unit> {
    const parent = requireOwn(actor, await repository.find(db, parentId))
    requireFitParent(values.type, parent)
    return db.transaction(async (tx) => {
      const { id } = await repository.insert(tx, parent, values)
      await replaceSites(tx, id, sites)
      return present(actor, requireVisible(actor, await repository.find(tx, id)))
    })
  }

  async function change(actor: Actor, id: UnitId, { version, sites, ...values }: UnitChange): Promise<Unit> {
    return db.transaction(async (tx) => {
      const row = requireOwn(actor, await repository.lock(tx, id))
      if (!actionsFor(actor, row).includes('edit')) throw new Problem('access.denied')
      if (row.version !== version) throw new Problem('unit.stale')
      await repository.update(tx, id, values)
      if (sites) await replaceSites(tx, id, sites)
      return present(actor, requireVisible(actor, await repository.find(tx, id)))
    })
  }

  return { list, get, create, change }
}

function present(actor: Actor, row: repository.ListedUnit): Unit {
  const { id, code, name, type, ownership, parent, childCount, closedOn, version } = row
  return { id, code, name, type, ownership, parent, childCount, closedOn, version, actions: actionsFor(actor, row) }
}
