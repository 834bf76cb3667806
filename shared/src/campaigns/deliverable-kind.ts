import { z } from 'zod'

/**
 * What a milestone asks for (sản phẩm), named after the plans that ask for it (sources 000 to 004). How each is
 * handed in is said once, in `fulfilmentOf`.
 */
export const deliverableKinds = [
  'plan',
  'next-year-plan',
  'responsible-persons',
  'training-record',
  'guidance',
  'issued-documents',
  'council-decision',
  'evidence-register',
  'minutes',
  'approval-decision',
  'self-assessment',
  'self-assessment-report',
  'request',
  'team-decision',
  'visit-plan',
  'external-assessment',
  'nomination-list',
  'recognition-decision',
  'certificate',
  'publication',
  'supervision-minutes',
  'summary-report',
  'mid-year-report',
  'year-end-report',
  'website-link',
  'sector-database-update',
  'data-report',
  'derived-indicator-set',
] as const
export const deliverableKind = z.enum(deliverableKinds)
export type DeliverableKind = z.infer<typeof deliverableKind>

/**
 * - `file`: one or more files, with number and date of the document where it has them
 * - `outline`: a report written in the app along its outline (source 004, Phụ lục I), prefilled; files may be added
 * - `link`: an address on a website, checked that it answers
 * - `confirmation`: a statement that it was done, with its day and a note
 * - `persons`: responsible leader and contact person, kept with the unit
 * - `system`: nobody hands it in; the system sees from its own records that it is done
 */
export const fulfilments = ['file', 'outline', 'link', 'confirmation', 'persons', 'system'] as const
export type Fulfilment = (typeof fulfilments)[number]

export const fulfilmentOf: Record<DeliverableKind, Fulfilment> = {
  plan: 'file',
  'next-year-plan': 'file',
  'responsible-persons': 'persons',
  'training-record': 'file',
  guidance: 'file',
  'issued-documents': 'file',
  'council-decision': 'file',
  'evidence-register': 'system',
  minutes: 'file',
  'approval-decision': 'file',
  'self-assessment': 'system',
  'self-assessment-report': 'outline',
  request: 'system',
  'team-decision': 'file',
  'visit-plan': 'file',
  'external-assessment': 'system',
  'nomination-list': 'file',
  'recognition-decision': 'system',
  certificate: 'system',
  publication: 'system',
  'supervision-minutes': 'file',
  'summary-report': 'file',
  'mid-year-report': 'outline',
  'year-end-report': 'outline',
  'website-link': 'link',
  'sector-database-update': 'confirmation',
  'data-report': 'confirmation',
  'derived-indicator-set': 'system',
}
