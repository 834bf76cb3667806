import type { NewUnit, Page, Unit, UnitChange, UnitId, UnitSummary } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, textKey, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { actionsFor, requireFitParent, requireOwn, requireVisible } from './org.policy.ts'
import * as repository from './org.repository.ts'

export type OrgService = ReturnType<typeof createOrgService>

export function createOrgService({ db }: { db: Db }) {
  async function list(actor: Actor, query: PageRequest & repository.UnitFilters): Promise<Page<Unit>> {
    const after = decodeCursor(query.cursor, textKey)
    const rows = await repository.list(db, actor.unitPath, query, after, query.limit ?? defaultLimit)
    return toPage(
      rows,
      query,
      (row) => [row.name, row.id],
      (row) => present(actor, row),
    )
  }

  async function get(actor: Actor, id: UnitId): Promise<Unit & { ancestors: UnitSummary[] }> {
    const row = requireVisible(actor, await repository.find(db, id))
    return { ...present(actor, row), ancestors: await repository.ancestors(db, row) }
  }

  async function create(actor: Actor, { parentId, ...values }: NewUnit): Promise<Unit> {
    const parent = requireOwn(actor, await repository.find(db, parentId))
    requireFitParent(values.type, parent)
    const { id } = await repository.insert(db, parent, values)
    return present(actor, requireVisible(actor, await repository.find(db, id)))
  }

  async function change(actor: Actor, id: UnitId, { version, ...values }: UnitChange): Promise<Unit> {
    return db.transaction(async (tx) => {
      const row = requireOwn(actor, await repository.lock(tx, id))
      if (!actionsFor(actor, row).includes('edit')) throw new Problem('access.denied')
      if (row.version !== version) throw new Problem('unit.stale')
      await repository.update(tx, id, values)
      return present(actor, requireVisible(actor, await repository.find(tx, id)))
    })
  }

  return { list, get, create, change }
}

function present(actor: Actor, row: repository.ListedUnit): Unit {
  const { id, code, name, type, ownership, parent, childCount, version } = row
  return { id, code, name, type, ownership, parent, childCount, version, actions: actionsFor(actor, row) }
}
