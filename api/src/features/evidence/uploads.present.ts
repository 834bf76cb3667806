import type { Upload } from '@thuoc/shared'
import type { UploadRow } from './uploads.repository.ts'

type Same = NonNullable<Upload['arrived']>['sameAs']

/** @param received bytes that have arrived @param sameAs pieces of the unit with the same content */
export function presentUpload(row: UploadRow, received: number, sameAs: Same): Upload {
  const { id, name, size, purpose } = row
  return { id, name, size, received, purpose, begunAt: row.begunAt.toISOString(), arrived: arrivedOf(row, sameAs) }
}

/** The database holds all of these, or none. */
function arrivedOf({ sha256, mediaType, keptSize: size, scan, takenOn }: UploadRow, sameAs: Same): Upload['arrived'] {
  if (sha256 === null || mediaType === null || size === null) return null
  return { sha256, mediaType, size, scan, takenOn, sameAs }
}
