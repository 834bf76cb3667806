import { tierOf, type IndicatorSetSummary } from '@thuoc/shared'
import { may, type Actor } from '../../platform/actor.ts'
import { isWithin } from '../../platform/db/tree.ts'
import { Problem } from '../../platform/problem.ts'
import type { SetRow } from './catalogues.repository.ts'

type Action = IndicatorSetSummary['actions'][number]

/** Sets are made by the system for everybody, or by a province for its own; never by a school or its managing body. */
export const isWriter = (actor: Actor): boolean =>
  may(actor, 'catalogue.write') && ['system', 'province'].includes(tierOf[actor.unitType])

const isOwner = (actor: Actor, set: SetRow) => isWriter(actor) && set.ownerUnitId === actor.unitId

/**
 * A published set is seen by its owner, by all below and by all above; a draft by the writers of its owner alone.
 * `visibleSets` of the repository says the same in SQL.
 */
export const canSee = (actor: Actor, set: SetRow): boolean =>
  set.status === 'draft'
    ? isOwner(actor, set)
    : isWithin(actor.unitPath, set.ownerPath) || isWithin(set.ownerPath, actor.unitPath)

const possible: Record<Action, (set: SetRow) => boolean> = {
  edit: ({ status }) => status === 'draft',
  publish: ({ status }) => status === 'draft',
  verify: ({ status, verifiedOn }) => status === 'published' && verifiedOn === null,
  delete: ({ status }) => status === 'draft',
  derive: ({ status }) => status === 'published',
  refine: () => false,
  attach: () => false,
}

export function actionsFor(actor: Actor, set: SetRow): Action[] {
  const all: Action[] = ['edit', 'publish', 'verify', 'delete']
  return isOwner(actor, set) ? all.filter((action) => possible[action](set)) : []
}

/** Hidden and missing sets answer alike. */
export function requireVisible(actor: Actor, set: SetRow | undefined): SetRow {
  if (!set || !canSee(actor, set)) throw new Problem('indicator-set.not-found')
  return set
}

/** One may use a set of a superior without changing it. */
export function requireOwn(actor: Actor, set: SetRow | undefined): SetRow {
  const visible = requireVisible(actor, set)
  if (!isOwner(actor, visible)) throw new Problem('access.denied')
  return visible
}

export function requireDraft(set: SetRow) {
  if (set.status !== 'draft') throw new Problem('indicator-set.frozen')
}
