import { type newTraining, type trainingChange, type Training, type UnitType } from '@thuoc/shared'
import type { z } from 'zod'

/** What the form holds while it is filled in. */
export type TrainingDraft = z.input<typeof newTraining>
export type TrainingMending = z.input<typeof trainingChange>

export const schoolTypes = [
  'nursery',
  'kindergarten',
  'preschool',
  'primary',
  'lower-secondary',
  'upper-secondary',
  'multi-level',
  'continuing-education',
  'vocational-continuing-education',
] as const satisfies readonly UnitType[]
export const bodyTypes = ['commune-office', 'district-office'] as const satisfies readonly UnitType[]

/** How an address begins, shown where one is typed. */
export const scheme = 'https://'

export const emptyDraft = (campaignId: string | null): TrainingDraft => ({
  ...{ campaignId, title: '', startsAt: '', endsAt: '', form: 'in-person', place: '', link: null },
  ...{ sites: [], topics: '', links: [] },
  invitation: { unitTypes: [], withinUnitIds: [], unitIds: [] },
})

export const draftOf = (training: Training): TrainingMending => {
  const { title, startsAt, endsAt, form, place, link, sites, topics, links, version, campaign } = training
  return {
    ...{ title, startsAt, endsAt, form, place, link, topics, version, campaignId: campaign?.id ?? null },
    sites: sites.map((site) => ({ ...site })),
    links: links.map((one) => ({ ...one })),
  }
}
