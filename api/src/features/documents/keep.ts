import { Readable } from 'node:stream'
import type { UnitId } from '@thuoc/shared'
import type { Tx } from '../../platform/db/client.ts'
import { fileKey, type Files } from '../../platform/files.ts'
import type { GeneratedFile } from '../../platform/generated-file.ts'
import { insertAttachment, type AttachmentRow } from '../catalogues/index.ts'

/** In whose name something is made: a person or a key, of a unit. */
export type Maker = { name: string; id: string; unitId: UnitId }
/** A generated file in its place, whose row is still to be written: nothing refers to a file that is not there. */
export type Kept = { row: (tx: Tx) => Promise<AttachmentRow>; discard: () => Promise<void> }

/** Keeps what was generated as if it had been uploaded. */
export async function keepGenerated(
  files: Files,
  maker: Maker,
  { name, mediaType, content }: GeneratedFile,
): Promise<Kept> {
  const file = await files.receive(Readable.from([content]), content.length)
  const storageKey = fileKey(maker.unitId, file.sha256)
  await files.keep(file, storageKey)
  const values = { name, mediaType, size: file.size, sha256: file.sha256, storageKey }
  return { row: (tx) => insertAttachment(tx, maker, values), discard: () => files.discard(file) }
}
