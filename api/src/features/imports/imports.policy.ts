import type { DataImport } from '@thuoc/shared'
import { may, type Actor } from '../../platform/actor.ts'
import { isWithin } from '../../platform/db/tree.ts'
import { Problem } from '../../platform/problem.ts'
import type { ImportRow } from './imports.repository.ts'
import type { ImportKind } from './kind.ts'

type Action = DataImport['actions'][number]

/** What was brought in by one's own unit or one below it, where one may read such things at all. */
export const canSee = (actor: Actor, kind: ImportKind, row: ImportRow) =>
  isWithin(row.unitPath, actor.unitPath) && may(actor, kind.readPermission)

/** Only where it was begun is it carried out: what a file may change depends on the unit one acts in. */
const isOurs = (actor: Actor, kind: ImportKind, row: ImportRow) =>
  row.unitId === actor.unitId && may(actor, kind.permission)

const rules: Record<Action, (actor: Actor, kind: ImportKind, row: ImportRow) => boolean> = {
  confirm: (actor, kind, row) =>
    isOurs(actor, kind, row) && row.status === 'checked' && row.faultCount === 0 && row.storageKey !== null,
  discard: (actor, kind, row) => isOurs(actor, kind, row) && row.status === 'checked',
  download: (_actor, _kind, row) => row.storageKey !== null,
}
const all: readonly Action[] = ['confirm', 'discard', 'download']

export const actionsFor = (actor: Actor, kind: ImportKind, row: ImportRow): Action[] =>
  all.filter((action) => rules[action](actor, kind, row))

/** Before the file is taken in. */
export function requireMayImport(actor: Actor, kind: ImportKind) {
  if (!may(actor, kind.permission)) throw new Problem('access.denied')
}

/** Seen by a superior, but not theirs to carry out. */
export function requireOurs(actor: Actor, kind: ImportKind, row: ImportRow) {
  if (!isOurs(actor, kind, row)) throw new Problem('access.denied')
}
