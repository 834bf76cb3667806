import type { CampaignId } from '@thuoc/shared'
import { and, asc, eq, inArray, ne, or } from 'drizzle-orm'
import type { Actor } from '../../platform/actor.ts'
import type { Queryable } from '../../platform/db/client.ts'
import { inLineOf } from '../../platform/db/tree.ts'
import { deliveryDuties as duty, deliveryRounds } from './deliverables.tables.ts'

type Said = { unit: string; about: 'difficulties' | 'proposals'; text: string }

/** What units of the own branch and those that report to the actor say in the reports they handed in last. */
export async function saidInReports(db: Queryable, actor: Actor, campaignId: CampaignId): Promise<Said[]> {
  const rows = await db
    .select({ unit: duty.unitName, content: deliveryRounds.content })
    .from(duty)
    .innerJoin(
      deliveryRounds,
      and(eq(deliveryRounds.deliveryId, duty.deliveryId), eq(deliveryRounds.round, duty.round)),
    )
    .where(
      and(
        eq(duty.campaignId, campaignId),
        inArray(duty.kind, ['self-assessment-report', 'mid-year-report', 'year-end-report']),
        ne(duty.unitId, actor.unitId),
        or(inLineOf(duty.unitPath, actor.unitId), inLineOf(duty.receiverPath, actor.unitId)),
      ),
    )
    .orderBy(asc(duty.unitName), asc(duty.unitId), asc(duty.position))
  return rows.flatMap(({ unit, content }) =>
    content.sections.flatMap(({ title, text }): Said[] => {
      const about = aboutOf(title)
      return about === null || text.trim() === '' ? [] : [{ unit, about, text: text.trim() }]
    }),
  )
}

/** Plans word their headings in their own way; these words stand in each (source 004, Phụ lục I, III and V). */
function aboutOf(title: string): Said['about'] | null {
  const words = title.normalize('NFC').toLocaleLowerCase('vi')
  if (words.includes('khó khăn') || words.includes('vướng mắc')) return 'difficulties'
  return words.includes('kiến nghị') || words.includes('đề xuất') ? 'proposals' : null
}
