import { evidenceCode, type CampaignUnitId, type Evidence, type EvidenceCodeScheme } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { definitionOf } from '../catalogues/index.ts'
import { list, type EvidenceRow } from './evidence.repository.ts'
import { presentContent } from './pieces.present.ts'
import { filesOf, type FileRow } from './pieces.repository.ts'

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
export async function evidenceOf(db: Queryable, id: CampaignUnitId, { mayEdit, now }: Asking): Promise<Evidence[]> {
  const rows = await list(db, id)
  const [first] = rows
  if (!first) return []
  const { evidenceCode: scheme } = await definitionOf(db, first.indicatorSetId)
  const files = await filesOf(
    db,
    rows.map(({ pieceId }) => pieceId),
  )
  return rows.map((row) => present(row, files.get(row.pieceId) ?? [], { scheme, now, mayEdit }))
}
