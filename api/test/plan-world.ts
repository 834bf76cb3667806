import { dayOf, tierOf, type Role, type UnitType } from '@thuoc/shared'
import type { UnitRow } from '../src/features/org/index.ts'
import { aUnit } from './factories.ts'
import type { testApi } from './harness.ts'
import type { Crew, CrewOf } from './plan-files.ts'
import { ok, type Person } from './road.ts'

type Tester = ReturnType<typeof testApi>

/** A clock that stands until it is set; given to the application as its own. */
export function aClock(first: string) {
  let at = new Date(first)
  return {
    now: () => at,
    /** 09:00 in Vietnam on a day, or the very moment. */
    set: (when: string) => {
      at = new Date(when.length === 10 ? `${when}T09:00:00+07:00` : when)
    },
    today: () => dayOf(at),
  }
}
export type Clock = ReturnType<typeof aClock>

/** Managing bodies of one kind, each with schools of these kinds, and units directly under the province. */
export type Shape = { body: UnitType; schools: UnitType[][]; direct?: UnitType[] }

/** An invented province of that shape, and its people: somebody who does the work and somebody who signs in every unit. */
export async function aPlanProvince({ api, as }: Tester, { body, schools, direct = [] }: Shape) {
  const province = await aUnit(api.db, api.world.root, { type: 'province', name: 'Sở GDĐT Minh Hoạ Mới' })
  const units = new Map<string, UnitRow>([[province.id, province]])
  const under = async (parent: UnitRow, over: Parameters<typeof aUnit>[2]) => {
    const unit = await aUnit(api.db, parent, over)
    units.set(unit.id, unit)
    return unit
  }
  for (const [at, types] of schools.entries()) {
    const office = await under(province, { type: body, name: `Phòng Minh Hoạ ${at + 1}` })
    for (const type of types) await under(office, { type })
  }
  for (const type of direct) await under(province, { type })

  const roles: Record<string, [Role, Role]> = {
    province: ['province-officer', 'province-leader'],
    'managing-body': ['managing-body-officer', 'managing-body-leader'],
    school: ['school-staff', 'school-head'],
  }
  const crews = new Map<string, Promise<Crew>>()
  async function hire(id: string): Promise<Crew> {
    const unit = units.get(id)
    const [staff, head] = roles[unit ? tierOf[unit.type] : ''] ?? []
    if (!unit || !staff || !head) throw new Error('A unit of another province')
    return { staff: await as(staff, unit), head: await as(head, unit) }
  }
  const crewOf: CrewOf = ({ id }) => {
    const crew = crews.get(id) ?? hire(id)
    crews.set(id, crew)
    return crew
  }
  return { province, units: [...units.values()], crewOf, planner: (await crewOf(province)).head }
}

type Proposed = { set: { id: string } | null; unitTypes: string[]; targetLevel: number | null }
/** What the app sends when nothing of a proposal is changed. */
export const requestOf = (proposal: Record<string, unknown> & { sets: Proposed[]; ownerships: string[] }) => {
  const { title, schoolYear, selfAssessmentDue, externalAssessmentDue, milestones, reportOutline, notes, repeats } =
    proposal
  return {
    ...{ title, schoolYear, selfAssessmentDue, externalAssessmentDue, milestones, reportOutline, notes, repeats },
    planNumber: null,
    planDate: null,
    sets: proposal.sets.map(({ set, unitTypes, targetLevel }) => ({ indicatorSetId: set?.id, unitTypes, targetLevel })),
    participation: { ownerships: proposal.ownerships, withinUnitIds: [], exceptUnitIds: [] },
    assessors: [],
  }
}

/** The campaign of one school year, exactly as its template proposes it. */
export async function openedFrom(planner: Person, template: string, schoolYear: string) {
  const proposal = await ok(planner.get(`/campaign-templates/${template}?schoolYear=${schoolYear}`))
  return ok(planner.post('/campaigns', requestOf(proposal)))
}
