import { TemplateHandler } from 'easy-template-x'
import { expect } from 'vitest'
import { documentFacts, officialDocumentKind } from '@thuoc/shared'
import { expectSound } from './docx.ts'
import { exportsOf } from './exports.ts'
import type { testApi } from './harness.ts'
import { ok, type Person } from './road.ts'

type Thing = { id: string }
type Tester = Pick<ReturnType<typeof testApi>, 'api'>

/** Documents as somebody draws them up and takes them away, through the API. */
export function documentsOf({ api }: Tester) {
  const { fileOf } = exportsOf({ api })
  const bytes = async (who: Person, { id }: Thing, format = 'docx') => {
    const address = `${api.url}/api/v1/documents/${id}/file?format=${format}`
    const reply = await fetch(address, { headers: { authorization: `Bearer ${who.token}` } })
    return { status: reply.status, content: Buffer.from(await reply.arrayBuffer()) }
  }
  const make = (who: Person, kind: string, { id }: Thing) => who.post('/documents', { kind, subjectId: id })
  const refused = async (who: Person, kind: string, thing: Thing) => (await make(who, kind, thing)).body.code

  const offers = async (who: Person, { id }: Thing, subject = 'submission') =>
    (await ok(who.get(`/documents?subject=${subject}&subjectId=${id}`))).items
  /** What is offered of a kind, with whether its newest version is behind where that is the asker’s to know. */
  async function offer(who: Person, kind: string, thing: Thing, subject = 'submission') {
    const found = (await offers(who, thing, subject)).find((one: { kind: string }) => one.kind === kind)
    if (!found) return undefined
    const { items } = await ok(who.get(`/documents/changes?subject=${subject}&subjectId=${thing.id}&kinds=${kind}`))
    const known = items.find((one: Thing) => one.id === found.versions[0]?.id)
    return { ...found, outdated: known?.outdated ?? false }
  }
  const textOf = async (who: Person, document: Thing) =>
    new TemplateHandler().getText((await bytes(who, document)).content)

  /** What has a sheet for each of hundreds is ordered, the rest is drawn up at once. */
  async function drawnUp(who: Person, given: string, thing: Thing) {
    const kind = officialDocumentKind.parse(given)
    const { large, subject } = documentFacts(kind)
    if (!large) return ok(make(who, kind, thing))
    await fileOf(who, { kind: 'document', document: kind, subjectId: thing.id })
    return (await offer(who, kind, thing, subject)).versions[0]
  }

  /** Drawn up, whole, without a hole in it, and what it says. */
  async function said(who: Person, kind: string, thing: Thing) {
    const document = await drawnUp(who, kind, thing)
    const { content } = await bytes(who, document)
    expectSound(content)
    const text = await new TemplateHandler().getText(content)
    expect(text).not.toMatch(/[{}]|undefined|null|NaN/)
    return { document, content, text }
  }

  return { bytes, make, refused, offers, offer, textOf, said }
}
