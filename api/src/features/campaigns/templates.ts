import { readdirSync, readFileSync } from 'node:fs'
import { campaignTemplate, type CampaignTemplate, type CampaignTemplateSummary } from '@thuoc/shared'

const folder = new URL('../../../templates/', import.meta.url)

/** The plans that ship with the product, in the order of their file names; a faulty one does not let it start. */
export const templates: readonly CampaignTemplate[] = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .toSorted()
  .map((file) => campaignTemplate.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8'))))

export function summaryOf({ milestones, sets, ...template }: CampaignTemplate): CampaignTemplateSummary {
  const { code, title, about, evidenceCode, notes } = template
  const count = (tier: CampaignTemplate['milestones'][number]['tier']) =>
    milestones.filter((one) => one.tier === tier).length
  return {
    ...{ code, title, about, evidenceCode, notes },
    unitTypes: sets.flatMap(({ unitTypes }) => unitTypes),
    tiers: { province: count('province'), 'managing-body': count('managing-body'), school: count('school') },
  }
}
