import type { testApi } from './harness.ts'
import { aMilestone } from './milestones.ts'
import { ok, type Person } from './road.ts'
import { pdf } from './sample-files.ts'

type Tester = Pick<ReturnType<typeof testApi>, 'api'>

export const emptyDraft = {
  documentNumber: null,
  issuedOn: null,
  issuer: null,
  note: '',
  url: null,
  doneOn: null,
  sections: [],
}

/** Where the thing of one kind lies that a milestone asks of a unit. */
export const deliveryPath = ({ id }: { id: string }, kind: string, unit: { id: string }) =>
  `/milestones/${id}/deliveries/${unit.id}/${kind}`

/** Steps of handing in, through the API. */
export function deliveries({ api }: Tester) {
  async function upload(person: Person, address: string, content = pdf(), name = 'Kế hoạch.pdf') {
    const data = new FormData()
    data.append('file', new Blob([Uint8Array.from(content)]), name)
    const headers = { authorization: `Bearer ${person.token}` }
    const reply = await fetch(`${api.url}/api/v1${address}/files`, { method: 'POST', headers, body: data })
    return { status: reply.status, body: JSON.parse(await reply.text()) }
  }

  const move = (person: Person, address: string, action: string, version: number, more: object = {}) =>
    person.post(`${address}/transitions`, { action, version, reason: null, due: null, ...more })

  /** What somebody writes into the draft. */
  const write = (person: Person, address: string, version: number, content: object) =>
    person.put(`${address}/draft`, { version, content: { ...emptyDraft, ...content } })

  /** A plan of a unit, handed in with one file. */
  async function handIn(person: Person, milestone: { id: string }, kind = 'plan') {
    const address = deliveryPath(milestone, kind, person.unit)
    const { version } = await ok(upload(person, address))
    return { address, ...(await ok(move(person, address, 'hand-in', version))) }
  }

  const milestone = (
    campaign: { id: string },
    ...rest: Parameters<typeof aMilestone> extends [unknown, unknown, ...infer R] ? R : never
  ) => aMilestone(api.db, campaign, ...rest)

  return { upload, move, write, handIn, milestone }
}
