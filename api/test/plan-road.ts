import type { DeliverableKind, Fulfilment, Milestone, SubmissionStatus } from '@thuoc/shared'
import { expect } from 'vitest'
import { deliveries, deliveryPath } from './deliveries.ts'
import type { testApi } from './harness.ts'
import { planFiles } from './plan-files.ts'
import type { aPlanProvince, Clock } from './plan-world.ts'
import { ok } from './road.ts'

type Tester = ReturnType<typeof testApi>
type Figures = { total: number; done: number; accepted: number; late: number }
type Thing = {
  kind: DeliverableKind
  fulfilment: Fulfilment
  unit: { id: string }
  receiver: { id: string }
  status: string
}
type Cell = Figures & { milestoneId: string }
type Board = { milestones: (Figures & { id: string })[]; rows: { unit: { id: string }; cells: Cell[] }[] }

/** One milestone of the road: when it is done, and what the board says before and after. */
export type Step = {
  /** Tier and code, as `school III.1`. */
  milestone: string
  on: string
  /** Things asked of all units together, and how many the system sees by then already. */
  total: number
  seen?: number
  /** How many came late in the end. */
  late?: number
  /** The first thing that is handed in goes back once. */
  returned?: boolean
  /** The last unit is not ready before this day. */
  tardyUntil?: string
  /** The plan takes nothing late; the last unit is granted more time until then and hands in on that very day. */
  extendedTo?: string
}

/** How far a file must have come for the system to see a thing as done. */
const goals: Partial<Record<DeliverableKind, SubmissionStatus>> = {
  'evidence-register': 'approved',
  'self-assessment': 'approved',
  request: 'accepted',
  'external-assessment': 'assessed',
  'recognition-decision': 'recognised',
  certificate: 'recognised',
  publication: 'published',
}

/** A campaign walked from its first milestone to the last, each by the units whose task it is. */
export async function aPlanRoad(
  tester: Tester,
  clock: Clock,
  { crewOf, planner }: Awaited<ReturnType<typeof aPlanProvince>>,
  campaign: { id: string },
  site = 'https://truong.example',
) {
  const files = planFiles(campaign, crewOf, clock.today)
  const { upload, move, write } = deliveries(tester)
  const list = async (query: string): Promise<Thing[]> =>
    (await ok(planner.get(`/deliveries?campaignId=${campaign.id}&limit=200&${query}`))).items
  const milestones = async (): Promise<Milestone[]> =>
    (await ok(planner.get(`/campaigns/${campaign.id}/milestones`))).items
  async function named(name: string): Promise<Milestone> {
    const found = (await milestones()).find(({ tier, code }) => `${tier} ${code}` === name)
    if (!found) throw new Error(`The plan has no ${name}`)
    return found
  }
  const board = async ({ tier }: Milestone, query = ''): Promise<Board> =>
    ok(planner.get(`/campaigns/${campaign.id}/standing?tier=${tier}${query}`))
  async function figures(milestone: Milestone): Promise<Figures | undefined> {
    const found = (await board(milestone)).milestones.find(({ id }) => id === milestone.id)
    return found && { total: found.total, done: found.done, accepted: found.accepted, late: found.late }
  }

  /** Behind each figure of the board stand as many rows, for every body and for every unit of it. */
  async function expectListsToAgree(milestone: Milestone) {
    const cellsOf = (rows: Board['rows']) =>
      rows.flatMap(({ unit, cells }) =>
        cells
          .filter(({ milestoneId }) => milestoneId === milestone.id)
          .map(({ total, done, accepted, late }) => ({ unit: unit.id, total, done, accepted, late })),
      )
    for (const { unit: body, ...cell } of cellsOf((await board(milestone)).rows)) {
      const query = `milestoneId=${milestone.id}&bodyUnitId=${body}`
      const lists = {
        total: await list(query),
        done: await list(`${query}&status=handed-in,received,accepted`),
        accepted: await list(`${query}&status=accepted`),
        late: await list(`${query}&late=true`),
      }
      const rowsOf = (fits: (thing: Thing) => boolean) => ({
        total: lists.total.filter(fits).length,
        done: lists.done.filter(fits).length,
        accepted: lists.accepted.filter(fits).length,
        late: lists.late.filter(fits).length,
      })
      expect(rowsOf(() => true)).toEqual(cell)
      for (const { unit, ...own } of cellsOf((await board(milestone, `&bodyUnitId=${body}`)).rows))
        expect(rowsOf((thing) => thing.unit.id === unit)).toEqual(own)
    }
  }

  const sendsOnRequest = (await milestones()).some(({ deliverables: asked }) => asked.includes('request'))

  /**
   * Nobody hands it in: the files it is about are taken as far as it asks. Where the plan asks for no request, schools
   * send their self-assessment as soon as it is approved.
   */
  async function beSeen({ kind, unit }: Thing, asked: readonly Thing[]) {
    const withFile = asked.some((other) => other.kind === 'self-assessment' && other.unit.id === unit.id)
    if (kind === 'evidence-register' && !withFile) return files.prove(unit, 1)
    const goal = kind === 'self-assessment' && !sendsOnRequest ? 'accepted' : goals[kind]
    if (!goal) return undefined
    const { staff } = await crewOf(unit)
    const direct = await files.filesOf(staff, `assessorUnitId=${unit.id}`)
    const all = direct.length > 0 ? direct : await files.filesOf(staff, '')
    const isSchool = staff.membership.role === 'school-staff'
    for (const school of isSchool ? [unit] : all.map((file) => file.unit)) await files.reach(school, goal)
    return undefined
  }

  /** What the unit says or adds, so that the thing can be handed in. @returns the version to hand in */
  async function prepare({ kind, fulfilment, unit }: Thing, address: string): Promise<number> {
    const { staff, head } = await crewOf(unit)
    const { version, outline } = await ok(staff.get(address))
    const say = async (content: object) => (await ok(write(staff, address, version, content))).version
    if (fulfilment === 'link') return say({ url: `${site}/${kind}` })
    if (fulfilment === 'confirmation') return say({ doneOn: clock.today(), note: 'Đã cập nhật' })
    if (fulfilment === 'persons') {
      const named_ = { leader: head.person.id, contact: staff.person.id }
      await ok(head.put(`/units/${unit.id}/responsible-persons`, named_))
      return version
    }
    if (fulfilment === 'outline') {
      const empty = outline.filter(({ prefill }: { prefill: string }) => prefill === '')
      const section = ({ code }: { code: string }) => ({ code, text: 'Nội dung mẫu.', usePrefill: true })
      return say({ sections: empty.map(section) })
    }
    const { version: withFile } = await ok(upload(staff, address))
    const saved = await ok(
      write(staff, address, withFile, { documentNumber: `01/${kind}`, issuedOn: clock.today(), issuer: 'Đơn vị mẫu' }),
    )
    return saved.version
  }

  async function fulfil(milestone: Milestone, thing: Thing, asked: readonly Thing[], returned = false) {
    if (thing.fulfilment === 'system') return beSeen(thing, asked)
    const address = deliveryPath(milestone, thing.kind, thing.unit)
    const [{ staff }, receiver] = [await crewOf(thing.unit), (await crewOf(thing.receiver)).staff]
    let delivery = await ok(move(staff, address, 'hand-in', await prepare(thing, address)))
    if (delivery.status === 'accepted') return undefined
    if (returned) {
      const back = { reason: 'Thiếu chữ ký', due: clock.today() }
      delivery = await ok(move(receiver, address, 'return', delivery.version, back))
      delivery = await ok(move(staff, address, 'hand-in', await prepare(thing, address)))
      expect(delivery).toMatchObject({ status: 'handed-in', round: 2, late: false })
    }
    delivery = await ok(move(receiver, address, 'receive', delivery.version))
    await ok(move(receiver, address, 'accept', delivery.version))
    return undefined
  }
  return { files, list, milestones, named, figures, expectListsToAgree, fulfil, prepare, campaign }
}
export type PlanRoad = Awaited<ReturnType<typeof aPlanRoad>>
