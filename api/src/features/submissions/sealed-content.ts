import { createHash } from 'node:crypto'
import {
  answer as answerSchema,
  canonicalJson,
  orderedItems,
  saysNothing,
  type Answer,
  type Evidence,
  type SubmissionId,
  type WireContent,
} from '@thuoc/shared'
import { z } from 'zod'
import { one, type Queryable } from '../../platform/db/client.ts'
import { evidenceOfEach } from '../evidence/index.ts'
import { answerOf, listLinesOfEach } from './lines.repository.ts'
import type { ExternalLineRow } from './submissions.present.ts'
import type { SubmissionRow } from './submissions.repository.ts'

const wire = (given: Answer) => z.encode(answerSchema, orderedItems(given))

type Sealable = Pick<SubmissionRow, 'id' | 'campaignUnitId'> & {
  set: Pick<SubmissionRow['set'], 'id' | 'code' | 'version'>
}

/**
 * What the file holds now, as a seal pins it.
 * @param external what the team found, where that is to be pinned, too; with it counts what was added at its request
 */
export const contentOf = async (
  db: Queryable,
  row: Sealable,
  external: readonly ExternalLineRow[] | null = null,
): Promise<WireContent> =>
  one([...(await contentsOf(db, [row], external && new Map([[row.id, external]]))).values()]).content

/** What a file holds, and a seal that pins the same word for word, where one was looked at. */
export type Held = { content: WireContent; sameAs?: string }
export type Contents = ReadonlyMap<SubmissionId, Held>

/** The same of several files at once. @param external by file; null where it is not to be pinned */
export async function contentsOf(
  db: Queryable,
  rows: readonly Sealable[],
  external: ReadonlyMap<SubmissionId, readonly ExternalLineRow[]> | null = null,
): Promise<Contents> {
  const ids = rows.map(({ id }) => id)
  const places = rows.map(({ campaignUnitId }) => campaignUnitId)
  const [lines, evidence] = await Promise.all([
    listLinesOfEach(db, ids),
    evidenceOfEach(db, places, { mayEdit: false, now: new Date(0) }),
  ])
  return new Map(
    rows.map((row) => {
      const content = {
        set: { id: row.set.id, code: row.set.code, version: row.set.version },
        lines: (lines.get(row.id) ?? [])
          .filter((line) => !saysNothing(answerOf(line)))
          .map((line) => ({ code: line.criterionCode, answer: wire(answerOf(line)) }))
          .sort(byCode),
        evidence: (evidence.get(row.campaignUnitId) ?? [])
          .flatMap((piece) => pinned(piece, external !== null))
          .sort(byCode),
        external: (external?.get(row.id) ?? [])
          .filter((line) => !saysNothing(answerOf(line)) || line.reason !== '')
          .map((line) => ({ code: line.criterionCode, answer: wire(answerOf(line)), reason: line.reason }))
          .sort(byCode),
      }
      return [row.id, { content }]
    }),
  )
}

const byCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1)

/** A piece as it is pinned; none where it only answers what was asked after the file had been sent. */
function pinned(piece: Evidence, withRequested: boolean): WireContent['evidence'] {
  const { code, kind, title, note, about, url, figure, files, onRequest } = piece
  const criteria = piece.criteria.filter((criterion) => withRequested || !onRequest.includes(criterion))
  if (criteria.length === 0 && piece.criteria.length > 0) return []
  const held = files.map(({ name, size, sha256 }) => ({ name, size, sha256 }))
  return [{ code, kind, title, note, criteria, about, url, figure, files: held }]
}

const hashes = new WeakMap<WireContent, string>()
/** SHA-256 of the canonical text, in hexadecimal. What was read or pinned is never changed, so it is counted once. */
export function hashOf(content: WireContent): string {
  const known = hashes.get(content)
  if (known !== undefined) return known
  const hash = createHash('sha256').update(canonicalJson(content)).digest('hex')
  hashes.set(content, hash)
  return hash
}
