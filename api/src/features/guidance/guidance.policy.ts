import { tierOf, type UnitId } from '@thuoc/shared'
import { may, type Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { isWithin } from '../../platform/db/tree.ts'
import { Problem } from '../../platform/problem.ts'

/** Guidance is the province's and the managing bodies'; a key at a school writes none, whatever its scopes. */
export const isWriter = (actor: Actor): boolean =>
  may(actor, 'guidance.write') && ['province', 'managing-body'].includes(tierOf[actor.unitType])

type Note = { authorUnitId: UnitId; authorPath: string; text: string; examples: string; files: number }

/** Nothing in it is left: its author may write it anew, others need not know. */
export const isWithdrawn = ({ text, examples, files }: Note) => text === '' && examples === '' && files === 0

const isOwn = (actor: Actor, note: { authorUnitId: UnitId }) => note.authorUnitId === actor.unitId

export const mayEdit = (actor: Actor, note: { authorUnitId: UnitId }) => isWriter(actor) && isOwn(actor, note)

/** One reads what superiors say, and what is said below; a withdrawn note only its author. */
const canSee = (actor: Actor, note: Note): boolean =>
  isOwn(actor, note) || (!isWithdrawn(note) && isRelated(actor, note.authorPath))

const isRelated = ({ unitPath }: Actor, path: string) => isWithin(path, unitPath) || isWithin(unitPath, path)

/** Who assesses a unit from outside sees it in a campaign, and reads with it what its superiors say. */
export type Sees = (db: Queryable, actor: Actor, unit: UnitId) => Promise<boolean>

/** As whom one reads: the own branch and its superiors, or a unit one assesses. Hidden and missing answer alike. */
export async function requireReadable<Unit extends { id: UnitId; path: string }>(
  db: Queryable,
  actor: Actor,
  unit: Unit | undefined,
  sees: Sees,
): Promise<Unit> {
  if (!unit || !(isRelated(actor, unit.path) || (await sees(db, actor, unit.id)))) throw new Problem('unit.not-found')
  return unit
}

/** The same for one note: whoever may read as a unit below its author. */
export async function requireReadableNote<N extends Note>(
  db: Queryable,
  actor: Actor,
  note: N | undefined,
  sees: Sees,
): Promise<N> {
  if (!note || !(canSee(actor, note) || (!isWithdrawn(note) && (await sees(db, actor, note.authorUnitId)))))
    throw new Problem('guidance.not-found')
  return note
}

export function requireVisible<N extends Note>(actor: Actor, note: N | undefined): N {
  if (!note || !canSee(actor, note)) throw new Problem('guidance.not-found')
  return note
}

/** One reads the notes of others without changing them. */
export function requireEditable<N extends Note>(actor: Actor, note: N | undefined): N {
  const visible = requireVisible(actor, note)
  if (!mayEdit(actor, visible)) throw new Problem('access.denied')
  return visible
}

export function requireWriter(actor: Actor) {
  if (!isWriter(actor)) throw new Problem('access.denied')
}
