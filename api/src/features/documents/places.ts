import {
  documentFacts,
  officialDocumentKinds,
  partOf,
  type DocumentSubject,
  type OfficialDocumentKind,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Part, Parts } from './source.ts'

/** What documents are asked for; all kinds, or only these. */
export type Thing = { subject: DocumentSubject; subjectId: string; kinds?: readonly OfficialDocumentKind[] | undefined }
/** A kind, and what a document of it is drawn up from: the thing itself or a part of it. */
export type Place = { kind: OfficialDocumentKind; subjectId: string; part: Part | null }
export type PlacesOf = (actor: Actor, thing: Thing) => Promise<Place[]>

/** A thing and, of the kinds that are about a part of it, its parts. */
export const createPlaces =
  (parts: Parts): PlacesOf =>
  async (actor, { subject, subjectId, kinds }) => {
    const places: Place[] = []
    for (const kind of officialDocumentKinds) {
      if (kinds && !kinds.includes(kind)) continue
      const about = documentFacts(kind).subject
      if (about === subject) places.push({ kind, subjectId, part: null })
      else if (partOf[about] === subject)
        for (const part of (await parts[about]?.(actor, subjectId)) ?? [])
          places.push({ kind, subjectId: part.subjectId, part })
    }
    return places
  }
