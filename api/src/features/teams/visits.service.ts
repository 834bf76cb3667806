import {
  dayOf,
  stageOf,
  type AssessmentTeamId,
  type CampaignUnitId,
  type NewVisit,
  type SubmissionId,
  type Visit,
  type VisitChange,
  type VisitId,
  type VisitPlan,
  type VisitsOfFile,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Tx } from '../../platform/db/client.ts'
import { Problem } from '../../platform/problem.ts'
import { addEvents } from './events.repository.ts'
import { membersOf } from './seating.service.ts'
import { tellNotGoing, tellVisit, type VisitTold } from './team-notices.ts'
import { lockUnit, teamOf } from './team-units.repository.ts'
import { mayPlan, requireFound, requireStanding } from './teams.policy.ts'
import { find, lock, type TeamRow } from './teams.repository.ts'
import { warningsAmong } from './visit-warnings.service.ts'
import { visitsOfFile } from './visits-of-file.service.ts'
import { differences, present, valuesOf } from './visits.present.ts'
import * as repository from './visits.repository.ts'

export type VisitsService = ReturnType<typeof createVisitsService>

/** When a team examines files and visits units. */
export function createVisitsService({ db, now }: { db: Db; now: () => Date }) {
  async function list(actor: Actor, id: AssessmentTeamId): Promise<{ items: Visit[] }> {
    const team = requireFound(await find(db, actor, id))
    const rows = await repository.listOfTeam(db, id)
    const warnings = await warningsAmong(db, rows)
    return { items: rows.map((row) => present(row, mayAct(actor, team), warnings.get(row.id) ?? [], now())) }
  }

  /** The team of a visit that the actor may plan. @throws Problem `team.not-found`, `access.denied`, `team.dissolved` */
  async function requirePlanner(tx: Tx, actor: Actor, id: AssessmentTeamId): Promise<TeamRow> {
    const team = requireFound(await lock(tx, actor, id))
    if (!mayPlan(actor, team)) throw new Problem('access.denied')
    return requireStanding(team)
  }

  async function requireSound(tx: Tx, team: TeamRow, plan: VisitPlan) {
    if (Date.parse(plan.endsAt) <= Date.parse(plan.startsAt)) throw new Problem('visit.times-out-of-order')
    if (plan.kind === 'on-site' && plan.place === '') throw new Problem('visit.place-missing')
    const members = new Set((await membersOf(tx, team)).map(({ personId }) => personId))
    const strange = plan.personIds.filter((personId) => !members.has(personId))
    if (strange.length > 0)
      throw new Problem('visit.person-unfit', {
        errors: strange.map((personId) => ({ path: personId, message: 'visit.person-unfit' })),
      })
  }

  /** Warnings are looked at before they are passed over. @throws Problem `visit.warned`, each by its code */
  async function finished(
    tx: Tx,
    actor: Actor,
    id: VisitId,
    told: { kind: VisitTold['kind']; confirmed: boolean },
    at: Date,
  ): Promise<Visit> {
    const row = requireVisit(await repository.findVisit(tx, id))
    const warnings = (await warningsAmong(tx, [row])).get(id) ?? []
    if (warnings.length > 0 && !told.confirmed)
      throw new Problem('visit.warned', {
        errors: warnings.map(({ code, name, day }) => ({
          path: code,
          message: name ?? day ?? '',
        })),
      })
    await tell(tx, actor, row, told.kind, at)
    return present(row, true, warnings, at)
  }

  const tell = (tx: Tx, actor: Actor, row: repository.VisitRow, kind: VisitTold['kind'], at: Date) =>
    tellVisit(
      tx,
      actor,
      {
        ...{ kind, id: row.id, teamId: row.team.id, submissionId: row.submissionId, unit: row.unit },
        ...{ startsAt: row.startsAt, place: row.place, reason: row.cancelReason ?? '' },
        people: row.people.map(({ personId }) => personId),
      },
      at,
    )

  const plan = (actor: Actor, id: AssessmentTeamId, { campaignUnitId, ...wanted }: NewVisit): Promise<Visit> =>
    db.transaction(async (tx) => {
      const team = await requirePlanner(tx, actor, id)
      await requireUnit(tx, id, campaignUnitId)
      await requireSound(tx, team, wanted)
      const visitId = await repository.insertVisit(
        tx,
        { teamId: id, campaignUnitId },
        valuesOf(wanted),
        wanted.personIds,
      )
      const at = now()
      await addEvents(tx, actor, [{ teamId: id, campaignUnitId, visitId, action: 'visit-planned' }], at)
      return finished(tx, actor, visitId, { kind: 'visit-planned', confirmed: wanted.confirmed }, at)
    })

  /** A visit that can still be changed, by whoever may. */
  async function requirePlanned(tx: Tx, actor: Actor, id: VisitId, version: number) {
    // The team first, as `plan` does: two who hold them the other way round would wait for each other.
    const found = requireVisit(await repository.findVisit(tx, id))
    const team = await lock(tx, actor, found.team.id)
    if (!team) throw new Problem('visit.not-found')
    if (!mayPlan(actor, team)) throw new Problem('access.denied')
    const row = requireVisit(await repository.lockVisit(tx, id))
    if (row.version !== version) throw new Problem('visit.stale')
    if (row.status !== 'planned') throw new Problem('visit.wrong-state')
    return { row, team }
  }

  const change = (actor: Actor, id: VisitId, { version, ...wanted }: VisitChange): Promise<Visit> =>
    db.transaction(async (tx) => {
      const { row, team } = await requirePlanned(tx, actor, id, version)
      await requireSound(tx, team, wanted)
      await repository.updateVisit(tx, id, valuesOf(wanted), wanted.personIds)
      const at = now()
      const changes = differences(row, wanted)
      const { campaignUnitId } = row
      await addEvents(
        tx,
        actor,
        [{ teamId: team.id, campaignUnitId, visitId: id, action: 'visit-changed', changes }],
        at,
      )
      // Whoever does not go any more is told as well.
      const gone = row.people.map(({ personId }) => personId).filter((one) => !wanted.personIds.includes(one))
      await tellNotGoing(tx, actor, row, gone, at)
      return finished(tx, actor, id, { kind: 'visit-changed', confirmed: wanted.confirmed }, at)
    })

  const cancel = (
    actor: Actor,
    id: VisitId,
    { version, reason }: { version: number; reason: string },
  ): Promise<Visit> =>
    db.transaction(async (tx) => {
      const { row, team } = await requirePlanned(tx, actor, id, version)
      await repository.setVisitState(tx, id, { status: 'cancelled', cancelReason: reason })
      const at = now()
      const { campaignUnitId } = row
      await addEvents(
        tx,
        actor,
        [{ teamId: team.id, campaignUnitId, visitId: id, action: 'visit-cancelled', reason }],
        at,
      )
      return finished(tx, actor, id, { kind: 'visit-cancelled', confirmed: true }, at)
    })

  const done = (actor: Actor, id: VisitId, { version }: { version: number }): Promise<Visit> =>
    db.transaction(async (tx) => {
      const { row, team } = await requirePlanned(tx, actor, id, version)
      const at = now()
      if (dayOf(row.startsAt) > dayOf(at)) throw new Problem('visit.not-begun')
      await repository.setVisitState(tx, id, { status: 'done' })
      const { campaignUnitId } = row
      await addEvents(tx, actor, [{ teamId: team.id, campaignUnitId, visitId: id, action: 'visit-done' }], at)
      return present(requireVisit(await repository.findVisit(tx, id)), true, [], at)
    })

  const listOfFile = (actor: Actor, id: SubmissionId): Promise<VisitsOfFile> => visitsOfFile(db, actor, id, now())

  return { list, listOfFile, plan, change, cancel, done }
}

const mayAct = (actor: Actor, team: TeamRow) => team.dissolvedAt === null && mayPlan(actor, team)

/** Hidden and missing visits answer alike. */
function requireVisit(row: repository.VisitRow | undefined): repository.VisitRow {
  if (!row) throw new Problem('visit.not-found')
  return row
}

async function requireUnit(tx: Tx, id: AssessmentTeamId, unit: CampaignUnitId) {
  const file = (await teamOf(tx, unit)) === id ? await lockUnit(tx, unit) : undefined
  if (!file) throw new Problem('campaign-unit.not-found')
  if (stageOf(file.status) === 'over') throw new Problem('team.unit-over')
}
