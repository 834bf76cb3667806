import type { EvidenceFile, EvidenceId } from '@thuoc/shared'

/** A place to look at: one file of a piece, or the piece itself where it holds none. */
export type Stop = { evidenceId: EvidenceId; file: EvidenceFile | null }

type Held = { id: EvidenceId; files: readonly EvidenceFile[] }

/** Everything there is to look at in these pieces, in their order. */
export const stopsOf = (pieces: readonly Held[]): Stop[] =>
  pieces.flatMap(({ id, files }): Stop[] =>
    files.length === 0 ? [{ evidenceId: id, file: null }] : files.map((file) => ({ evidenceId: id, file })),
  )
