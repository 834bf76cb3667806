import {
  faultsOfSet,
  leafLinesOf,
  type IndicatorSet,
  type IndicatorSetDefinition,
  type IndicatorSetId,
  type IndicatorSetSummary,
  type Page,
  type SetFault,
  type Verification,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { actionsFor, isWriter, requireDraft, requireOwn, requireVisible } from './catalogues.policy.ts'
import * as repository from './catalogues.repository.ts'
import { parseDefinition } from './definitions.ts'

export type CataloguesService = ReturnType<typeof createCataloguesService>

const listKey = z.tuple([z.string(), z.int()])

export function createCataloguesService({ db }: { db: Db }) {
  async function list(actor: Actor, query: PageRequest & repository.SetFilters): Promise<Page<IndicatorSetSummary>> {
    const after = decodeCursor(query.cursor, listKey)
    const scope = { isWriter: isWriter(actor), after, limit: query.limit ?? defaultLimit }
    const rows = await repository.list(db, actor, query, scope)
    return toPage(
      rows,
      query,
      (row) => [row.code, row.version],
      (row) => summarise(actor, row, parseDefinition(row)),
    )
  }

  async function get(actor: Actor, id: IndicatorSetId): Promise<IndicatorSet> {
    return present(actor, requireVisible(actor, await repository.find(db, id)))
  }

  async function create(actor: Actor, definition: IndicatorSetDefinition): Promise<IndicatorSet> {
    if (!isWriter(actor)) throw new Problem('access.denied')
    const id = await db.transaction((tx) => repository.insert(tx, actor, definition))
    return get(actor, id)
  }

  type Change = { revision: number; definition: IndicatorSetDefinition }
  async function change(actor: Actor, id: IndicatorSetId, { revision, definition }: Change): Promise<IndicatorSet> {
    await db.transaction(async (tx) => {
      const set = requireOwn(actor, await repository.lock(tx, id))
      requireDraft(set)
      if (set.revision !== revision) throw new Problem('indicator-set.stale')
      await repository.replace(tx, set, definition)
    })
    return get(actor, id)
  }

  /** Checks the draft and freezes it; every fault is named with its place, its rule and the figures. */
  async function publish(actor: Actor, id: IndicatorSetId, { revision }: { revision: number }): Promise<IndicatorSet> {
    await db.transaction(async (tx) => {
      const set = requireOwn(actor, await repository.lock(tx, id))
      requireDraft(set)
      if (set.revision !== revision) throw new Problem('indicator-set.stale')
      const faults = faultsOfSet(parseDefinition(set))
      if (faults.length > 0) throw new Problem('indicator-set.faulty', { errors: faults.map(toItem) })
      await repository.publish(tx, actor, id)
    })
    return get(actor, id)
  }

  async function verify(actor: Actor, id: IndicatorSetId, verification: Verification): Promise<IndicatorSet> {
    await db.transaction(async (tx) => {
      const set = requireOwn(actor, await repository.lock(tx, id))
      if (set.status !== 'published') throw new Problem('indicator-set.not-published')
      if (set.verifiedOn !== null) throw new Problem('indicator-set.already-verified')
      if (await repository.isFuture(tx, verification.checkedOn))
        throw new Problem('request.invalid', { errors: [lies] })
      await repository.verify(tx, actor, id, verification)
    })
    return get(actor, id)
  }

  async function remove(actor: Actor, id: IndicatorSetId): Promise<void> {
    await db.transaction(async (tx) => {
      requireDraft(requireOwn(actor, await repository.lock(tx, id)))
      await repository.remove(tx, id)
    })
  }

  return { list, get, create, change, publish, verify, remove }
}

const lies = { path: '/checkedOn', message: 'Lies in the future' }

const toItem = ({ path, rule, values }: SetFault) => ({ path, message: rule, ...(values && { values }) })

function summarise(actor: Actor, row: repository.SetRow, definition: IndicatorSetDefinition): IndicatorSetSummary {
  const { id, code, version, title, sample, status, revision, publishedAt, verifiedOn } = row
  return {
    ...{ id, code, version, title, sample, status, revision },
    verified: verifiedOn !== null,
    owner: { id: row.ownerUnitId, name: row.ownerName },
    refines: definition.refines ?? null,
    appliesTo: definition.appliesTo,
    decision: definition.decision,
    lineCount: leafLinesOf(definition).length,
    publishedAt: publishedAt?.toISOString() ?? null,
    actions: actionsFor(actor, row),
  }
}

function present(actor: Actor, row: repository.SetRow): IndicatorSet {
  const definition = parseDefinition(row)
  const faults = row.status === 'draft' ? faultsOfSet(definition) : []
  return {
    ...summarise(actor, row, definition),
    definition,
    faults,
    verification: verificationOf(row),
    derivedFrom: null,
    signedText: null,
  }
}

function verificationOf(row: repository.SetRow): IndicatorSet['verification'] {
  const { verifiedBy: checkedBy, verifiedOn: checkedOn, verifiedAgainst: against } = row
  const { verificationRecordedAt: at, verificationRecordedBy: recordedBy } = row
  if (checkedBy === null || checkedOn === null || against === null || at === null || recordedBy === null) return null
  return { checkedBy, checkedOn, against, doubts: [], recordedAt: at.toISOString(), recordedBy }
}
