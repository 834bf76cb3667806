import { createHash } from 'node:crypto'
import { dayOf, type OfficialDocumentKind, type UnitId } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { together } from '../../platform/db/steady.ts'
import { Problem } from '../../platform/problem.ts'
import { remembering } from '../../platform/remembering.ts'
import type { DocumentRow } from './documents.repository.ts'
import { makes } from './documents.policy.ts'
import { aroundOf, type Numbering, type Office } from './office.ts'
import { findHead, findOffice, findSettings } from './settings.repository.ts'
import type { Collected, Later, Source, Sources } from './source.ts'
import type { InUse, TemplatesService } from './templates.service.ts'

export type Subject = { kind: OfficialDocumentKind; subjectId: string }
/** A document that could be made now. */
export type Draft = { collected: Collected; office: OfficeAt; template: InUse }
/** A unit as it heads its papers of a day; null: of today. */
export type OfficeAt = (id: UnitId, day: string | null) => Promise<Office>

export type Drafts = ReturnType<typeof createDrafts>
type Ports = { db: Db; sources: Sources; templates: Pick<TemplatesService, 'inUse'>; now: () => Date }

/** What documents would say if they were made now, and whether that is what the newest version says. */
export function createDrafts({ db, sources, templates, now }: Ports) {
  const collect = (actor: Actor, { kind, subjectId }: Subject): Promise<Collected | null> => {
    const source: Source = sources[kind]
    return source(actor, subjectId)
  }

  const officeOf: OfficeAt = async (id, day) => {
    const [unit, settings, head] = await together(db, (on) =>
      Promise.all([findOffice(on, id, day), findSettings(on, id), findHead(on, id, day)]),
    )
    if (!unit) throw new Problem('document.not-found')
    return { unit, settings, head }
  }

  /** @param office where several are drafted at once, remembers what it was asked for */
  async function draftOf(kind: OfficialDocumentKind, collected: Collected, office = officeOf): Promise<Draft> {
    const { unit } = await office(collected.issuer.id, null)
    return { collected, office, template: await templates.inUse(unit.path, kind) }
  }

  /** What it says, with or without a number, and what tells it from another content. */
  async function contentOf(
    kind: OfficialDocumentKind,
    { collected, office, template }: Draft,
    numbering: Numbering | null,
  ) {
    const dated = numbering?.signedOn ?? collected.signedOn
    const year = Number((dated ?? dayOf(now())).slice(0, 4))
    const around = aroundOf(kind, collected, await office(collected.issuer.id, dated), { numbering, year })
    const data = { ...around, ...(await valuesOf(collected)) }
    const sha256 = createHash('sha256')
      .update(JSON.stringify([kind, template.mark, data]))
      .digest('hex')
    return { data, sha256, year }
  }

  const numberingOf = (row: DocumentRow | undefined): Numbering | null =>
    row?.number && row.signedOn !== null ? { number: row.number, signedOn: row.signedOn } : null
  /** Whether it would say the same if it were made again under the same number. */
  const isCurrent = async (kind: OfficialDocumentKind, draft: Draft, newest: DocumentRow) =>
    (await contentOf(kind, draft, numberingOf(newest))).sha256 === newest.contentSha256

  /** @throws Problem `document.nothing-to-say`, `access.denied`, and as the thing itself where it is hidden */
  async function requireDraft(actor: Actor, subject: Subject): Promise<Draft> {
    const collected = await collect(actor, subject)
    if (!collected) throw new Problem('document.nothing-to-say')
    if (!makes(actor, collected)) throw new Problem('access.denied')
    return draftOf(subject.kind, collected)
  }

  return { collect, officeOf, draftOf, requireDraft, contentOf, isCurrent }
}

type Values = Record<string, unknown>
/** Values that are much to gather are gathered once for a draft, whatever is asked of it. */
function valuesOf(collected: Collected): Values | Promise<Values> {
  const { values } = collected
  if (!isLater(values)) return values
  const gathered = values()
  collected.values = () => gathered
  return gathered
}
const isLater = (values: Collected['values']): values is Later => typeof values === 'function'

/** All kinds about one thing mostly come from one office: it is read once for each of their days. */
export const rememberingOffice = (read: OfficeAt): OfficeAt => remembering(read, (id, day) => `${id} ${day}`)
