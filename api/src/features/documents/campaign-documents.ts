import type { CampaignId, DocumentSubject, Page, SubmissionSummary } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/db/client.ts'
import { safeFolderName } from '../../platform/file-names.ts'
import { isThere, type Files } from '../../platform/files.ts'
import type { PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { tableFile } from '../../platform/spreadsheet/table-file.ts'
import { zipOf, type ZipEntry } from '../../platform/zip.ts'
import { findCampaign } from '../campaigns/index.ts'
import { findAttachments } from '../catalogues/index.ts'
import type { ExportMaker } from '../exports/index.ts'
import { listing, type CheckedOffer, type ListedDocument } from './campaign-documents.list.ts'
import { findDocument } from './documents.repository.ts'
import type { DocumentsService } from './documents.service.ts'

type Ports = {
  db: Db
  files: Files
  documents: Pick<DocumentsService, 'list' | 'changes' | 'make'>
  /** Files of a campaign that the actor may see. */
  submissions: { list: ListOf<SubmissionSummary> }
  /** What else of a campaign has documents, each as far as the actor may see it: teams, lists, decisions, checks. */
  others: readonly { subject: DocumentSubject; list: ListOf<{ id: string }> }[]
  now: () => Date
}
type ListOf<Item> = (actor: Actor, query: PageRequest & { campaignId: CampaignId }) => Promise<Page<Item>>
/** What documents are about, and the folder of whom it concerns. */
type Place = { subject: DocumentSubject; id: string; folder: string; unit: string }
const common = 'Chung'

/** Every page of a list. */
async function* all<Item>(list: ListOf<Item>, actor: Actor, campaignId: CampaignId): AsyncIterable<Item> {
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Page<Item> = await list(actor, { campaignId, limit: 200, ...(cursor !== '' && { cursor }) })
    yield* page.items
    cursor = page.nextCursor
  }
}

/** Every document of a campaign as it was kept last, in folders per unit, with a list of what is there and what is not. */
export function campaignDocuments({
  db,
  files,
  documents,
  submissions,
  others,
  now,
}: Ports): ExportMaker<'campaign-documents'> {
  async function titleOf(actor: Actor, { campaignId }: { campaignId: CampaignId }) {
    const campaign = await findCampaign(db, actor, campaignId)
    if (!campaign) throw new Problem('campaign.not-found')
    return campaign.title
  }

  async function placesOf(actor: Actor, campaignId: CampaignId): Promise<Place[]> {
    const places: Place[] = [{ subject: 'campaign', id: campaignId, folder: common, unit: '' }]
    for (const { subject, list } of others)
      for await (const { id } of all(list, actor, campaignId)) places.push({ subject, id, folder: common, unit: '' })
    for await (const { id, unit } of all(submissions.list, actor, campaignId)) {
      const folder = safeFolderName(`${unit.code} ${unit.name}`, 100)
      places.push({ subject: 'submission', id, folder, unit: unit.name })
    }
    return places
  }

  /** The offers, with whether their newest versions are behind. */
  async function checked(actor: Actor, thing: { subject: DocumentSubject; subjectId: string }) {
    const { items } = await documents.list(actor, thing)
    const { items: changes } = await documents.changes(actor, thing)
    const behind = new Set(changes.flatMap(({ id, outdated }) => (outdated ? [id] : [])))
    return items.map((offer) => ({ ...offer, outdated: offer.versions[0] ? behind.has(offer.versions[0].id) : false }))
  }

  /** What is missing or behind is drawn up first, where that was asked for and is the actor’s to do. */
  async function drawnUp(actor: Actor, offer: CheckedOffer): Promise<CheckedOffer> {
    const [newest] = offer.versions
    // What has a number was signed: a version without one is no replacement.
    if (!offer.mayMake || (newest && (!offer.outdated || newest.number !== null))) return offer
    const made = await documents.make(actor, offer)
    return { ...offer, outdated: false, versions: [made, ...offer.versions] }
  }

  return {
    titleOf,
    make: async (actor, { campaignId, drawUp }, { progress }) => {
      const title = await titleOf(actor, { campaignId })
      const places = await placesOf(actor, campaignId)
      const entries: ZipEntry[] = []
      const listed: ListedDocument[] = []
      const taken = new Set<string>()
      for (const [index, { subject, id, folder, unit }] of places.entries()) {
        await progress(index, places.length)
        for (const found of await checked(actor, { subject, subjectId: id })) {
          const offer = drawUp ? await drawnUp(actor, found) : found
          const { kept, lost } = await entriesOf(offer, folder, taken)
          entries.push(...kept)
          listed.push({
            unit: unit || (offer.versions[0]?.issuer.name ?? ''),
            offer,
            paths: kept.map(({ name }) => name),
            lost,
          })
        }
      }
      await progress(places.length, places.length)
      const list = await tableFile('Danh sách văn bản', listing(listed), 'csv')
      const name = `${safeFolderName(`Văn bản ${title}`, 150)}.zip`
      return {
        name,
        mediaType: 'application/zip',
        content: zipOf([{ name: list.name, at: now(), content: list.content }, ...entries]),
      }
    },
  }

  /** The files of the newest version; that the actor sees it was asked before. One that is lost does not stop the others. */
  async function entriesOf(
    { versions: [newest] }: CheckedOffer,
    folder: string,
    taken: Set<string>,
  ): Promise<{ kept: ZipEntry[]; lost: boolean }> {
    const row = newest && (await findDocument(db, newest.id))
    if (!row) return { kept: [], lost: false }
    const found = await findAttachments(db, [row.docxId, ...(row.pdfId === null ? [] : [row.pdfId])])
    const kept: ZipEntry[] = []
    for (const { name, storageKey } of found)
      if (await isThere(files, storageKey))
        kept.push({ name: freeName(folder, name, taken), at: row.madeAt, content: () => files.read(storageKey) })
    return { kept, lost: kept.length < found.length }
  }
}

/** Two teams or lists may have papers of one name: the second gets a figure. */
function freeName(folder: string, name: string, taken: Set<string>): string {
  const [, stem = name, extension = ''] = /^(.*)(\.[a-z]+)$/.exec(name) ?? []
  let free = `${folder}/${name}`
  for (let count = 2; taken.has(free); count++) free = `${folder}/${stem} (${count})${extension}`
  taken.add(free)
  return free
}
