import {
  campaignId,
  conflictsOf,
  deadlinesOf,
  indicatorSetId,
  newCampaign,
  ownership,
  reportOutline,
  standardOutline,
  unitId,
  unitType,
  weightOf,
  type CampaignProposal,
  type IndicatorSetSummary,
  type NewCampaign,
  type PlanConflict,
  type UnitType,
} from '@thuoc/shared'
import { z } from 'zod'
import { isWhole } from './outline.draft.ts'
import { draftOfMilestone, looselyOf, milestoneDraft, planOfMilestone } from './milestone.draft.ts'

const pickedUnit = z.object({ id: unitId, name: z.string() })
export type PickedUnit = z.infer<typeof pickedUnit>

/** Headings may be without their words while they are being written. */
const outlineDraft = z.array(z.object({ code: z.string(), title: z.string(), parts: z.array(z.string()) }))

/** What has been entered so far; kept in the browser until the campaign is opened or given up. */
export const campaignDraft = z.object({
  title: z.string(),
  schoolYear: z.string(),
  planNumber: z.string(),
  planDate: z.string(),
  /** One set at most for each type: none means that the type does not take part. */
  setOf: z.partialRecord(unitType, indicatorSetId),
  ownerships: z.array(ownership),
  within: z.array(pickedUnit),
  except: z.array(pickedUnit),
  also: z.array(pickedUnit),
  assessors: z.array(z.object({ unit: pickedUnit, assessor: pickedUnit })),
  /** The level wanted under each set; none: the plan names no level. */
  targetOf: z.partialRecord(indicatorSetId, z.int()),
  selfAssessmentDue: z.string(),
  externalAssessmentDue: z.string(),
  milestones: z.array(milestoneDraft),
  reportOutline: outlineDraft,
  /** The outline that it began from. */
  originOutline: reportOutline.default(standardOutline),
  notes: z.string(),
  /** The template or the campaign that it began from, and what it said that the province has to look at. */
  from: z.object({ code: z.string(), title: z.string() }).nullable(),
  hints: z.object({
    missingSets: z.array(z.string()),
    newerSets: z.array(z.object({ code: z.string(), was: z.int(), is: z.int() })),
    bodyPlans: z.int(),
    gone: z.int(),
  }),
  repeats: campaignId.nullable(),
})
export type CampaignDraft = z.infer<typeof campaignDraft>

/** The school year that a day lies in; a new one begins in August. */
export function schoolYearOf(day: string): string {
  const year = Number(day.slice(0, 4))
  const first = Number(day.slice(5, 7)) >= 8 ? year : year - 1
  return `${first}-${first + 1}`
}

/** The year before, this one and the next. */
export function schoolYearsAround(day: string): string[] {
  const first = Number(schoolYearOf(day).slice(0, 4))
  return [first - 1, first, first + 1].map((year) => `${year}-${year + 1}`)
}

export const emptyDraft = (today: string): CampaignDraft => ({
  title: '',
  schoolYear: schoolYearOf(today),
  planNumber: '',
  planDate: '',
  setOf: {},
  ownerships: ['public', 'non-public'],
  within: [],
  except: [],
  also: [],
  assessors: [],
  targetOf: {},
  selfAssessmentDue: '',
  externalAssessmentDue: '',
  milestones: [],
  reportOutline: standardOutline,
  originOutline: standardOutline,
  notes: '',
  from: null,
  hints: { missingSets: [], newerSets: [], bodyPlans: 0, gone: 0 },
  repeats: null,
})

/** A draft from what a template or the campaign of last year proposes; number and date of the plan are yet to come. */
export function draftFrom(proposal: CampaignProposal, from: CampaignDraft['from'], today: string): CampaignDraft {
  const { sets, title, schoolYear, ownerships, within, except, also, assessors, notes, repeats } = proposal
  const known = sets.flatMap(({ set, ...rest }) => (set ? [{ set, ...rest }] : []))
  const setOf = Object.fromEntries(known.flatMap(({ set, unitTypes }) => unitTypes.map((type) => [type, set.id])))
  const targetOf = Object.fromEntries(
    known.flatMap(({ set, targetLevel }) => (targetLevel === null ? [] : [[set.id, targetLevel]])),
  )
  return {
    ...emptyDraft(today),
    ...{ title, schoolYear, ownerships, within, except, also, assessors, notes, repeats, from },
    setOf: campaignDraft.shape.setOf.parse(setOf),
    targetOf: campaignDraft.shape.targetOf.parse(targetOf),
    selfAssessmentDue: proposal.selfAssessmentDue ?? '',
    externalAssessmentDue: proposal.externalAssessmentDue ?? '',
    milestones: proposal.milestones.map(draftOfMilestone),
    reportOutline: proposal.reportOutline,
    originOutline: proposal.reportOutline,
    hints: {
      missingSets: sets.filter(({ set }) => set === null).map(({ code }) => code),
      newerSets: known.flatMap(({ set, was }) => (was ? [{ code: set.code, was: was.version, is: set.version }] : [])),
      bodyPlans: proposal.bodyPlans,
      gone: proposal.gone,
    },
  }
}

/** The two days of the campaign: those of its milestones, else those that were entered. */
export function daysOf(draft: CampaignDraft): { selfAssessmentDue: string; externalAssessmentDue: string } {
  const said = deadlinesOf(draft.milestones.map(looselyOf))
  return {
    selfAssessmentDue: said.selfAssessmentDue ?? draft.selfAssessmentDue,
    externalAssessmentDue: said.externalAssessmentDue ?? draft.externalAssessmentDue,
  }
}

/** What the milestones of the draft contradict themselves in, and what is odd in them. */
export const conflictsIn = ({ schoolYear, milestones }: CampaignDraft): PlanConflict[] =>
  conflictsOf(schoolYear, milestones.map(looselyOf))

/** Sets with the types they are to be used for, in the order in which the types were chosen. */
function assignmentsOf({ setOf, targetOf }: CampaignDraft): NewCampaign['sets'] {
  const chosen = unitType.options.flatMap((type) => {
    const set = setOf[type]
    return set ? [{ type, set }] : []
  })
  return [...Map.groupBy(chosen, ({ set }) => set)].map(([set, types]) => ({
    indicatorSetId: set,
    unitTypes: types.map(({ type }) => type),
    targetLevel: targetOf[set] ?? null,
  }))
}

/** What the API takes, once nothing is missing. */
export function requestOf(draft: CampaignDraft): NewCampaign | null {
  const milestones = draft.milestones.map(planOfMilestone)
  if (milestones.includes(null)) return null
  const checked = newCampaign.safeParse({
    title: draft.title,
    schoolYear: draft.schoolYear,
    planNumber: draft.planNumber.trim() || null,
    planDate: draft.planDate || null,
    sets: assignmentsOf(draft),
    ...daysOf(draft),
    milestones,
    reportOutline: draft.reportOutline,
    notes: draft.notes,
    repeats: draft.repeats,
    participation: {
      ownerships: draft.ownerships,
      withinUnitIds: draft.within.map(({ id }) => id),
      exceptUnitIds: draft.except.map(({ id }) => id),
      alsoUnitIds: draft.also.map(({ id }) => id),
    },
    assessors: draft.assessors.map(({ unit, assessor }) => ({ unitId: unit.id, assessorUnitId: assessor.id })),
  })
  return checked.success ? checked.data : null
}

export const steps = ['plan', 'units', 'sets', 'dates', 'review'] as const
export type Step = (typeof steps)[number]

export type DraftFault =
  | 'title-short'
  | 'plan-after-dates'
  | 'outline-incomplete'
  | 'no-set'
  | 'no-ownership'
  | 'no-self-due'
  | 'no-external-due'
  | 'self-due-past'
  | 'external-before-self'
  | 'milestone-incomplete'
  | 'milestone-faulty'
  | 'milestone-conflict'

/** Shown, yet no hindrance: past campaigns may be entered afterwards. */
const warnings: readonly DraftFault[] = ['plan-after-dates', 'self-due-past', 'milestone-conflict']
export const isHindrance = (fault: DraftFault): boolean => !warnings.includes(fault)

/** What is missing or odd in a draft, by the step where it is mended. */
export function faultsOfDraft(draft: CampaignDraft, today: string): Record<Step, DraftFault[]> {
  const { title, planDate, setOf, ownerships } = draft
  const { selfAssessmentDue: self, externalAssessmentDue: external } = daysOf(draft)
  const weights = new Set(conflictsIn(draft).map(({ rule }) => weightOf[rule]))
  const when = (holds: boolean, fault: DraftFault): DraftFault[] => (holds ? [fault] : [])
  return {
    plan: [
      ...when(title.trim().length < 5, 'title-short'),
      ...when(planDate !== '' && self !== '' && planDate > self, 'plan-after-dates'),
      ...when(!isWhole(draft.reportOutline), 'outline-incomplete'),
    ],
    units: when(ownerships.length === 0, 'no-ownership'),
    sets: when(Object.keys(setOf).length === 0, 'no-set'),
    dates: [
      ...when(self === '', 'no-self-due'),
      ...when(external === '', 'no-external-due'),
      ...when(self !== '' && self < today, 'self-due-past'),
      ...when(self !== '' && external !== '' && external < self, 'external-before-self'),
      ...when(draft.milestones.map(planOfMilestone).includes(null), 'milestone-incomplete'),
      ...when(weights.has('fault'), 'milestone-faulty'),
      ...when(weights.has('conflict'), 'milestone-conflict'),
    ],
    review: [],
  }
}

/** Uses `set` for exactly these types; a type that had another set changes over. */
export function assignSet(draft: CampaignDraft, set: IndicatorSetSummary, types: readonly UnitType[]): CampaignDraft {
  const others = Object.entries(draft.setOf).filter(([, id]) => id !== set.id)
  const own = types.map((type) => [type, set.id] as const)
  return { ...draft, setOf: campaignDraft.shape.setOf.parse(Object.fromEntries([...others, ...own])) }
}

/** What the browser kept, where it still fits. */
export function recallDraft(text: string | null): CampaignDraft | null {
  if (text === null) return null
  try {
    return campaignDraft.parse(JSON.parse(text))
  } catch {
    return null
  }
}
