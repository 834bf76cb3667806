import { z } from 'zod'
import { campaignId, campaignUnitId } from '../campaigns/campaign.schema.ts'
import { criterionKinds } from '../catalogues/criterion.schema.ts'
import { setMark } from '../catalogues/indicator-set.schema.ts'
import { decimal, signedDecimal } from '../decimal.ts'
import { ownership, unitId, unitSummary, unitType } from '../org/unit.schema.ts'
import { day, moment, pageQuery } from '../page.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import { submissionStatus } from '../submissions/submission.workflow.ts'
import {
  levelTrends,
  reportBases,
  reportSteps,
  scoreBands,
  scoreChanges,
  stepOutcomes,
} from './report-filter.schema.ts'

const campaignMark = z.object({ id: campaignId, title: z.string(), schoolYear: z.string() })
const levelName = z.object({ level: z.int(), name: z.string() })

/** What a report is about, said with every reply: nobody has to guess what was counted. */
export const reportScope = z
  .object({
    schoolYear: z.string().nullable().describe('Null: no campaign is there to be seen'),
    campaigns: z.array(campaignMark),
    asOf: day,
    at: moment,
    basis: z.enum(reportBases),
    units: z.int().describe('Units that were counted, with and without a result'),
    results: z.object({ self: z.int(), external: z.int(), recognised: z.int() }).describe('Of those, with a result'),
    sets: z.array(setMark.extend({ maximum: decimal, units: z.int() })).describe('The most used first'),
    levels: z.array(levelName),
  })
  .meta({ id: 'ReportScope' })
export type ReportScope = z.infer<typeof reportScope>

/** How many units stand at each level; `null`: no result. The counts sum to `units`. */
const levelCounts = z.array(z.object({ level: z.int().nullable(), count: z.int() }))
const meanTotal = decimal
  .nullable()
  .describe('Mean total of those with a result; null where sets differ in their maximum')
export const reportParts = ['body', 'area', 'type', 'ownership', 'campaign'] as const
export type ReportPart = (typeof reportParts)[number]
/** A province has all its parts on one page; of the whole country nobody looks at three thousand at once. */
export const reportPartsLimit = 200
/** Which parts of a table, by name. */
export const partsQuery = pageQuery.extend({
  limit: pageQuery.shape.limit.describe(`Parts on a page; default ${reportPartsLimit}`),
})
const nextParts = z.string().nullable().describe('Where the next parts begin; what is told of all units is of all')
export const reportLevels = z
  .object({
    scope: reportScope,
    levels: levelCounts,
    mean: meanTotal,
    parts: z.array(
      z.object({ key: z.string(), name: z.string(), units: z.int(), levels: levelCounts, mean: meanTotal }),
    ),
    nextCursor: nextParts,
  })
  .meta({ id: 'ReportLevels' })
export type ReportLevels = z.infer<typeof reportLevels>

const node = z.object({
  code: z.string(),
  title: z.string(),
  kind: z.enum(['group', ...criterionKinds]),
  depth: z.int().describe('0: a group'),
  maximum: decimal,
})
export type ReportNode = z.infer<typeof node>
const counted = <const K extends readonly [string, ...string[]]>(keys: K) => z.record(z.enum(keys), z.int())

export const nodeScores = node.extend({
  count: z.int().describe('Units with a score, or with an answer to a condition'),
  mean: decimal.nullable(),
  median: decimal.nullable(),
  lowerQuartile: decimal.nullable(),
  upperQuartile: decimal.nullable(),
  share: decimal.nullable().describe('Mean in per cent of the maximum; of a condition the per cent that meet it'),
  bands: counted(scoreBands),
})
export type NodeScores = z.infer<typeof nodeScores>
export const reportScores = z
  .object({
    ...{ scope: reportScope, set: setMark.nullable(), units: z.int(), nodes: z.array(nodeScores) },
    strongest: z.array(z.string()).describe('Codes of the criteria with the highest share, at most three'),
    weakest: z.array(z.string()),
  })
  .meta({ id: 'ReportScores' })
export type ReportScores = z.infer<typeof reportScores>

export const reportProgress = z
  .object({
    scope: reportScope,
    steps: z.array(z.object({ step: z.enum(reportSteps), outcomes: counted(stepOutcomes) })),
    bodies: z.array(
      z.object({
        body: unitSummary,
        units: z.int(),
        steps: z.record(z.enum(reportSteps), counted(stepOutcomes)),
      }),
    ),
    nextCursor: nextParts,
  })
  .meta({ id: 'ReportProgress' })
export type ReportProgress = z.infer<typeof reportProgress>

const compared = {
  count: z.int().describe('Units with both'),
  self: decimal.nullable(),
  external: decimal.nullable(),
  difference: signedDecimal.nullable().describe('Mean of external less self'),
  changes: counted(scoreChanges),
}
export const reportComparison = z
  .object({
    scope: reportScope,
    set: setMark.nullable(),
    total: z.object(compared),
    levels: z.array(z.object({ self: z.int(), external: z.int(), count: z.int() })),
    nodes: z.array(node.extend(compared)),
  })
  .meta({ id: 'ReportComparison' })
export type ReportComparison = z.infer<typeof reportComparison>

export const reportYears = z
  .object({
    scope: reportScope,
    previousYear: z.string().nullable(),
    trends: counted(levelTrends).describe('They sum to the units of this year'),
    fromPaper: z.int().describe('Of last year’s results compared with, those taken over from paper'),
    matrix: z.array(z.object({ before: z.int(), now: z.int(), count: z.int() })),
    totals: z
      .object({
        count: z.int(),
        before: decimal.nullable(),
        now: decimal.nullable(),
        difference: signedDecimal.nullable(),
      })
      .describe('Of units with a total in both years under the same set'),
    nodes: z.array(
      node.extend({
        count: z.int(),
        before: decimal.nullable(),
        now: decimal.nullable(),
        difference: signedDecimal.nullable(),
      }),
    ),
    years: z
      .array(z.object({ schoolYear: z.string(), units: z.int(), levels: levelCounts }))
      .describe('Every year on record, the oldest first'),
  })
  .meta({ id: 'ReportYears' })
export type ReportYears = z.infer<typeof reportYears>

/** Of each part its mean in per cent of the maximum, criterion by criterion. */
export const reportHeat = z
  .object({
    scope: reportScope,
    set: setMark.nullable(),
    nodes: z.array(node),
    rows: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        units: z.int(),
        cells: z.array(
          z.object({ code: z.string(), count: z.int(), mean: decimal.nullable(), share: decimal.nullable() }),
        ),
        strongest: z.array(z.string()).describe('Codes of the criteria with the highest share, at most three'),
        weakest: z.array(z.string()),
      }),
    ),
    nextCursor: nextParts,
  })
  .meta({ id: 'ReportHeat' })
export type ReportHeat = z.infer<typeof reportHeat>

const column = z.object({ level: z.int(), total: decimal }).nullable()
/** One unit in one campaign, behind a figure. */
export const reportUnit = z
  .object({
    campaignUnitId,
    submissionId,
    campaign: campaignMark,
    unit: unitSummary,
    ownership: ownership.nullable(),
    body: unitSummary,
    status: submissionStatus.describe('As of the day of the report'),
    self: column,
    external: column,
    recognised: column,
    level: z.int().nullable().describe('In the chosen column'),
    total: decimal.nullable(),
    maximum: decimal,
    rank: z.int().nullable().describe('By level, then by total in per cent of the maximum; equals share a rank'),
    steps: z.record(z.enum(reportSteps), z.enum(stepOutcomes)),
    decision: z.object({ number: z.string(), date: day, certificate: z.string() }).nullable(),
    publishedOn: day.nullable(),
    score: decimal.nullable().describe('Of the criterion of the figure, in the chosen column'),
    met: z.boolean().nullable().describe('The same of a condition'),
    difference: signedDecimal.nullable().describe('External less self, of the criterion or of the total'),
    before: z.int().nullable().describe('Level of the year before, where the figure is about years'),
  })
  .meta({ id: 'ReportUnit' })
export type ReportUnit = z.infer<typeof reportUnit>

export const reportUnits = z
  .object({
    scope: reportScope,
    total: z.int().describe('Exactly the figure'),
    items: z.array(reportUnit),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'ReportUnits' })
export type ReportUnits = z.infer<typeof reportUnits>

/** What can be chosen in a filter: what the units of the year are. */
export const reportChoices = z
  .object({
    campaigns: z.array(campaignMark.extend({ units: z.int() })),
    years: z.array(z.string()),
    bodies: z.array(unitSummary),
    areas: z.array(z.object({ id: unitId, name: z.string() })),
    types: z.array(unitType),
    sets: z.array(setMark),
    tiers: z.array(z.enum(['school', 'managing-body'])),
    morePlaces: z
      .boolean()
      .describe(
        'Of so many units only what is near the chosen body and area is listed: choose a campaign for all of it',
      ),
  })
  .meta({ id: 'ReportChoices' })
export type ReportChoices = z.infer<typeof reportChoices>
