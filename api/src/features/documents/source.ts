import type { commonFields, DocumentSubject, OfficialDocumentKind, DocumentValues, UnitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'

/** What a document says, before the office around it (head, number, signature) is put to it. */
export type Collected<K extends OfficialDocumentKind = OfficialDocumentKind> = {
  issuer: { id: UnitId; name: string }
  campaign: { title: string; schoolYear: string }
  /** As recorded with the thing itself; null where the register of the unit gives it, or where there is none. */
  symbol: string | null
  signedOn: string | null
  /** Null: the head of the unit. */
  signer: Signer | null
  /** One receiver a line. */
  recipients: string
  /** Without extension; the unit’s name is put to it. */
  fileName: string
  /** Who draws it up besides the issuer: those who write minutes for a body. Left out: the issuer alone. */
  mayMake?: boolean
  /** What was drawn up after this moment is a draft that its issuer alone reads. Left out: nothing is. */
  draftsSince?: string
  /** As a function where it is much to gather: what stands around it is told without it. */
  values: Said<K> | Later<K>
}
/** Values that are gathered when somebody asks what the document says. */
export type Later<K extends OfficialDocumentKind = OfficialDocumentKind> = () => Promise<Said<K>>
type Said<K extends OfficialDocumentKind> = Omit<DocumentValues<K>, keyof typeof commonFields>
/** One of several things of its kind within another: a meeting of the council, by its number and day. */
export type Part = { subjectId: string; number: number; on: string }
/** The things within a thing that have documents of their own, the newest first, as far as the actor sees them. */
export type Parts = Partial<Record<DocumentSubject, (actor: Actor, id: string) => Promise<Part[]>>>
/** Quyền hạn, chức vụ in capitals, some lines; and the name. */
export type Signer = { capacity: string; name: string }

/**
 * Gathers what a document says, through the services of the features, so that whoever may not see a thing sees no
 * document of it either. Null: what it is about has not happened yet, or is still a draft of somebody else.
 * @throws Problem as the thing itself does where it is missing or hidden
 */
export type Source<K extends OfficialDocumentKind = OfficialDocumentKind> = (
  actor: Actor,
  subjectId: string,
) => Promise<Collected<K> | null>
export type Sources = { [K in OfficialDocumentKind]: Source<K> }
