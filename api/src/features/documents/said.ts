import type { OfficialDocumentKind, SubmissionId, UnitId } from '@thuoc/shared'

/** What a version says, whole: from it alone its files are made. */
export type Said = {
  issuerId: UnitId
  data: Record<string, unknown>
  sha256: string
  symbol: string
  signedOn: string | null
  fileName: string
}

/** A file is sent once a round. */
export type Sending = { submissionId: SubmissionId; round: number }
/** A paper of it; about the file itself, or a part of it. */
export type Paper = Sending & { kind: OfficialDocumentKind; subjectId: string }
/** What a paper said when its file was sent. */
export type Held = Said & { templateId: string | null }
