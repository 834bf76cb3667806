import {
  isAnsweredBySystem,
  standardItems,
  type CheckItem,
  type CheckedItem,
  type CheckList,
  type CheckListSave,
  type CheckSettings,
  type CheckSettingsSave,
  type SubmissionId,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { find, lock, requireVisible, type SubmissionRow } from '../submissions/index.ts'
import * as repository from './check-list.repository.ts'
import { begun, listIn, withFinding } from './check-list.ts'
import { createFinishMany } from './check-many.service.ts'
import { findingsOf } from './findings.ts'
import { checks, seesCheck } from './requests.policy.ts'

export type CheckListService = ReturnType<typeof createCheckListService>

/** What a managing body looks at when a file comes in; some of it the system answers. */
export function createCheckListService({ db, now }: { db: Db; now: () => Date }) {
  /** The list as it stands: what the system says is looked up anew until the check is finished. */
  async function present(source: Queryable, actor: Actor, row: SubmissionRow): Promise<CheckList> {
    const saved = await repository.findCheck(source, { submissionId: row.id, round: row.round })
    const finished = saved?.finishedAt ?? null
    const found = finished ? null : await findingsOf(source, row, now())
    const items = saved?.items ?? begun(await repository.findSettings(source, row.assessor.id))
    return {
      round: row.round,
      version: saved?.version ?? 0,
      items: items.map((item) => withFinding(item, found?.get(item.key))),
      savedAt: saved?.savedAt.toISOString() ?? null,
      savedBy: saved?.savedBy ?? null,
      finishedAt: finished?.toISOString() ?? null,
      finishedBy: saved?.finishedBy ?? null,
      mayCheck: row.status === 'submitted' && checks(actor, row),
    }
  }

  async function get(actor: Actor, id: SubmissionId): Promise<{ checkList: CheckList | null }> {
    const row = requireVisible(await find(db, actor, id))
    if (row.round === 0) return { checkList: null }
    const saved = await repository.findCheck(db, { submissionId: id, round: row.round })
    const finished = (saved?.finishedAt ?? null) !== null
    // What is begun while the file lies with the body is there to be filled in; later only what was.
    if (!seesCheck(actor, row, finished) || (!saved && row.status !== 'submitted')) return { checkList: null }
    return { checkList: await present(db, actor, row) }
  }

  /** @throws Problem `check-list.stale`; `check-list.unfinished` names each item that is open or lacks its remark */
  const save = (actor: Actor, id: SubmissionId, given: CheckListSave): Promise<CheckList> =>
    db.transaction(async (tx) => {
      const row = requireVisible(await lock(tx, actor, id))
      if (!checks(actor, row)) throw new Problem('access.denied')
      if (row.status !== 'submitted') throw new Problem('submission.wrong-state')
      const standing = await present(tx, actor, row)
      if (standing.version !== given.version) throw new Problem('check-list.stale')
      const said = new Map(given.items.map((item) => [item.key, item]))
      const items = standing.items.map((item): CheckedItem => {
        const mine = said.get(item.key)
        return {
          ...item,
          remark: mine?.remark ?? item.remark,
          answer: item.bySystem ? item.answer : (mine?.answer ?? null),
        }
      })
      if (given.finish) requireFinishable(items)
      const kept = items.map(({ key, text, answer, remark, criteria }) => ({ key, text, answer, remark, criteria }))
      const next = [{ submissionId: id, round: row.round, items: kept }]
      await repository.saveChecks(tx, actor, next, { finished: given.finish, savedAt: now() })
      return present(tx, actor, row)
    })

  async function getSettings(actor: Actor): Promise<CheckSettings> {
    const saved = await repository.findSettings(db, actor.unitId)
    const own = saved !== undefined && saved.items.length > 0
    return { version: saved?.version ?? 0, items: listIn(saved), own, savedBy: saved?.savedBy ?? null }
  }

  const saveSettings = async (actor: Actor, { version, items }: CheckSettingsSave): Promise<CheckSettings> => {
    await db.transaction(async (tx) => {
      const current = await repository.findSettings(tx, actor.unitId)
      if ((current?.version ?? 0) !== version) throw new Problem('check-list.stale')
      // Kept as no list of its own: who goes back to the standard list follows it when it changes.
      await repository.saveSettings(tx, actor, isStandard(items) ? [] : items, now())
    })
    return getSettings(actor)
  }

  return { get, save, getSettings, saveSettings, finishMany: createFinishMany({ db, now }) }
}

const isStandard = (items: readonly CheckItem[]) =>
  items.length === standardItems.length && items.every(({ key }, at) => key === standardItems[at]?.key)

function requireFinishable(items: readonly CheckedItem[]) {
  const errors = items.flatMap(({ key, answer, remark, bySystem }) => {
    if (answer === null) return [{ path: key, message: 'unanswered' }]
    return answer === 'not-ok' && !bySystem && remark === '' ? [{ path: key, message: 'remark-missing' }] : []
  })
  if (errors.length > 0) throw new Problem('check-list.unfinished', { errors })
}

/** Before a file is accepted. @throws Problem `check-list.unfinished` */
export async function requireChecked(tx: Tx, _actor: Actor, row: SubmissionRow) {
  const check = await repository.findCheck(tx, { submissionId: row.id, round: row.round })
  if (check?.finishedAt) return
  const open = (check?.items ?? []).filter(({ key, answer }) => answer === null && !isAnsweredBySystem(key))
  throw new Problem('check-list.unfinished', { errors: open.map(({ key }) => ({ path: key, message: 'unanswered' })) })
}
