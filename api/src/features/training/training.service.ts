import {
  announcedFields,
  trainingSiteId,
  type CampaignId,
  type NewTraining,
  type Page,
  type Training,
  type TrainingChange,
  type TrainingEvent,
  type TrainingInvitation,
  type TrainingPreview,
  type TrainingSessionId,
  type TrainingSummary,
  type UnitId,
} from '@thuoc/shared'
import { z } from 'zod'
import type { Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { findCampaign } from '../campaigns/index.ts'
import type { Announce, Announcement } from './announcements.ts'
import {
  insertInvitations,
  invitedUnitIds,
  isInvited,
  removeInvitation,
  resolveInvitation,
} from './invitations.repository.ts'
import { countOfUnit } from './attendance.repository.ts'
import { listFiles } from './training-files.repository.ts'
import {
  hasCome,
  requireFound,
  requireOrganiser,
  requireRunning,
  requireSound,
  requireTrainer,
} from './training.policy.ts'
import { presentEvent, presentSummary, presentTraining } from './training.present.ts'
import { previewOf } from './training.preview.ts'
import { sitesText, type LetterKind } from './training-letter.ts'
import * as repository from './training.repository.ts'

export type TrainingService = ReturnType<typeof createTrainingService>

const timeKey = z.tuple([z.iso.datetime(), z.uuid()])

export function createTrainingService({ db, now, announce }: { db: Db; now: () => Date; announce: Announce }) {
  async function list(actor: Actor, query: PageRequest & repository.TrainingFilters): Promise<Page<TrainingSummary>> {
    const after = decodeCursor(query.cursor, timeKey)
    const rows = await repository.list(db, actor, query, after, query.limit ?? defaultLimit)
    const at = now()
    return toPage(
      rows,
      query,
      (row) => [row.startsAt.toISOString(), row.id],
      (row) => presentSummary(actor, row, at),
    )
  }

  async function get(actor: Actor, id: TrainingSessionId, from: Queryable = db): Promise<Training> {
    const row = requireFound(await repository.find(from, actor, id))
    const [sites, files] = [await repository.listSites(from, id), await listFiles(from, id)]
    return presentTraining(actor, row, { sites, files, now: now() })
  }

  async function preview(actor: Actor, invitation: TrainingInvitation): Promise<TrainingPreview> {
    requireTrainer(actor)
    return previewOf(await resolveInvitation(db, actor, invitation))
  }

  async function requireCampaign(tx: Queryable, actor: Actor, id: CampaignId | null) {
    if (id !== null && !(await findCampaign(tx, actor, id))) throw new Problem('campaign.not-found')
  }

  async function told(
    tx: Tx,
    row: repository.TrainingRow,
    kind: LetterKind,
    units: readonly UnitId[],
    more: { changes?: TrainingEvent['changes']; reason?: string } = {},
  ): Promise<Announcement> {
    const { id, title, startsAt, endsAt, form, place, link } = row
    const sites = await repository.listSites(tx, id)
    const session = { id, title, startsAt, endsAt, form, place, link, sites, organiser: row.organiser.name }
    return { kind, units, session, changes: {}, reason: '', ...more }
  }

  /** Announces the session: it, its invitations and the record of it in one transaction, or nothing. */
  async function create(actor: Actor, { invitation, ...details }: NewTraining): Promise<Training> {
    requireTrainer(actor)
    requireSound(details)
    return db.transaction(async (tx) => {
      await requireCampaign(tx, actor, details.campaignId)
      const invited = await resolveInvitation(tx, actor, invitation)
      if (invited.length === 0) throw new Problem('training.nobody-invited')
      const sites = details.sites.map((site) => ({ ...site, id: null }))
      const id = await repository.insert(tx, actor, { ...details, sites })
      const units = await insertInvitations(tx, id, invited)
      await repository.addEvent(tx, actor, id, { action: 'invited', changes: { units: [null, String(units.length)] } })
      const row = requireFound(await repository.find(tx, actor, id))
      await announce(tx, actor, await told(tx, row, 'training-invited', units))
      return get(actor, id, tx)
    })
  }

  /** Another time or place is told to everybody invited; a mended word is not. */
  const change = (actor: Actor, id: TrainingSessionId, request: TrainingChange): Promise<Training> =>
    db.transaction(async (tx) => {
      const before = requireRunning(actor, await repository.lock(tx, actor, id))
      if (before.version !== request.version) throw new Problem('training.stale')
      requireSound(request)
      if (request.campaignId !== before.campaignId) await requireCampaign(tx, actor, request.campaignId)
      const sites = await repository.listSites(tx, id)
      const known = new Set(sites.map((site) => site.id))
      if (request.sites.some((site) => site.id !== null && !known.has(trainingSiteId.parse(site.id))))
        throw new Problem('training.site-unknown')
      await repository.update(tx, id, request)
      const after = requireFound(await repository.find(tx, actor, id))
      const changes = differences(
        { ...before, sites: sitesText(sites) },
        { ...after, sites: sitesText(await repository.listSites(tx, id)) },
      )
      await repository.addEvent(tx, actor, id, { action: 'changed', changes })
      if (announcedFields.some((field) => field in changes))
        await announce(tx, actor, await told(tx, after, 'training-changed', await invitedUnitIds(tx, id), { changes }))
      return get(actor, id, tx)
    })

  const invite = (actor: Actor, id: TrainingSessionId, invitation: TrainingInvitation): Promise<Training> =>
    db.transaction(async (tx) => {
      const row = requireRunning(actor, await repository.lock(tx, actor, id))
      const units = await insertInvitations(tx, id, await resolveInvitation(tx, actor, invitation))
      if (units.length > 0) {
        const changes: TrainingEvent['changes'] = { units: [null, String(units.length)] }
        await repository.addEvent(tx, actor, id, { action: 'units-added', changes })
        await announce(tx, actor, await told(tx, row, 'training-invited', units))
      }
      return get(actor, id, tx)
    })

  const uninvite = (actor: Actor, id: TrainingSessionId, unitId: UnitId): Promise<Training> =>
    db.transaction(async (tx) => {
      requireRunning(actor, await repository.lock(tx, actor, id))
      if (!(await isInvited(tx, id, unitId))) throw new Problem('unit.not-found')
      if ((await countOfUnit(tx, id, unitId)) > 0) throw new Problem('training.unit-registered')
      await removeInvitation(tx, id, unitId)
      await repository.addEvent(tx, actor, id, { action: 'unit-removed', changes: { unit: [unitId, null] } })
      return get(actor, id, tx)
    })

  type Reasoned = { version: number; reason: string }
  const cancel = (actor: Actor, id: TrainingSessionId, { version, reason }: Reasoned): Promise<Training> =>
    db.transaction(async (tx) => {
      const row = requireRunning(actor, await repository.lock(tx, actor, id))
      if (row.version !== version) throw new Problem('training.stale')
      await repository.setState(tx, id, { status: 'cancelled', cancelReason: reason })
      await repository.addEvent(tx, actor, id, { action: 'cancelled', reason })
      await announce(tx, actor, await told(tx, row, 'training-cancelled', await invitedUnitIds(tx, id), { reason }))
      return get(actor, id, tx)
    })

  type Closing = { version: number; conclusion: string }
  const close = (actor: Actor, id: TrainingSessionId, { version, conclusion }: Closing): Promise<Training> =>
    db.transaction(async (tx) => {
      const row = requireRunning(actor, await repository.lock(tx, actor, id))
      if (row.version !== version) throw new Problem('training.stale')
      if (!hasCome(row, now())) throw new Problem('training.not-begun')
      await repository.setState(tx, id, { status: 'closed', conclusion })
      const { attendedUnits, attendedPeople } = row.counts
      const changes: TrainingEvent['changes'] = {
        units: [null, String(attendedUnits)],
        people: [null, String(attendedPeople)],
      }
      await repository.addEvent(tx, actor, id, { action: 'closed', changes })
      return get(actor, id, tx)
    })

  /** The record is mended in the open: the reason stays with it. */
  const reopen = (actor: Actor, id: TrainingSessionId, { version, reason }: Reasoned): Promise<Training> =>
    db.transaction(async (tx) => {
      const row = requireOrganiser(actor, await repository.lock(tx, actor, id))
      if (row.status !== 'closed') throw new Problem('training.wrong-state')
      if (row.version !== version) throw new Problem('training.stale')
      await repository.setState(tx, id, { status: 'planned' })
      await repository.addEvent(tx, actor, id, { action: 'reopened', reason })
      return get(actor, id, tx)
    })

  async function listEvents(actor: Actor, id: TrainingSessionId): Promise<{ items: TrainingEvent[] }> {
    requireFound(await repository.find(db, actor, id))
    return { items: (await repository.listEvents(db, id)).map(presentEvent) }
  }

  return { list, get, preview, create, change, invite, uninvite, cancel, close, reopen, listEvents }
}

const recorded = ['title', 'startsAt', 'endsAt', 'form', 'place', 'sites', 'link', 'topics'] as const

type Compared = repository.TrainingRow & { sites: string }

/** What was and what is, for each field that differs; moments as ISO text. */
function differences(before: Compared, after: Compared): TrainingEvent['changes'] {
  const text = (value: Date | string | null) => (value instanceof Date ? value.toISOString() : value)
  return Object.fromEntries(
    recorded
      .map((field): [string, [string | null, string | null]] => [field, [text(before[field]), text(after[field])]])
      .filter(([, [was, is]]) => was !== is),
  )
}
