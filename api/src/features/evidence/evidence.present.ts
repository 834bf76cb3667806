import { evidenceCode, type CampaignUnitId, type Evidence, type EvidenceCodeScheme } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { definitionOf } from '../catalogues/index.ts'
import { list, type EvidenceRow } from './evidence.repository.ts'

/** Documents lie in one box a unit and campaign: `H1` (source 003 numbers boxes, ours are folders). */
const box = 1

/** @param mayEdit whether the one who asks may change the school's evidence now */
export function present(row: EvidenceRow, scheme: EvidenceCodeScheme, mayEdit: boolean): Evidence {
  const { id, campaignUnitId, kind, title, criteria, url, criterionCode: criterion, number } = row
  return {
    id,
    campaignUnitId,
    code: evidenceCode(scheme, { criterion, number, box }),
    kind,
    title,
    criteria,
    url,
    file: fileOf(row),
    figure: figureOf(row),
    addedBy: row.addedBy,
    addedAt: row.addedAt.toISOString(),
    actions: mayEdit ? ['remove', 'link', 'rename'] : [],
  }
}

/** The database holds all of these for a file, or none. */
function fileOf({ fileName: name, fileSize: size, mediaType, sha256 }: EvidenceRow): Evidence['file'] {
  if (name === null || size === null || mediaType === null || sha256 === null) return null
  return { name, size, mediaType, sha256 }
}

/** The same for a figure. */
function figureOf({ figureValue: value, figureUnit: unit, figureSource: source }: EvidenceRow): Evidence['figure'] {
  return value === null || unit === null || source === null ? null : { value, unit, source }
}

/** The register of a unit in a campaign, for features that show it. */
export async function evidenceOf(db: Queryable, id: CampaignUnitId, mayEdit: boolean): Promise<Evidence[]> {
  const rows = await list(db, id)
  const [first] = rows
  if (!first) return []
  const { evidenceCode: scheme } = await definitionOf(db, first.indicatorSetId)
  return rows.map((row) => present(row, scheme, mayEdit))
}
