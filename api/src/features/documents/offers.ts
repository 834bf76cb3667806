import { documentFacts, type DocumentChange, type DocumentOffer } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { isRegistered, isShown, makes, reads, versionsFor } from './documents.policy.ts'
import { presentDocument } from './documents.present.ts'
import { listVersions, type DocumentRow } from './documents.repository.ts'
import { rememberingOffice, type Drafts, type Subject } from './drafts.ts'
import type { PlacesOf, Thing } from './places.ts'
import type { Collected, Part } from './source.ts'

/** Where a kind of document of a thing stands for the actor. */
type Standing = { offer: DocumentOffer; collected: Collected | null; newest: DocumentRow | undefined }

/** What can be drawn up for a thing and what was; and, asked for apart, what of it is behind the data. */
export function createOffers({ db, placesOf }: { db: Db; placesOf: PlacesOf }, drafts: Drafts) {
  const { collect, officeOf, draftOf, isCurrent } = drafts

  async function standing(
    actor: Actor,
    subject: Subject,
    part: Part | null,
    versions: readonly DocumentRow[],
  ): Promise<Standing | null> {
    const { kind, subjectId } = subject
    const collected = await collect(actor, subject)
    const mine = versionsFor(kind, collected?.issuer.id, versions).filter(
      (row) => isShown(actor, collected, row) && reads(actor, row),
    )
    const newest = mine.find(({ issuer }) => !collected || issuer.id === collected.issuer.id)
    const issuer = collected?.issuer ?? newest?.issuer
    if (!issuer) return null
    const known = {
      ...{ kind, subjectId, part: part && { number: part.number, on: part.on } },
      title: collected?.fileName ?? newest?.fileName ?? '',
      issuer: { id: issuer.id, name: issuer.name },
      versions: mine.map(presentDocument),
    }
    if (!collected) return { offer: { ...known, mayMake: false, mayNumber: false }, collected, newest }
    const mayMake = makes(actor, collected)
    if (!mayMake && mine.length === 0 && documentFacts(kind).readers === 'issuer') return null
    const mayNumber = mayMake && newest?.number === null && isRegistered(kind, collected)
    return { offer: { ...known, mayMake, mayNumber }, collected, newest }
  }

  async function standings(actor: Actor, thing: Thing): Promise<Standing[]> {
    const places = await placesOf(actor, thing)
    const subjectIds = [...new Set(places.map((place) => place.subjectId))]
    const versions = await listVersions(db, { kinds: places.map(({ kind }) => kind), subjectIds })
    const found = []
    for (const { kind, subjectId, part } of places) {
      const own = versions.filter((row) => row.subjectId === subjectId)
      found.push(await standing(actor, { kind, subjectId }, part, own))
    }
    return found.filter((one) => one !== null)
  }

  /** What can be drawn up for a thing now; kinds of which nothing can be said yet are left out. */
  const list = async (actor: Actor, thing: Thing): Promise<{ items: DocumentOffer[] }> => ({
    items: (await standings(actor, thing)).map(({ offer }) => offer),
  })

  /** Which newest versions that the actor may replace are behind: everything they say is gathered for it. */
  async function changes(actor: Actor, thing: Thing): Promise<{ items: DocumentChange[] }> {
    const officeAt = rememberingOffice(officeOf)
    const items: DocumentChange[] = []
    for (const { offer, collected, newest } of await standings(actor, thing)) {
      if (!collected || !newest || !offer.mayMake) continue
      const draft = await draftOf(offer.kind, collected, officeAt)
      items.push({ id: newest.id, outdated: !(await isCurrent(offer.kind, draft, newest)) })
    }
    return { items }
  }

  return { list, changes }
}
