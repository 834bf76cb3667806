import {
  emptyContent,
  fulfilmentOf,
  type CampaignId,
  type DeliverableKind,
  type Delivery,
  type DeliveryContent,
  type DeliveryKey,
} from '@thuoc/shared'
import type { Files } from '../../platform/files.ts'
import { daysAfter } from './calendar.ts'
import type { Cast, Player } from './people.ts'
import { receivedPdf } from './sample-file.ts'
import type { Services } from './services.ts'
import type { Places } from './units.ts'

/** What the receiver says: on which day counted from today, and of a return why and until which day. */
type Answer = { on: number; action: 'receive' | 'accept' | 'return'; reason?: string; due?: number }
const received = (on: number): Answer => ({ on, action: 'receive' })
const accepted = (on: number): Answer => ({ on, action: 'accept' })
const returned = (on: number, reason: string, due: number): Answer => ({ on, action: 'return', reason, due })
/** A unit, what it hands in for which milestone, on which days counted from today; an answer follows each round. */
type Story = [unit: string, code: string, kind: DeliverableKind, on: number, ...then: (Answer | number)[]]

const blurred = 'Bản quét mờ ở trang 2, không đọc được phân công; đề nghị quét lại và ký đóng dấu đầy đủ.'
const unsigned = 'Kế hoạch chưa có chữ ký của thủ trưởng; thiếu phụ lục phân công thu thập minh chứng.'
const incomplete = 'Kế hoạch chưa nêu thời gian đánh giá ngoài của từng trường.'

/** The last days of III.1, II.1 and I.1 are over: some came late, and some have not come yet. */
const stories: Story[] = [
  ['so', 'I.1', 'plan', -16],
  ['phong1', 'II.1', 'plan', -9, accepted(-8)],
  ['phong2', 'II.1', 'plan', -2, received(-1)],
  ['phuong4', 'II.1', 'plan', -6, returned(-3, incomplete, 4)],
  ['thcs1', 'III.1', 'responsible-persons', -9, accepted(-8)],
  ['th1', 'III.1', 'responsible-persons', -4],
  ['th2', 'III.1', 'responsible-persons', -8, accepted(-7)],
  ['thcs2', 'III.1', 'responsible-persons', -5, received(-4)],
  ['thcs3', 'III.1', 'responsible-persons', -1],
  ['thcs4', 'III.1', 'responsible-persons', -8, accepted(-7)],
  ['lc1', 'III.1', 'responsible-persons', -7, accepted(-4)],
  ['thcs5', 'III.1', 'responsible-persons', -7, accepted(-6)],
  ['th5', 'III.1', 'responsible-persons', -4],
  ['thpt1', 'III.1', 'responsible-persons', -9, accepted(-7)],
  ['thpt3', 'III.1', 'responsible-persons', -4, received(-2)],
  ['gdtx', 'III.1', 'responsible-persons', -6, accepted(-5)],
  ['gdnn', 'III.1', 'responsible-persons', -2],
  ['thcs1', 'III.2', 'council-decision', -7, accepted(-5)],
  ['thcs1', 'III.2', 'plan', -6, returned(-4, blurred, 5)],
  ['th2', 'III.2', 'council-decision', -3],
  ['thcs2', 'III.2', 'council-decision', -5, accepted(-4)],
  ['thcs2', 'III.2', 'plan', -5, accepted(-4)],
  ['thcs3', 'III.2', 'plan', -6, returned(-4, unsigned, 3), -2],
  ['thcs4', 'III.2', 'council-decision', -6, received(-3)],
  ['thcs5', 'III.2', 'plan', -5, accepted(-2)],
  ['thpt1', 'III.2', 'council-decision', -6, accepted(-5)],
  ['thpt1', 'III.2', 'plan', -6, accepted(-5)],
  ['thcs5', 'III.4', 'self-assessment-report', -1],
]

const done = 'Nhà trường đã triển khai đầy đủ, đúng tiến độ (nội dung minh hoạ).'
const titles: Partial<Record<DeliverableKind, string>> = {
  plan: 'Ke hoach',
  'council-decision': 'Quyet dinh thanh lap Hoi dong tu danh gia',
}
const symbols: Partial<Record<DeliverableKind, string>> = { plan: 'KH', 'council-decision': 'QĐ' }

type Scene = { services: Services; files: Files; cast: Cast; places: Places; campaignId: CampaignId; today: string }

/** What units of the running campaign have handed in so far, by those whose task it is and by the rules of everyone. */
export async function handInDeliveries({ services, files, cast, places, campaignId, today }: Scene) {
  const { items: milestones } = await services.milestones.list(cast.actor('so.chuyenvien'), campaignId, undefined)
  const keyOf = ([unit, code, kind]: Story): DeliveryKey => {
    const milestone = milestones.find((one) => one.code === code)
    if (!milestone) throw new Error(`The plan of the demonstration has no ${code}`)
    return { milestoneId: milestone.id, unitId: places.at(unit).id, kind }
  }
  /** In the morning of a day counted from today. */
  const onDay = (days: number) =>
    services.deliveries(() => new Date(`${daysAfter(today, days)}T${days % 2 ? '09:20' : '15:45'}:00+07:00`))

  const officerFor = ({ receiver }: Delivery): Player => {
    const key = [...places.all].find(([, { id }]) => id === receiver.id)?.[0] ?? ''
    return cast.actor(`${key}.chuyenvien`)
  }

  /** @param again whether files of an earlier round are replaced. @returns the version to hand in */
  async function prepare(story: Story, person: Player, on: number, again: boolean): Promise<number> {
    const [unit, , kind] = story
    const [key, service] = [keyOf(story), onDay(on)]
    const save = async (version: number, content: Partial<DeliveryContent>) =>
      (await service.saveDraft(person, key, { version, content: { ...emptyContent, ...content } })).version
    switch (fulfilmentOf[kind]) {
      case 'file': {
        const before = again ? (await service.get(person, key)).files : []
        for (const file of before) await service.removeFile(person, key, file.id)
        const upload = await receivedPdf(files, `${kind}-${unit}.pdf`, `${titles[kind] ?? kind} - tai lieu minh hoa`)
        const { version } = await service.addFile(person, key, { ...upload, fields: {} })
        const place = places.at(unit)
        const documentNumber = `${20 + stories.indexOf(story)}/${symbols[kind] ?? 'BC'}-${place.code.split('-').at(-1)}`
        return save(version, { documentNumber, issuedOn: daysAfter(today, on - 1), issuer: place.name })
      }
      case 'outline': {
        const { outline, version } = await service.get(person, key)
        const own = outline.filter(({ prefill }) => prefill === '')
        return save(version, { sections: own.map(({ code }) => ({ code, text: done, usePrefill: true })) })
      }
      case 'persons': {
        const [leader, contact] = [person.personId, cast.actor(`${unit}.hoidong`).personId]
        await services.responsibles.set(person, key.unitId, { leader, contact })
        return 0
      }
      case 'link':
      case 'confirmation':
      case 'system':
        throw new Error(`The demonstration hands in no ${kind}`)
    }
  }

  for (const story of stories) {
    const [unit, , , first, ...then] = story
    const [person, key] = [cast.actor(tierLeader(unit)), keyOf(story)]
    const handIn = async (on: number, again = false) => {
      const version = await prepare(story, person, on, again)
      return onDay(on).move(person, key, { action: 'hand-in', version, reason: null, due: null })
    }
    let delivery = await handIn(first)
    for (const step of then) {
      if (typeof step === 'number') delivery = await handIn(step, true)
      else {
        const { on, action, reason = null, due } = step
        const until = due === undefined ? null : daysAfter(today, due)
        const request = { action, version: delivery.version, reason, due: until }
        delivery = await onDay(on).move(officerFor(delivery), key, request)
      }
    }
  }
}

/** Of a school its head, of an office its officer. */
const tierLeader = (unit: string) =>
  /^(?:so|phong|phuong|xa)\d*$/.test(unit) ? `${unit}.chuyenvien` : `${unit}.hieutruong`
