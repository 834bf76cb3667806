import { Readable } from 'node:stream'
import type { Actor } from '../../platform/actor.ts'
import type { Tx } from '../../platform/db/client.ts'
import { fileKey, type Files } from '../../platform/files.ts'
import type { GeneratedFile } from '../../platform/generated-file.ts'
import { insertAttachment, type AttachmentRow } from '../catalogues/index.ts'

/** A generated file in its place, whose row is still to be written: nothing refers to a file that is not there. */
export type Kept = { row: (tx: Tx) => Promise<AttachmentRow>; discard: () => Promise<void> }

/** Keeps what was generated as if it had been uploaded. */
export async function keepGenerated(
  files: Files,
  actor: Actor,
  { name, mediaType, content }: GeneratedFile,
): Promise<Kept> {
  const file = await files.receive(Readable.from([content]), content.length)
  const storageKey = fileKey(actor.unitId, file.sha256)
  await files.keep(file, storageKey)
  const values = { name, mediaType, size: file.size, sha256: file.sha256, storageKey }
  return { row: (tx) => insertAttachment(tx, actor, values), discard: () => files.discard(file) }
}
