import {
  dayOf,
  faultOfTeam,
  stageOf,
  statusesIn,
  type AssessmentTeam,
  type AssessmentTeamId,
  type CampaignId,
  type NamedMember,
  type NewAssessmentTeam,
  type Page,
  type TeamCandidate,
  type TeamChange,
  type TeamDissolution,
  type TeamSummary,
  type UnitId,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { findCampaign } from '../campaigns/index.ts'
import { presentAttachment } from '../catalogues/index.ts'
import { listPeople } from './candidates.repository.ts'
import { membersOf, seatAgain } from './seating.service.ts'
import { listFiles } from './team-files.repository.ts'
import { tellAppointed } from './team-notices.ts'
import { listConflicts, listUnits, release } from './team-units.repository.ts'
import { requireFound, requireOrganiser, requireStanding } from './teams.policy.ts'
import { presentSummary, presentTeam } from './teams.present.ts'
import * as repository from './teams.repository.ts'
import { callOffAll, leaveVisits } from './visits.repository.ts'

export type TeamsService = ReturnType<typeof createTeamsService>

const teamKey = z.tuple([z.boolean(), z.string(), z.uuid()])
const liveStatuses = statusesIn('waiting', 'open')

/** Teams of external assessment: set up, changed and dissolved by decision. */
export function createTeamsService({ db, now }: { db: Db; now: () => Date }) {
  async function list(actor: Actor, query: PageRequest & repository.TeamFilters): Promise<Page<TeamSummary>> {
    const after = decodeCursor(query.cursor, teamKey)
    const rows = await repository.list(db, actor, query, after, query.limit ?? defaultLimit)
    return toPage(
      rows,
      query,
      (row) => [row.dissolvedAt !== null, row.name, row.id],
      (row) => presentSummary(actor, row),
    )
  }

  async function get(actor: Actor, id: AssessmentTeamId, from: Queryable = db): Promise<AssessmentTeam> {
    const row = requireFound(await repository.find(from, actor, id))
    const files = await listFiles(from, id)
    return presentTeam(actor, row, {
      members: await repository.listMembers(from, id),
      decisions: await repository.listDecisions(from, id),
      files: new Map([...files].map(([sequence, those]) => [sequence, those.map(presentAttachment)])),
      found: row.dissolvedAt === null ? await listConflicts(from, id, liveStatuses) : [],
    })
  }

  async function requireCampaign(from: Queryable, actor: Actor, id: CampaignId) {
    if (!(await findCampaign(from, actor, id))) throw new Problem('campaign.not-found')
  }

  async function candidates(
    actor: Actor,
    campaignId: CampaignId,
    query: PageRequest & { q?: string | undefined },
  ): Promise<Page<TeamCandidate>> {
    await requireCampaign(db, actor, campaignId)
    const after = decodeCursor(query.cursor, teamKey)
    const { q, limit = defaultLimit } = query
    const rows = await listPeople(db, { campaignId, organiser: actor.unitId, q, after, limit })
    return toPage(
      rows,
      query,
      (row) => [row.own, row.fullName, row.personId],
      ({ personId, fullName, unitId, unitName, office, own }) => ({
        ...{ personId, fullName, office, own },
        unit: { id: unitId, name: unitName },
      }),
    )
  }

  /** With the unit and office that each has now. @throws Problem `assessment.person-unfit`, each by id */
  async function requireFit(
    from: Queryable,
    { campaignId, unitId }: { campaignId: CampaignId; unitId: UnitId },
    members: readonly NamedMember[],
  ) {
    const fault = faultOfTeam(members)
    if (fault) throw new Problem(fault)
    const only = members.map(({ personId }) => personId)
    const known = await listPeople(from, { campaignId, organiser: unitId, only, after: null, limit: only.length })
    const byId = new Map(known.map((one) => [one.personId, one]))
    const unfit = only.filter((id) => !byId.has(id))
    if (unfit.length > 0)
      throw new Problem('assessment.person-unfit', {
        errors: unfit.map((id) => ({ path: id, message: 'assessment.person-unfit' })),
      })
    return members.flatMap((member) => {
      const person = byId.get(member.personId)
      return person
        ? [{ ...member, unitId: person.unitId, office: person.office ?? '', fullName: person.fullName }]
        : []
    })
  }

  /** @returns now @throws Problem `team.in-the-future` */
  function requirePast({ decidedOn }: { decidedOn: string }): Date {
    const at = now()
    if (decidedOn > dayOf(at)) throw new Problem('team.in-the-future')
    return at
  }

  const create = (actor: Actor, { campaignId, name, decision, members }: NewAssessmentTeam): Promise<AssessmentTeam> =>
    db.transaction(async (tx) => {
      await requireCampaign(tx, actor, campaignId)
      const at = requirePast(decision)
      const fit = await requireFit(tx, { campaignId, unitId: actor.unitId }, members)
      const setUp = { ...decision, kind: 'set-up' as const, reason: '', members: fit.map(withoutName) }
      const id = await repository.insert(tx, actor, { campaignId, name, decision: setUp }, at)
      const team = { id, name, unitId: actor.unitId }
      const people = members.map(({ personId }) => personId)
      await tellAppointed(tx, actor, team, people, at)
      return get(actor, id, tx)
    })

  /** Whoever is new comes to the units being assessed at once, whoever left goes from them and from visits to come. */
  const change = (actor: Actor, id: AssessmentTeamId, request: TeamChange): Promise<AssessmentTeam> =>
    db.transaction(async (tx) => {
      const row = requireStanding(requireOrganiser(actor, await repository.lock(tx, actor, id)))
      if (row.version !== request.version) throw new Problem('team.stale')
      const at = requirePast(request.decision)
      const fit = await requireFit(tx, row, request.members)
      const before = new Set((await membersOf(tx, row)).map(({ personId }) => personId))
      const { decision, reason, name } = request
      const changed = { ...decision, kind: 'change' as const, reason, members: fit.map(withoutName) }
      await repository.decide(tx, actor, { ...row, name }, changed, at)
      const units = (await listUnits(tx, actor, id)).map(({ campaignUnitId }) => campaignUnitId)
      await seatAgain(tx, actor, { members: fit, units }, at)
      const people = fit.map(({ personId }) => personId)
      await leaveVisits(tx, id, people, at)
      const added = people.filter((personId) => !before.has(personId))
      await tellAppointed(tx, actor, { ...row, name }, added, at)
      return get(actor, id, tx)
    })

  /** Units still to come are free again; those it has assessed stay its own. */
  const dissolve = (actor: Actor, id: AssessmentTeamId, request: TeamDissolution): Promise<AssessmentTeam> =>
    db.transaction(async (tx) => {
      const row = requireStanding(requireOrganiser(actor, await repository.lock(tx, actor, id)))
      if (row.version !== request.version) throw new Problem('team.stale')
      const at = requirePast(request.decision)
      const units = await listUnits(tx, actor, id)
      const open = units.filter(({ status }) => stageOf(status) === 'open')
      if (open.length > 0)
        throw new Problem('team.units-open', {
          errors: open.map(({ campaignUnitId, unit }) => ({ path: campaignUnitId, message: unit.name })),
        })
      const members = (await membersOf(tx, row)).map(({ personId, duty, task, unit, office }) => ({
        ...{ personId, duty, task, office },
        unitId: unit.id,
      }))
      const { decision, reason } = request
      await repository.decide(tx, actor, row, { ...decision, kind: 'dissolve', reason, members }, at)
      const waiting = units.filter(({ status }) => stageOf(status) === 'waiting')
      await release(
        tx,
        waiting.map(({ campaignUnitId }) => campaignUnitId),
      )
      await callOffAll(tx, id, null, reason)
      return get(actor, id, tx)
    })

  return { list, get, candidates, create, change, dissolve, requireCampaign }
}

const withoutName = ({
  personId,
  duty,
  task,
  unitId,
  office,
}: NamedMember & { unitId: UnitId; office: string }): NamedMember & { unitId: UnitId; office: string } => ({
  ...{ personId, duty, task, unitId, office },
})
