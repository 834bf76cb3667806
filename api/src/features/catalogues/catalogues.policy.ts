import { tierOf, type IndicatorSetAction } from '@thuoc/shared'
import { may, type Actor } from '../../platform/actor.ts'
import { isWithin } from '../../platform/db/tree.ts'
import { Problem } from '../../platform/problem.ts'
import type { SetRow } from './catalogues.repository.ts'

/** Sets are made by the system for everybody, or by a province for its own; never by a school or its managing body. */
export const isWriter = (actor: Actor): boolean =>
  may(actor, 'catalogue.write') && ['system', 'province'].includes(tierOf[actor.unitType])

const isOwner = (actor: Actor, set: SetRow) => isWriter(actor) && set.ownerUnitId === actor.unitId
/** Refinements are a province's (source 002, 4.1), on top of its own sets or those of the system. */
const isRefiner = (actor: Actor) => isWriter(actor) && tierOf[actor.unitType] === 'province'

/**
 * A published set is seen by its owner, by all below and by all above; a draft by the writers of its owner alone.
 * `visibleSets` of the repository says the same in SQL.
 */
export const canSee = (actor: Actor, set: SetRow): boolean =>
  set.status === 'draft'
    ? isOwner(actor, set)
    : isWithin(actor.unitPath, set.ownerPath) || isWithin(set.ownerPath, actor.unitPath)

/** Who may ever do it; the set is one that the actor sees. */
const mayDo: Record<IndicatorSetAction, (actor: Actor, set: SetRow) => boolean> = {
  edit: isOwner,
  publish: isOwner,
  verify: isOwner,
  delete: isOwner,
  derive: isOwner,
  refine: isRefiner,
  attach: isOwner,
}
/** Whether it is the moment for it. */
const possible: Record<IndicatorSetAction, (set: SetRow) => boolean> = {
  edit: ({ status }) => status === 'draft',
  publish: ({ status }) => status === 'draft',
  verify: ({ status, verifiedOn }) => status === 'published' && verifiedOn === null,
  delete: ({ status }) => status === 'draft',
  derive: ({ status }) => status === 'published',
  refine: ({ status }) => status === 'published',
  attach: () => true,
}
const all: readonly IndicatorSetAction[] = ['edit', 'publish', 'verify', 'delete', 'derive', 'refine', 'attach']

export const actionsFor = (actor: Actor, set: SetRow): IndicatorSetAction[] =>
  all.filter((action) => mayDo[action](actor, set) && possible[action](set))

/** Hidden and missing sets answer alike. */
export function requireVisible(actor: Actor, set: SetRow | undefined): SetRow {
  if (!set || !canSee(actor, set)) throw new Problem('indicator-set.not-found')
  return set
}

/** One may use a set of a superior without changing it. */
export function requireMay(actor: Actor, set: SetRow | undefined, action: IndicatorSetAction): SetRow {
  const visible = requireVisible(actor, set)
  if (!mayDo[action](actor, visible)) throw new Problem('access.denied')
  return visible
}

export function requireDraft(set: SetRow) {
  if (set.status !== 'draft') throw new Problem('indicator-set.frozen')
}

export function requirePublished(set: SetRow) {
  if (set.status !== 'published') throw new Problem('indicator-set.not-published')
}
