import { documentFacts, type OfficialDocumentKind, type UnitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { isWithin } from '../../platform/db/tree.ts'
import type { DocumentRow } from './documents.repository.ts'
import type { Collected } from './source.ts'

/** What was drawn up for something that has not come to the actor is not theirs to read; what was sent to them is. */
export const isShown = (
  { unitId }: Actor,
  collected: Collected | null,
  { kind, issuer, madeAt, number, sent }: DocumentRow,
) => {
  if (issuer.id === unitId || sent) return true
  if (collected === null || (documentFacts(kind).ownUntilSent && number === null)) return false
  return collected.draftsSince === undefined || madeAt <= new Date(collected.draftsSince)
}

/** Its number comes from the register: what came with its number has one. */
export const isRegistered = (kind: OfficialDocumentKind, { symbol }: Collected) =>
  documentFacts(kind).numbered !== null && symbol === null

/** The issuer draws it up, and whoever writes for it. */
export const makes = (actor: Actor, { issuer, mayMake }: Collected) => mayMake ?? actor.unitId === issuer.id

/** What it says now is in part what somebody else has not sent yet. */
export const hasDrafts = (actor: Actor, collected: Collected) =>
  collected.draftsSince !== undefined && !makes(actor, collected)

/** Who reads such a paper of this issuer tries templates with it. */
export const mayPreview = (actor: Actor, kind: OfficialDocumentKind, collected: Collected, issuerPath: string) =>
  makes(actor, collected) || reads(actor, { kind, issuerPath })

/** What several bodies draw up about one thing is listed for each by itself. */
export const versionsFor = (
  kind: OfficialDocumentKind,
  issuerId: UnitId | undefined,
  versions: readonly DocumentRow[],
) =>
  versions.filter(
    (row) => row.kind === kind && (documentFacts(kind).readers === undefined || row.issuer.id === issuerId),
  )

/** Whether the actor stands where those who read such a document do; whether the thing is theirs to see is asked as well. */
export function reads(actor: Actor, { kind, issuerPath }: Pick<DocumentRow, 'kind' | 'issuerPath'>): boolean {
  const { readers } = documentFacts(kind)
  if (readers === undefined || isWithin(issuerPath, actor.unitPath)) return true
  return readers === 'line' && isWithin(actor.unitPath, issuerPath)
}
