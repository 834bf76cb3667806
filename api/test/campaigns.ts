import { beforeAll } from 'vitest'
import type { UnitRow } from '../src/features/org/index.ts'
import type { testApi } from './harness.ts'
import { ok, shortSet } from './road.ts'

type Tester = ReturnType<typeof testApi>
type Client = Awaited<ReturnType<Tester['as']>>
type Listed = { id: string; version: number; unit: UnitRow; assessor: UnitRow; actions: string[] }

export const schoolTypes = ['primary', 'lower-secondary', 'upper-secondary']

/** A milestone as the API takes it: a task of schools that asks for a plan. */
export const aMilestone = (over: object = {}) => ({
  tier: 'school',
  code: 'III.0',
  task: 'Kế hoạch tự đánh giá',
  startsOn: null,
  dueOn: null,
  deliverables: ['plan'],
  required: true,
  lateness: 'mark',
  reminderDays: [],
  ...over,
})

/** A province that plans campaigns: with a set for schools, one for the bodies that manage them, and a draft. */
export function aPlanningProvince({ as }: Tester) {
  const made = {} as { planner: Client; schools: { id: string }; bodies: { id: string }; draft: { id: string } }
  beforeAll(async () => {
    const planner = await as('province-officer')
    const published = async (definition: object) => {
      const set = await ok(planner.post('/indicator-sets', definition))
      return ok(planner.post(`/indicator-sets/${set.id}/publish`, { revision: set.revision }))
    }
    Object.assign(made, {
      planner,
      schools: await published(shortSet('MAU-TRUONG')),
      bodies: await published({ ...shortSet('MAU-CQQL'), appliesTo: ['district-office', 'commune-office'] }),
      draft: await ok(planner.post('/indicator-sets', shortSet('MAU-NHAP'))),
    })
  })

  let serial = 0
  /** The body of a plan with a title of its own, for every school of the province. */
  const plan = (over: object = {}) => ({
    title: `Kế hoạch đánh giá ${(serial += 1)}`,
    schoolYear: '2026-2027',
    planNumber: '123/KH-SGDĐT',
    planDate: '2026-11-20',
    sets: [{ indicatorSetId: made.schools.id, unitTypes: schoolTypes }],
    selfAssessmentDue: '2027-01-31',
    externalAssessmentDue: '2027-03-31',
    participation: { ownerships: ['public', 'non-public'], withinUnitIds: [], exceptUnitIds: [] },
    assessors: [],
    ...over,
  })
  /** The part of a plan that says who takes part. */
  const within = (over: object) => ({ participation: { ...plan().participation, ...over } })
  const opened = (over: object = {}, by: Client = made.planner) => ok(by.post('/campaigns', plan(over)))
  const unitsOf = async ({ id }: { id: string }, by: Client = made.planner): Promise<Listed[]> =>
    (await ok(by.get(`/campaigns/${id}/units?limit=200`))).items
  const namesOf = (units: Listed[]) => units.map(({ unit }) => unit.name)
  return { made, plan, within, opened, unitsOf, namesOf }
}
