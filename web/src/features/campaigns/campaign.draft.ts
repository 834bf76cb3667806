import {
  indicatorSetId,
  newCampaign,
  ownership,
  unitId,
  unitType,
  type IndicatorSetSummary,
  type NewCampaign,
  type UnitType,
} from '@thuoc/shared'
import { z } from 'zod'

const pickedUnit = z.object({ id: unitId, name: z.string() })
export type PickedUnit = z.infer<typeof pickedUnit>

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
  assessors: z.array(z.object({ unit: pickedUnit, assessor: pickedUnit })),
  selfAssessmentDue: z.string(),
  externalAssessmentDue: z.string(),
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
  assessors: [],
  selfAssessmentDue: '',
  externalAssessmentDue: '',
})

/** Sets with the types they are to be used for, in the order in which the types were chosen. */
function assignmentsOf({ setOf }: CampaignDraft): NewCampaign['sets'] {
  const chosen = unitType.options.flatMap((type) => {
    const set = setOf[type]
    return set ? [{ type, set }] : []
  })
  return [...Map.groupBy(chosen, ({ set }) => set)].map(([set, types]) => ({
    indicatorSetId: set,
    unitTypes: types.map(({ type }) => type),
  }))
}

/** What the API takes, once nothing is missing. */
export function requestOf(draft: CampaignDraft): NewCampaign | null {
  const checked = newCampaign.safeParse({
    title: draft.title,
    schoolYear: draft.schoolYear,
    planNumber: draft.planNumber.trim() || null,
    planDate: draft.planDate || null,
    sets: assignmentsOf(draft),
    selfAssessmentDue: draft.selfAssessmentDue,
    externalAssessmentDue: draft.externalAssessmentDue,
    participation: {
      ownerships: draft.ownerships,
      withinUnitIds: draft.within.map(({ id }) => id),
      exceptUnitIds: draft.except.map(({ id }) => id),
    },
    assessors: draft.assessors.map(({ unit, assessor }) => ({ unitId: unit.id, assessorUnitId: assessor.id })),
  })
  return checked.success ? checked.data : null
}

export const steps = ['plan', 'sets', 'units', 'dates', 'review'] as const
export type Step = (typeof steps)[number]

export type DraftFault =
  | 'title-short'
  | 'plan-after-dates'
  | 'no-set'
  | 'no-ownership'
  | 'no-self-due'
  | 'no-external-due'
  | 'self-due-past'
  | 'external-before-self'

/** Shown, yet no hindrance: past campaigns may be entered afterwards. */
const warnings: readonly DraftFault[] = ['plan-after-dates', 'self-due-past']
export const isHindrance = (fault: DraftFault): boolean => !warnings.includes(fault)

/** What is missing or odd in a draft, by the step where it is mended. */
export function faultsOfDraft(draft: CampaignDraft, today: string): Record<Step, DraftFault[]> {
  const { title, planDate, setOf, ownerships, selfAssessmentDue: self, externalAssessmentDue: external } = draft
  const when = (holds: boolean, fault: DraftFault): DraftFault[] => (holds ? [fault] : [])
  return {
    plan: [
      ...when(title.trim().length < 5, 'title-short'),
      ...when(planDate !== '' && self !== '' && planDate > self, 'plan-after-dates'),
    ],
    sets: when(Object.keys(setOf).length === 0, 'no-set'),
    units: when(ownerships.length === 0, 'no-ownership'),
    dates: [
      ...when(self === '', 'no-self-due'),
      ...when(external === '', 'no-external-due'),
      ...when(self !== '' && self < today, 'self-due-past'),
      ...when(self !== '' && external !== '' && external < self, 'external-before-self'),
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
