import {
  leafLinesOf,
  type IndicatorSet,
  type IndicatorSetDefinition,
  type IndicatorSetEntry,
  type IndicatorSetSummary,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { findAttachments } from './attachments.repository.ts'
import { presentAttachment } from './attachments.service.ts'
import { actionsFor } from './catalogues.policy.ts'
import { find, type SetRow } from './catalogues.repository.ts'
import { faultsIn, markOf, parseDefinition } from './definitions.ts'
import type { listRecord } from './record.repository.ts'

export function summarise(
  actor: Actor,
  row: SetRow,
  definition: IndicatorSetDefinition = parseDefinition(row),
): IndicatorSetSummary {
  const { status, revision, publishedAt } = row
  return {
    ...markOf(row),
    ...{ status, revision },
    owner: { id: row.ownerUnitId, name: row.ownerName },
    refines: definition.refines ?? null,
    appliesTo: definition.appliesTo,
    decision: definition.decision,
    lineCount: leafLinesOf(definition).length,
    publishedAt: publishedAt?.toISOString() ?? null,
    actions: actionsFor(actor, row),
  }
}

/** A set the actor sees. What it was made from is the owner's or a superior's: whoever sees the one sees the other. */
export async function present(db: Queryable, actor: Actor, row: SetRow): Promise<IndicatorSet> {
  const definition = parseDefinition(row)
  const source = row.derivedFromId === null ? undefined : await find(db, row.derivedFromId)
  const [text] = row.signedTextId === null ? [] : await findAttachments(db, [row.signedTextId])
  return {
    ...summarise(actor, row, definition),
    definition,
    faults: row.status === 'draft' ? await faultsIn(db, row.ownerPath, definition) : [],
    verification: verificationOf(row),
    derivedFrom: source ? markOf(source) : null,
    signedText: text ? presentAttachment(text) : null,
  }
}

function verificationOf(row: SetRow): IndicatorSet['verification'] {
  const { verifiedBy: checkedBy, verifiedOn: checkedOn, verifiedAgainst: against, verificationDoubts: doubts } = row
  const { verificationRecordedAt: at, verificationRecordedBy: recordedBy } = row
  if (checkedBy === null || checkedOn === null || against === null || at === null || recordedBy === null) return null
  return { checkedBy, checkedOn, against, doubts, recordedAt: at.toISOString(), recordedBy }
}

type EventRow = Awaited<ReturnType<typeof listRecord>>[number]
export const presentEntry = ({ id, event, at, actorName: by, detail }: EventRow): IndicatorSetEntry => ({
  ...{ id, event, by, detail },
  at: at.toISOString(),
})
