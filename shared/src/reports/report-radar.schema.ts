import { z } from 'zod'
import { setMark } from '../catalogues/indicator-set.schema.ts'
import { decimal } from '../decimal.ts'
import { unitSummary } from '../org/unit.schema.ts'
import { reportBases } from './report-filter.schema.ts'
import { campaignId } from '../campaigns/campaign.schema.ts'

/** A mean over fewer units than this is withheld: one of them could be read from it. */
export const leastOfMean = 3

/** Of whom a mean is: how many had a result, and whether it is told. */
const meanOf = z.object({ count: z.int().nullable().describe('Null where withheld'), withheld: z.boolean() })

/** One unit beside itself last year and the means of its managing body and its province, of units of its type. */
export const reportRadar = z
  .object({
    unit: unitSummary,
    campaigns: z.array(z.object({ id: campaignId, title: z.string(), schoolYear: z.string() })),
    campaignId: campaignId.nullable(),
    set: setMark.nullable(),
    basis: z.enum(reportBases),
    level: z.int().nullable(),
    total: decimal.nullable(),
    maximum: decimal.nullable(),
    before: z.object({ schoolYear: z.string(), level: z.int().nullable(), total: decimal.nullable() }).nullable(),
    body: meanOf.extend({ name: z.string() }),
    province: meanOf.extend({ name: z.string() }),
    axes: z.array(
      z.object({
        code: z.string(),
        title: z.string(),
        depth: z.int().describe('0: a group'),
        maximum: decimal,
        own: decimal.nullable(),
        before: decimal.nullable(),
        body: decimal.nullable(),
        province: decimal.nullable(),
      }),
    ),
  })
  .meta({ id: 'ReportRadar' })
export type ReportRadar = z.infer<typeof reportRadar>
