import { sectionsOf, type CampaignId, type UnitId } from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { draftOf, listRounds } from './deliverables.repository.ts'
import type { DeliverablePorts } from './ports.ts'
import { outlineOf } from './prefill.repository.ts'
import { prefillOf } from './prefill.service.ts'
import { reportDelivery } from './report.repository.ts'

const kind = 'self-assessment-report' as const
type Section = { title: string; under: string | null; text: string }
type Of = { campaign: { id: CampaignId }; unit: { id: UnitId; name: string } }

const joined = (prefill: string, text: string) => [prefill, text].filter((part) => part.trim() !== '').join('\n')

/**
 * The report on the self-assessment by the outline of the plan, for others who send it along: as it was handed in last,
 * else as far as it is written and the system knows.
 */
export async function selfAssessmentReport(
  db: Queryable,
  { campaign, unit }: Of,
  trainingOf: DeliverablePorts['trainingOf'],
): Promise<Section[]> {
  const deliveryId = await reportDelivery(db, campaign.id, unit.id)
  const [handed] = await listRounds(db, deliveryId)
  if (handed)
    return handed.content.sections.map(({ title, under, prefill, text }) => ({
      ...{ title, under },
      text: joined(prefill, text),
    }))
  const outline = await outlineOf(db, campaign.id)
  const duty = { kind, campaignId: campaign.id, unitId: unit.id, unitName: unit.name, deliveryId }
  const known = await prefillOf(db, duty, outline, trainingOf)
  const { sections: written } = await draftOf(db, deliveryId)
  return sectionsOf(kind, outline).map(({ code, title, under }) => {
    const own = written.find((one) => one.code === code)
    const prefill = (own?.usePrefill ?? true) ? (known[code] ?? '') : ''
    return { title, under, text: joined(prefill, own?.text ?? '') }
  })
}
