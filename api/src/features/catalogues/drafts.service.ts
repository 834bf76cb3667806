import {
  lacksDecision,
  type IndicatorSet,
  type IndicatorSetDefinition,
  type IndicatorSetId,
  type SetFault,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { isWriter, requireDraft, requireMay, requirePublished, requireVisible } from './catalogues.policy.ts'
import { present } from './catalogues.present.ts'
import * as repository from './catalogues.repository.ts'
import { findRefined, holdCode, isCodeTaken } from './codes.repository.ts'
import { faultsIn, parseDefinition } from './definitions.ts'
import { record, recordSaved } from './record.repository.ts'

type Change = { revision: number; definition: IndicatorSetDefinition }
type Publication = { revision: number; withoutDecision?: boolean | undefined }
export type Derivation = { as: 'version' } | { as: 'refinement'; code: string; title: string }

/** How sets come to be: written, imported or made from others, changed, published and then frozen. */
export function createDrafts({ db, now }: { db: Db; now: () => Date }) {
  const shown = async (tx: Tx, actor: Actor, id: IndicatorSetId): Promise<IndicatorSet> =>
    present(tx, actor, requireVisible(actor, await repository.find(tx, id)))

  /**
   * A new draft; of a code of one's own the next version.
   * @param importedFrom name of the file it was read from, for the record
   */
  async function create(
    actor: Actor,
    definition: IndicatorSetDefinition,
    importedFrom?: string,
  ): Promise<IndicatorSet> {
    if (!isWriter(actor)) throw new Problem('access.denied')
    return db.transaction(async (tx) => {
      await takeCode(tx, actor, definition.code)
      const source = await sourceOf(tx, actor, definition)
      const id = await repository.insert(tx, actor, definition, source)
      await record(tx, actor, id, importedFrom === undefined ? 'created' : 'imported', importedFrom)
      return shown(tx, actor, id)
    })
  }

  /** A draft made from a published set: the next version of one's own, or a province's refinement of one it sees. */
  async function derive(actor: Actor, id: IndicatorSetId, how: Derivation): Promise<IndicatorSet> {
    return db.transaction(async (tx) => {
      const source = requireMay(actor, await repository.find(tx, id), how.as === 'version' ? 'derive' : 'refine')
      requirePublished(source)
      const definition = derived(source, how)
      await takeCode(tx, actor, definition.code)
      const made = await repository.insert(tx, actor, definition, source.id)
      await record(tx, actor, made, 'derived', `${source.code} v${source.version}`)
      return shown(tx, actor, made)
    })
  }

  async function change(actor: Actor, id: IndicatorSetId, { revision, definition }: Change): Promise<IndicatorSet> {
    return db.transaction(async (tx) => {
      const set = await lockDraft(tx, actor, id, 'edit', revision)
      if (definition.code !== set.code) await takeCode(tx, actor, definition.code)
      await repository.replace(tx, set, definition)
      await recordSaved(tx, actor, id)
      return shown(tx, actor, id)
    })
  }

  /** Checks the draft and freezes it; every fault is named with its place, its rule and the figures. */
  async function publish(
    actor: Actor,
    id: IndicatorSetId,
    { revision, withoutDecision = false }: Publication,
  ): Promise<IndicatorSet> {
    return db.transaction(async (tx) => {
      const set = await lockDraft(tx, actor, id, 'publish', revision)
      const definition = parseDefinition(set)
      const faults = await faultsIn(tx, set.ownerPath, definition)
      if (faults.length > 0) throw new Problem('indicator-set.faulty', { errors: faults.map(toItem) })
      if (lacksDecision(definition) && !withoutDecision) throw new Problem('indicator-set.decision-missing')
      // Somebody above or below may have published this code since the draft was begun.
      await takeCode(tx, actor, set.code)
      await repository.publish(tx, actor, id, now())
      await record(tx, actor, id, 'published')
      return shown(tx, actor, id)
    })
  }

  async function remove(actor: Actor, id: IndicatorSetId): Promise<void> {
    await db.transaction(async (tx) => {
      requireDraft(requireMay(actor, await repository.lock(tx, id), 'delete'))
      await repository.remove(tx, id)
    })
  }

  return { create, derive, change, publish, remove }
}

/** The draft as it was seen, held until the transaction ends. */
async function lockDraft(tx: Tx, actor: Actor, id: IndicatorSetId, action: 'edit' | 'publish', revision: number) {
  const set = requireMay(actor, await repository.lock(tx, id), action)
  requireDraft(set)
  if (set.revision !== revision) throw new Problem('indicator-set.stale')
  return set
}

/** A code means one set to whoever reads it: nobody uses one that a superior or an inferior has published. */
async function takeCode(tx: Tx, actor: Actor, code: string) {
  await holdCode(tx, code)
  if (await isCodeTaken(tx, actor, code)) throw new Problem('indicator-set.code-taken')
}

/** What a definition that comes from outside is measured against: the version before it, or what it refines. */
async function sourceOf(tx: Tx, actor: Actor, { code, refines }: IndicatorSetDefinition) {
  const before = await repository.findPublished(tx, actor.unitId, code)
  return before ?? (refines ? ((await findRefined(tx, actor.unitPath, refines))?.id ?? null) : null)
}

/** A refinement is no decision of the Ministry's any more; the sample mark and the doubts go with the text. */
function derived(source: repository.SetRow, how: Derivation): IndicatorSetDefinition {
  const definition = parseDefinition(source)
  if (how.as === 'version') return definition
  const { code, version } = source
  return { ...definition, code: how.code, title: how.title, decision: null, refines: { code, version } }
}

const toItem = ({ path, rule, values }: SetFault) => ({ path, message: rule, ...(values && { values }) })
