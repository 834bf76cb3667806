import {
  dayOf,
  phaseOf,
  stageOf,
  statusesIn,
  type AssessableUnit,
  type AssessmentTeam,
  type AssessmentTeamId,
  type Assigned,
  type Assignment,
  type CampaignId,
  type CampaignUnitId,
  type Page,
  type TeamUnit,
} from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, textKey, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { lockMany, type SubmissionRow } from '../submissions/index.ts'
import { addEvents } from './events.repository.ts'
import { membersOf, seatAgain, seatAt, seatsFor } from './seating.service.ts'
import { tellAssigned } from './team-notices.ts'
import * as repository from './team-units.repository.ts'
import { isOrganiser, requireFound, requireOrganiser, requireStanding } from './teams.policy.ts'
import { presentConflict } from './teams.present.ts'
import { find, lock, type TeamRow } from './teams.repository.ts'
import type { TeamsService } from './teams.service.ts'
import { callOffAll } from './visits.repository.ts'

export type AssignmentService = ReturnType<typeof createAssignmentService>

/** Those of the participating units where somebody has scored, judged or asked from outside. */
export type Begun = (db: Queryable, units: readonly CampaignUnitId[]) => Promise<ReadonlySet<CampaignUnitId>>

type Ports = { db: Db; begun: Begun; teams: Pick<TeamsService, 'get' | 'requireCampaign'>; now: () => Date }
type Code = Assigned['refused'][number]['code']
const liveStatuses = statusesIn('waiting', 'open')

/** Which team assesses which units. */
export function createAssignmentService({ db, begun, teams, now }: Ports) {
  type Asked = PageRequest & { q?: string | undefined; without?: boolean | undefined }
  async function listAssessable(
    actor: Actor,
    campaignId: CampaignId,
    query: Asked,
  ): Promise<Page<AssessableUnit> & { total: number; without: number }> {
    await teams.requireCampaign(db, actor, campaignId)
    const place = { campaignId, assessor: actor.unitId }
    const after = decodeCursor(query.cursor, textKey)
    const rows = await repository.listAssessable(db, place, { ...query, after, limit: query.limit ?? defaultLimit })
    const scored = await begun(
      db,
      rows.map(({ campaignUnitId }) => campaignUnitId),
    )
    const shown = toPage(
      rows,
      query,
      (row) => [row.unit.name, row.campaignUnitId],
      ({ teamId, teamName, seated, ...row }): AssessableUnit => ({
        ...row,
        team: teamId === null ? null : { id: teamId, name: teamName ?? '' },
        alone: teamId === null ? seated : 0,
        begun: scored.has(row.campaignUnitId) || stageOf(row.status) === 'over',
      }),
    )
    return { ...shown, ...(await repository.countAssessable(db, place)) }
  }

  async function listUnits(actor: Actor, id: AssessmentTeamId): Promise<{ items: TeamUnit[] }> {
    const row = requireFound(await find(db, actor, id))
    const today = dayOf(now())
    const found = await repository.listConflicts(db, id, liveStatuses)
    const units = await repository.listUnits(db, actor, id)
    const items = units.map(({ leader, seated, choosable, visible, plan, ...unit }): TeamUnit => {
      const stage = stageOf(unit.status)
      const declared = found.some(
        (one) => one.campaignUnitId === unit.campaignUnitId && one.personId === actor.personId,
      )
      const standing = row.dissolvedAt === null
      const assesses = seated && unit.status === 'assessing' && !declared
      return {
        ...unit,
        phase: phaseOf(
          unit.status,
          plan.map((visit) => ({ ...visit, startsAt: new Date(visit.startsAt) })),
          today,
        ),
        visits: plan.length,
        late: stage !== 'over' && unit.due < today,
        leader: leader?.fullName ?? null,
        leftOut: found
          .filter(({ campaignUnitId }) => campaignUnitId === unit.campaignUnitId)
          .map(presentConflict(actor, row)),
        actions: [
          ...(visible ? (['open'] as const) : []),
          ...(assesses ? (['assess'] as const) : []),
          ...(assesses && choosable && leader?.personId === actor.personId ? (['choose-scorers'] as const) : []),
          ...(standing && row.duty !== null && !declared && stage !== 'over' ? (['declare'] as const) : []),
          ...(standing && isOrganiser(actor, row) && stage === 'waiting' ? (['release'] as const) : []),
        ],
      }
    })
    return { items }
  }

  /** What forbids giving this unit to the team now. */
  function refusalOf(
    team: TeamRow,
    unit: Awaited<ReturnType<typeof repository.listNamed>>[number] | undefined,
    { move, scored, leads }: { move: boolean; scored: boolean; leads: boolean },
  ): Code | null {
    if (!unit) return 'campaign-unit.not-found'
    if (unit.teamId === team.id) return null
    if (stageOf(unit.status) === 'over') return 'team.unit-over'
    if (unit.teamId !== null && !move) return 'team.unit-taken'
    if (scored) return 'team.unit-begun'
    return leads ? null : 'team.nobody-leads'
  }

  /**
   * Each unit for itself, so that one that cannot be given holds up no other. What is accepted is opened, what is still
   * to come waits until then.
   */
  const assign = (actor: Actor, id: AssessmentTeamId, { campaignUnitIds: ids, move }: Assignment): Promise<Assigned> =>
    db.transaction(async (tx) => {
      const team = requireStanding(requireOrganiser(actor, await lock(tx, actor, id)))
      const place = { campaignId: team.campaignId, assessor: team.unitId }
      const unique = [...new Set(ids)]
      const asked = await repository.listNamed(tx, place, unique)
      const files = await lockMany(
        tx,
        actor,
        asked.map(({ submissionId }) => submissionId),
      )
      // Once they are held: what stands there now.
      const named = new Map((await repository.listNamed(tx, place, unique)).map((one) => [one.campaignUnitId, one]))
      const members = await membersOf(tx, team)
      const scored = await begun(tx, [...named.keys()])
      const seats = await seatsFor(tx, members, [...named.keys()])
      const judged = unique.map((unit) => {
        const leads = (seats.get(unit) ?? null) !== null
        return { unit, code: refusalOf(team, named.get(unit), { move, scored: scored.has(unit), leads }) }
      })
      const fresh = judged
        .filter(({ unit, code }) => code === null && named.get(unit)?.teamId !== id)
        .map(({ unit }) => unit)
      const at = now()
      await give(tx, actor, team, { fresh, named, at })
      const taken = files.filter(({ campaignUnitId }) => fresh.includes(campaignUnitId))
      await seatAt(tx, actor, { members, files: taken, seats: fresh.flatMap((unit) => seats.get(unit) ?? []) }, at)
      await tellAssigned(
        tx,
        actor,
        team,
        taken.map((file) => ({ submissionId: file.id, unitId: file.unit.id })),
        at,
      )
      return reportOf(tx, actor, team, { judged, taken, named })
    })

  type Named = ReadonlyMap<CampaignUnitId, Awaited<ReturnType<typeof repository.listNamed>>[number]>

  /** Writes down whose they are now, and what that ends for the team they had. */
  async function give(
    tx: Tx,
    actor: Actor,
    team: TeamRow,
    { fresh, named, at }: { fresh: readonly CampaignUnitId[]; named: Named; at: Date },
  ) {
    const moved = fresh.flatMap((campaignUnitId) => {
      const from = named.get(campaignUnitId)?.teamId ?? null
      return from === null ? [] : [{ campaignUnitId, teamId: from }]
    })
    for (const { teamId, campaignUnitId } of moved) await callOffAll(tx, teamId, campaignUnitId, `→ ${team.name}`)
    await repository.assign(tx, actor, team.id, fresh, at)
    const away = moved.map((one) => ({ ...one, action: 'unit-moved-away' as const, reason: team.name }))
    const given = fresh.map((campaignUnitId) => ({
      ...{ teamId: team.id, campaignUnitId },
      action: 'units-assigned' as const,
    }))
    await addEvents(tx, actor, [...away, ...given], at)
  }

  async function reportOf(
    tx: Tx,
    actor: Actor,
    team: TeamRow,
    {
      judged,
      taken,
      named,
    }: { judged: { unit: CampaignUnitId; code: Code | null }[]; taken: SubmissionRow[]; named: Named },
  ): Promise<Assigned> {
    const given = new Set(taken.map(({ campaignUnitId }) => campaignUnitId))
    const prepared = taken.filter(({ status }) => stageOf(status) === 'waiting' && status !== 'accepted')
    const moved = [...given].filter((unit) => (named.get(unit)?.teamId ?? null) !== null)
    const found = await repository.listConflicts(tx, team.id, liveStatuses)
    return {
      opened: taken.length - prepared.length,
      prepared: prepared.length,
      moved: moved.length,
      leftOut: found.filter(({ campaignUnitId }) => given.has(campaignUnitId)).map(presentConflict(actor, team)),
      refused: judged.flatMap(({ unit, code }) =>
        code === null ? [] : [{ campaignUnitId: unit, unitName: named.get(unit)?.unit.name ?? '', code }],
      ),
    }
  }

  const release = (actor: Actor, id: AssessmentTeamId, unit: CampaignUnitId): Promise<AssessmentTeam> =>
    db.transaction(async (tx) => {
      const team = requireStanding(requireOrganiser(actor, await lock(tx, actor, id)))
      const held = (await repository.teamOf(tx, unit)) === id
      const [file] = held ? await lockMany(tx, actor, await repository.filesOf(tx, [unit])) : []
      if (!file) throw new Problem('campaign-unit.not-found')
      if (stageOf(file.status) !== 'waiting') throw new Problem('team.unit-begun')
      const at = now()
      await callOffAll(tx, id, unit, '–')
      await repository.release(tx, [unit])
      await addEvents(tx, actor, [{ teamId: team.id, campaignUnitId: unit, action: 'unit-released' }], at)
      return teams.get(actor, id, tx)
    })

  const settle = (actor: Actor, id: AssessmentTeamId): Promise<AssessmentTeam> =>
    db.transaction(async (tx) => {
      const team = requireStanding(requireOrganiser(actor, await lock(tx, actor, id)))
      const units = (await repository.listUnits(tx, actor, id)).map(({ campaignUnitId }) => campaignUnitId)
      const at = now()
      const changed = await seatAgain(tx, actor, { members: await membersOf(tx, team), units }, at)
      const events = changed.map((campaignUnitId) => ({
        ...{ teamId: id, campaignUnitId },
        action: 'members-settled' as const,
      }))
      await addEvents(tx, actor, events, at)
      return teams.get(actor, id, tx)
    })

  return { listAssessable, listUnits, assign, release, settle }
}
