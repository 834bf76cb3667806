import type { OfficialDocumentKind, Page, TemplateCase } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { caseKey, listCases } from './cases.repository.ts'
import { hasDrafts, mayPreview } from './documents.policy.ts'
import type { Drafts, Subject } from './drafts.ts'

/** What templates are tried out with. */
export function createCases({ db }: { db: Db }, { collect, draftOf, contentOf }: Drafts) {
  /** Real things to try a template with, each as far as the actor may see it. */
  async function cases(
    actor: Actor,
    kind: OfficialDocumentKind,
    query: PageRequest & { q?: string | undefined },
  ): Promise<Page<TemplateCase>> {
    const after = decodeCursor(query.cursor, caseKey)
    const rows = await listCases(db, actor, kind, { q: query.q, after, limit: query.limit ?? defaultLimit })
    return toPage(
      rows,
      query,
      (row) => [row.at, row.name, row.id],
      ({ id, name, number, on, meeting, campaign }) => ({ subjectId: id, name, number, on, meeting, campaign }),
    )
  }

  /** What a document of a thing says now, for whoever may read it: for the preview of a template. */
  async function valuesOf(actor: Actor, subject: Subject): Promise<Record<string, unknown>> {
    const collected = await collect(actor, subject)
    // What its unit has not sent yet is its own.
    if (!collected || hasDrafts(actor, collected)) throw new Problem('document.nothing-to-say')
    const draft = await draftOf(subject.kind, collected)
    const { unit } = await draft.office(collected.issuer.id, null)
    if (!mayPreview(actor, subject.kind, collected, unit.path)) throw new Problem('access.denied')
    return (await contentOf(subject.kind, draft, null)).data
  }

  return { cases, valuesOf }
}
