import type { Training, TrainingEvent, TrainingSite, TrainingSummary } from '@thuoc/shared'
import type { Actor } from '../../platform/actor.ts'
import { presentAttachment, type AttachmentRow } from '../catalogues/index.ts'
import { actionsFor } from './training.policy.ts'
import type { TrainingRow } from './training.repository.ts'

export function presentSummary(actor: Actor, row: TrainingRow, now: Date): TrainingSummary {
  const { id, title, form, place, status, organiser, campaign, counts, ownRegistered, version } = row
  return {
    ...{ id, title, form, place, status, organiser, campaign, counts, ownRegistered, version },
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    actions: actionsFor(actor, row, now),
  }
}

type Parts = { sites: TrainingSite[]; files: readonly AttachmentRow[]; now: Date }
export const presentTraining = (actor: Actor, row: TrainingRow, { sites, files, now }: Parts): Training => ({
  ...presentSummary(actor, row, now),
  link: row.link,
  sites,
  topics: row.topics,
  links: row.links,
  attachments: files.map(presentAttachment),
  conclusion: row.conclusion,
  cancelReason: row.cancelReason,
})

type EventRow = Pick<TrainingEvent, 'id' | 'action' | 'changes' | 'reason' | 'actorName'> & { at: Date }
export const presentEvent = ({ id, action, changes, reason, actorName, at }: EventRow): TrainingEvent => ({
  ...{ id, action, changes, reason, actorName },
  at: at.toISOString(),
})
