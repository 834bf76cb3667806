import { evidenceCode, type CampaignUnitId, type Evidence, type EvidenceCodeScheme } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { definitionOf } from '../catalogues/index.ts'
import { listOfEach, type EvidenceRow } from './evidence.repository.ts'
import { presentContent } from './pieces.present.ts'
import { filesOfRegisters, type FileRow } from './pieces.repository.ts'

const whenEditable: Evidence['actions'] = ['remove', 'link', 'rename', 'describe']

type Context = { scheme: EvidenceCodeScheme; now: Date; mayEdit: boolean }
/** @param context with `mayEdit`: whether the one who asks may change the school's evidence now */
export function present(row: EvidenceRow, files: readonly FileRow[], { scheme, now, mayEdit }: Context): Evidence {
  const { id, campaignUnitId, piece, box, criteria, onRequest, criterionCode: criterion, number } = row
  const holdsFiles = piece.kind === 'file' || piece.kind === 'document'
  return {
    ...presentContent(piece, files, now),
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
  const [rows, files] = await Promise.all([listOfEach(db, ids), filesOfRegisters(db, ids)])
  const registers = new Map<CampaignUnitId, Evidence[]>()
  for (const [id, those] of Map.groupBy(rows, ({ campaignUnitId }) => campaignUnitId)) {
    const [first] = those
    if (!first) continue
    const { evidenceCode: scheme } = await definitionOf(db, first.indicatorSetId)
    registers.set(
      id,
      those.map((row) => present(row, files.get(row.pieceId) ?? [], { scheme, now, mayEdit })),
    )
  }
  return registers
}
