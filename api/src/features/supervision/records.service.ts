import {
  dayOf,
  type CampaignId,
  type NewSupervisionFinding,
  type NewSupervisionRecord,
  type Page,
  type SupervisionContent,
  type SupervisionRecord,
  type SupervisionRecordId,
  type SupervisionSummary,
} from '@thuoc/shared'
import { z } from 'zod'
import { actorId, standsForIn, type Actor } from '../../platform/actor.ts'
import type { Db, Queryable, Tx } from '../../platform/db/client.ts'
import { label } from '../../platform/db/tree.ts'
import { decodeCursor, defaultLimit, toPage, type PageRequest } from '../../platform/page.ts'
import { Problem } from '../../platform/problem.ts'
import { findCampaign } from '../campaigns/index.ts'
import { presentAttachment } from '../catalogues/index.ts'
import { findingsOf, stepsOf } from './findings.repository.ts'
import * as repository from './records.repository.ts'
import { tellOfClosing } from './supervision-notices.ts'
import { requireDraft, requireFound } from './supervision.policy.ts'
import { presentRecord, presentSummary } from './supervision.present.ts'

export type RecordsService = ReturnType<typeof createRecordsService>
const recordKey = z.tuple([z.iso.date(), z.uuid()])

/** The campaign of the actor's own province. @throws Problem `campaign.not-found` */
export async function requireOwnCampaign(db: Queryable, actor: Actor, id: CampaignId) {
  const campaign = await findCampaign(db, actor, id)
  if (campaign?.province.id !== actor.unitId) throw new Problem('campaign.not-found')
  return campaign
}

/** What the province found when it looked at a school or a body, from the draft to what came of it. */
export function createRecordsService({ db, now }: { db: Db; now: () => Date }) {
  const today = () => dayOf(now())

  async function list(
    actor: Actor,
    { cursor, limit = defaultLimit, ...filters }: PageRequest & repository.Filters,
  ): Promise<Page<SupervisionSummary>> {
    const asked = { after: decodeCursor(cursor, recordKey), limit, today: today() }
    const rows = await repository.list(db, actor, filters, asked)
    return toPage(rows, { limit }, (row) => [row.checkedOn, row.id], presentSummary)
  }

  /** The record as the actor sees it now. */
  async function get(actor: Actor, id: SupervisionRecordId, source: Queryable = db): Promise<SupervisionRecord> {
    const row = requireFound(await repository.find(source, actor, id, today()))
    const files = (await repository.filesOf(source, id)).map(presentAttachment)
    return presentRecord(actor, row, {
      findings: await findingsOf(source, id),
      steps: await stepsOf(source, id),
      responsible: await repository.responsibleIn(source, row.line),
      ...{ files, today: today() },
    })
  }

  const create = (actor: Actor, given: NewSupervisionRecord): Promise<SupervisionRecord> =>
    db.transaction(async (tx) => {
      const { campaignId, unitId, sampleId, findings, ...described } = given
      await requireOwnCampaign(tx, actor, campaignId)
      const subject = await repository.subjectOf(tx, actor, { campaignId, unitId })
      if (!subject) throw new Problem('unit.not-found')
      if (sampleId !== null && !(await repository.isOwnSample(tx, actor, sampleId, campaignId)))
        throw new Problem('supervision.sample-not-found')
      await requireFit(tx, subject, given)
      const { unit, line, submissionId } = subject
      const id = await repository.insert(tx, {
        ...described,
        ...{ campaignId, sampleId, line, submissionId, provinceUnitId: actor.unitId },
        ...{ unitId: unit.id, unitCode: unit.code, unitName: unit.name, unitType: unit.type },
        ...saved(actor),
      })
      await repository.replaceFindings(tx, id, findings)
      return get(actor, id, tx)
    })

  const save = (actor: Actor, id: SupervisionRecordId, content: SupervisionContent): Promise<SupervisionRecord> =>
    db.transaction(async (tx) => {
      const { version, findings, ...described } = content
      const row = requireDraft(actor, await repository.lock(tx, actor, id, today()), version)
      await requireFit(tx, row, content)
      await repository.update(tx, id, { ...described, ...saved(actor) })
      await repository.replaceFindings(tx, id, findings)
      return get(actor, id, tx)
    })

  const discard = (actor: Actor, id: SupervisionRecordId, version: number): Promise<Record<string, never>> =>
    db.transaction(async (tx) => {
      requireDraft(actor, await repository.lock(tx, actor, id, today()), version)
      await repository.remove(tx, id)
      return {}
    })

  /** From here on nobody changes it; the unit, its body and whoever has to act are told. */
  const close = (actor: Actor, id: SupervisionRecordId, version: number): Promise<SupervisionRecord> =>
    db.transaction(async (tx) => {
      const row = requireDraft(actor, await repository.lock(tx, actor, id, today()), version)
      const errors = [
        ...(row.minutes.trim() === '' ? [{ path: '/minutes', message: 'minutes-missing' }] : []),
        ...(row.present.length === 0 ? [{ path: '/present', message: 'present-missing' }] : []),
      ]
      if (errors.length > 0) throw new Problem('supervision.incomplete', { errors })
      const at = now()
      const closed = { closedAt: at, closedBy: actor.name, closedById: actorId(actor) }
      const standsFor = standsForIn(actor, 'supervision.record')
      await repository.update(tx, id, { state: 'closed', standsFor, ...closed })
      await tellOfClosing(tx, actor, row, { findings: await findingsOf(tx, id), at })
      return get(actor, id, tx)
    })

  const saved = (actor: Actor) => ({ savedAt: now(), savedBy: actor.name, savedById: actorId(actor) })

  /** @throws Problem `supervision.in-the-future`, `supervision.finding-unfit` naming each such finding */
  async function requireFit(
    tx: Tx,
    { line, submissionId }: Pick<repository.Subject, 'line' | 'submissionId'>,
    { checkedOn, findings }: { checkedOn: string; findings: readonly NewSupervisionFinding[] },
  ) {
    if (checkedOn > today()) throw new Problem('supervision.in-the-future')
    const pieces = findings.flatMap(({ evidenceId }) => (evidenceId === null ? [] : [evidenceId]))
    const known = new Set(await repository.registered(tx, submissionId, pieces))
    const below = new Set((await repository.responsibleIn(tx, line)).map(({ id }) => label(id)))
    const errors = findings.flatMap(({ evidenceId, criterion, followUp }, place) => [
      ...(evidenceId !== null && !known.has(evidenceId)
        ? [{ path: `/findings/${place}/evidenceId`, message: 'evidence-unknown' }]
        : []),
      ...(criterion !== null && submissionId === null
        ? [{ path: `/findings/${place}/criterion`, message: 'criterion-unknown' }]
        : []),
      ...(followUp && !below.has(label(followUp.unitId))
        ? [{ path: `/findings/${place}/followUp/unitId`, message: 'unit-unfit' }]
        : []),
    ])
    if (errors.length > 0) throw new Problem('supervision.finding-unfit', { errors })
  }

  return { list, get, create, save, discard, close }
}
