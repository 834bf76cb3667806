import { dayOf, evidenceCode, type CampaignUnitId, type Evidence, type EvidenceCodeScheme } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { definitionOf } from '../catalogues/index.ts'
import { presentContent } from './pieces.present.ts'
import { filesOfRegisters, type ShownFile } from './pieces.repository.ts'
import { shownInRegisters, type ShownRow } from './registers.repository.ts'

const whenEditable: Evidence['actions'] = ['remove', 'link', 'rename', 'describe']

type Context = { scheme: EvidenceCodeScheme; today: string; mayEdit: boolean }
/** @param context with `mayEdit`: whether the one who asks may change the school's evidence now */
export function present(row: ShownRow, files: readonly ShownFile[], { scheme, today, mayEdit }: Context): Evidence {
  const { id, campaignUnitId, piece, box, criteria, onRequest, criterionCode: criterion, number } = row
  const holdsFiles = piece.kind === 'file' || piece.kind === 'document'
  return {
    ...presentContent(piece, files, today),
    ...{ id, pieceId: piece.id, campaignUnitId, box, criteria, onRequest },
    code: evidenceCode(scheme, { criterion, number, box }),
    addedBy: row.addedBy,
    addedAt: row.addedAt.toISOString(),
    actions: mayEdit
      ? [
          ...whenEditable,
          ...(holdsFiles ? (['add-files'] as const) : []),
          ...(piece.toRenew ? (['renew'] as const) : []),
        ]
      : [],
  }
}

type Asking = { mayEdit: boolean; now: Date }
/** The register of a unit in a campaign, for features that show it. */
export const evidenceOf = async (db: Queryable, id: CampaignUnitId, asking: Asking): Promise<Evidence[]> =>
  (await evidenceOfEach(db, [id], asking)).get(id) ?? []

/** The registers of several units at once; a unit without evidence is not among them. */
export async function evidenceOfEach(
  db: Queryable,
  ids: readonly CampaignUnitId[],
  { mayEdit, now }: Asking,
): Promise<ReadonlyMap<CampaignUnitId, Evidence[]>> {
  const [rows, files] = await Promise.all([shownInRegisters(db, ids), filesOfRegisters(db, ids)])
  const today = dayOf(now)
  const registers = new Map<CampaignUnitId, Evidence[]>()
  for (const [id, those] of Map.groupBy(rows, ({ campaignUnitId }) => campaignUnitId)) {
    const [first] = those
    if (!first) continue
    const { evidenceCode: scheme } = await definitionOf(db, first.indicatorSetId)
    registers.set(
      id,
      those.map((row) => present(row, files.get(row.pieceId) ?? [], { scheme, today, mayEdit })),
    )
  }
  return registers
}
