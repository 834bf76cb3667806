import { isOutstanding, sectionsOf, type CampaignId, type UnitId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { together } from '../../platform/db/steady.ts'
import { draftOf, listEvents, listRounds } from './deliverables.repository.ts'
import type { DeliverablePorts } from './ports.ts'
import { outlineOf } from './prefill.repository.ts'
import { prefillOf } from './prefill.service.ts'
import { reportDelivery } from './report.repository.ts'

const kind = 'self-assessment-report' as const
type Section = { code: string; title: string; under: string | null; text: string }
type Of = { campaign: { id: CampaignId }; unit: { id: UnitId; name: string } }
/** The report as a paper: with its number and date where the unit has given them. */
export type WrittenReport = {
  number: string | null
  issuedOn: string | null
  /** When it was handed in; null: as far as it is written. */
  handedInAt: Date | null
  /** Somebody has begun to write. */
  begun: boolean
  /** Since when the unit is mending what was sent back. */
  mendingSince: Date | null
  sections: Section[]
}

const joined = (prefill: string, text: string) => [prefill, text].filter((part) => part.trim() !== '').join('\n')

/**
 * The report on the self-assessment by the outline of the plan: as it was handed in last, else as far as it is written
 * and the system knows.
 * @param own with what the unit is mending after it was sent back, which is nobody else’s to read yet
 */
export const writtenReport = (
  db: Queryable,
  of: Of,
  trainingOf: DeliverablePorts['trainingOf'],
  { own }: { own: boolean },
): Promise<WrittenReport> => together(db, (on) => written(on, of, trainingOf, own))

async function written(
  db: Queryable,
  { campaign, unit }: Of,
  trainingOf: DeliverablePorts['trainingOf'],
  own: boolean,
): Promise<WrittenReport> {
  const [delivery, outline] = await Promise.all([reportDelivery(db, campaign.id, unit.id), outlineOf(db, campaign.id)])
  const deliveryId = delivery?.id ?? null
  const [handed] = await listRounds(db, deliveryId)
  const isMending = handed !== undefined && delivery !== null && isOutstanding(delivery.status)
  const mendingSince = isMending ? await sentBackAt(db, delivery.id) : null
  if (handed && !(own && isMending)) {
    const { documentNumber, issuedOn, sections } = handed.content
    return {
      ...{ number: documentNumber, issuedOn, handedInAt: handed.handedInAt, begun: true, mendingSince },
      sections: sections.map(({ code, title, under, prefill, text }) => ({
        ...{ code, title, under },
        text: joined(prefill, text),
      })),
    }
  }
  const duty = { kind, campaignId: campaign.id, unitId: unit.id, unitName: unit.name, deliveryId }
  const [known, { sections: said, documentNumber, issuedOn }] = await Promise.all([
    prefillOf(db, duty, outline, trainingOf),
    draftOf(db, deliveryId),
  ])
  return {
    ...{ number: documentNumber, issuedOn, handedInAt: null, begun: delivery !== null, mendingSince },
    sections: sectionsOf(kind, outline).map(({ code, title, under }) => {
      const section = said.find((one) => one.code === code)
      const prefill = (section?.usePrefill ?? true) ? (known[code] ?? '') : ''
      return { code, title, under, text: joined(prefill, section?.text ?? '') }
    }),
  }
}

const sentBackAt = async (db: Queryable, deliveryId: string) =>
  (await listEvents(db, deliveryId)).find(({ action }) => action === 'return')?.at ?? null

/** The parts of it, for others who send it along. */
export const selfAssessmentReport = async (db: Queryable, of: Of, trainingOf: DeliverablePorts['trainingOf']) =>
  (await writtenReport(db, of, trainingOf, { own: false })).sections
