import { z } from 'zod'
import { campaignUnitId } from '../campaigns/campaign.schema.ts'
import { criterionCode, evidenceKind, largestFigure } from '../catalogues/criterion.schema.ts'
import { moment } from '../page.ts'

export const evidenceId = z.uuid().brand<'EvidenceId'>()
export type EvidenceId = z.infer<typeof evidenceId>

const title = z.string().trim().min(1).max(300)
/** Only web addresses; nothing that a browser would run. */
export const webAddress = z.url({ protocol: /^https?$/ }).max(2000)
/** `https://moet.gov.vn@elsewhere.vn` leads elsewhere; signs that turn the direction of reading hide where. */
const leadsWhereItSays = (text: string) => !/^[^/]*\/\/[^/?#]*@/.test(text) && !/[\p{Cc}\p{Cf}]/u.test(text)
/** An address somebody gives for others to open. */
export const givenAddress = webAddress.refine(leadsWhereItSays, 'No user name, password or invisible characters')

const decimals = 6
/** A figure as evidence: how much of what, and from which system, register or list. */
const figure = z.object({
  value: z
    .number()
    .min(0)
    .max(largestFigure)
    // With the largest figure that makes fifteen digits, which a JSON number still carries exactly.
    .refine((value) => Number(value.toFixed(decimals)) === value, 'At most six decimals')
    .describe('At most six decimals; more are refused, never rounded'),
  unit: z.string().trim().max(60),
  source: z.string().trim().min(2).max(300),
})

/** One piece of evidence of a unit in a campaign, with its code and the criteria it is linked to. */
export const evidence = z
  .object({
    id: evidenceId,
    campaignUnitId,
    code: z.string().describe('By the scheme of the set: [H1-1.3-01] or MC.1.3.01'),
    kind: evidenceKind,
    title,
    criteria: z.array(criterionCode),
    url: webAddress.nullable(),
    file: z
      .object({
        name: z.string(),
        size: z.int(),
        mediaType: z.string(),
        sha256: z.string(),
      })
      .nullable(),
    figure: figure.nullable(),
    addedBy: z.string(),
    addedAt: moment,
    actions: z.array(z.enum(['remove', 'link', 'rename'])),
  })
  .meta({ id: 'Evidence' })
export type Evidence = z.infer<typeof evidence>

export const newLink = z.object({
  criterion: criterionCode,
  title,
  url: givenAddress,
})
export type NewLink = z.infer<typeof newLink>
export const newFigure = z.object({ criterion: criterionCode, title, figure })
export type NewFigure = z.infer<typeof newFigure>
/** Fields that travel beside the file in multipart/form-data, before it. */
export const newFileFields = z.object({ criterion: criterionCode, title: title.optional() })
export type NewFileFields = z.infer<typeof newFileFields>
