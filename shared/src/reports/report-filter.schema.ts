import { z } from 'zod'
import { campaignId } from '../campaigns/campaign.schema.ts'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { indicatorSetId } from '../catalogues/indicator-set.schema.ts'
import { ownership, unitId, unitType } from '../org/unit.schema.ts'
import { day, schoolYear } from '../page.ts'

/** Which of the three columns figures are taken from; they are never mixed in one figure. */
export const reportBases = ['self', 'external', 'recognised'] as const
export type ReportBasis = (typeof reportBases)[number]

/** What every report asks of the units it counts. All figures of one filter are about the same units. */
export const reportFilter = z.object({
  campaignId: campaignId.optional(),
  schoolYear: schoolYear.optional().describe('Every campaign of this year; without year and campaign the newest one'),
  bodyId: unitId.optional().describe('Units that this body assesses, as of the campaign'),
  areaId: z
    .union([unitId, z.literal('direct')])
    .optional()
    .describe(
      'Units in the territory of this managing body, as of the campaign; `direct`: directly under the province',
    ),
  tier: z.enum(['school', 'managing-body']).default('school'),
  unitType: unitType.optional(),
  ownership: z
    .enum([...ownership.options, 'none'])
    .optional()
    .describe('As it was when the unit came into the campaign; `none`: not said'),
  setId: indicatorSetId.optional().describe('Units under this version of an indicator set'),
  asOf: day.optional().describe('What was on record at the end of this day in Asia/Ho_Chi_Minh; now when left out'),
  basis: z
    .enum(reportBases)
    .optional()
    .describe('Left out: the recognised column where any unit has it, else the external one, else that of the schools'),
})
export type ReportFilter = z.output<typeof reportFilter>

/** The steps of the road whose days are counted. */
export const reportSteps = ['self', 'request', 'external', 'decision', 'publication'] as const
export type ReportStep = (typeof reportSteps)[number]
/** `overdue`: missing past its last day; `open`: missing, and there is still time or no last day. */
export const stepOutcomes = ['in-time', 'late', 'overdue', 'open'] as const
export type StepOutcome = (typeof stepOutcomes)[number]

/** Where a score lies between 0 and its maximum: below 50 %, from 50 to 75 %, above 75 %; a condition is met or not. */
export const scoreBands = ['low', 'middle', 'high', 'met', 'unmet', 'none'] as const
export type ScoreBand = (typeof scoreBands)[number]

/** From the self-assessment to the external result. */
export const scoreChanges = ['raised', 'same', 'lowered'] as const
export type ScoreChange = (typeof scoreChanges)[number]

/** The level of this year against that of the year before. `new`: none the year before; `unknown`: none this year. */
export const levelTrends = ['up', 'same', 'down', 'new', 'unknown'] as const
export type LevelTrend = (typeof levelTrends)[number]

const level = z.coerce.number().int().min(1).max(9)
/**
 * The key of a figure: which units it counts. What is left out does not narrow, so the key of a heat table is criterion
 * and body, that of a level only the level.
 */
export const reportFigure = z.object({
  level: z
    .union([z.enum(['none', 'any']), level])
    .optional()
    .describe('`none`: no result in the chosen column; `any`: one is there'),
  selfLevel: level.optional().describe('Level of the self-assessment, whatever the chosen column'),
  externalLevel: level.optional().describe('Level of the external result, whatever the chosen column'),
  step: z.enum(reportSteps).optional(),
  outcome: z
    .enum([...stepOutcomes, 'done'])
    .optional()
    .describe('Of the step; `done`: in time or late'),
  criterion: criterionCode.optional().describe('A group, a criterion or a part of one, of the set that counts'),
  band: z.enum(scoreBands).optional().describe('Of the criterion; `none`: no score. Left out: whoever has a score'),
  change: z
    .enum([...scoreChanges, 'any'])
    .optional()
    .describe('Of the criterion, or of the total where none is named; `any`: both are there'),
  trend: z.enum(levelTrends).optional(),
  before: z
    .union([z.literal('paper'), level])
    .optional()
    .describe('Level of the year before, in the chosen column; `paper`: it was taken over from paper'),
  years: z
    .literal('both')
    .optional()
    .describe('A total, or points of the criterion, in this year and in the one before under the same set'),
})
export type ReportFigure = z.output<typeof reportFigure>
