import { z } from 'zod'
import { unitId } from '../org/unit.schema.ts'
import { moment } from '../page.ts'

/** What a person is told; the sentence of each kind stands in `noticeWords`, its figures and names in `values`. */
export const noticeKinds = [
  'deliverable-wanted',
  'delivery-returned',
  'delivery-accepted',
  'extension-granted',
  'campaign-closed',
  'campaign-reopened',
  'link-down',
  'evidence-link-down',
  'evidence-infected',
  'training-invited',
  'training-changed',
  'training-cancelled',
  'training-asked',
  'training-answered',
  'evidence-wanted',
  'evidence-answered',
  'minutes-shown',
  'minutes-answered',
  'supervision-closed',
  'supervision-wanted',
  'supervision-answered',
  'supervision-reviewed',
  'file-turn',
  'file-returned',
  'file-due',
  'file-late',
  'file-result',
  'file-news',
  'team-appointed',
  'team-assigned',
  'team-conflict',
  'visit-planned',
  'visit-changed',
  'visit-cancelled',
  'export-done',
  'export-failed',
] as const
export const noticeKind = z.enum(noticeKinds)
export type NoticeKind = z.infer<typeof noticeKind>

export const noticeId = z.uuid().brand<'NoticeId'>()
export type NoticeId = z.infer<typeof noticeId>

export const noticeValues = z.record(z.string(), z.union([z.string(), z.number()]))
export type NoticeValues = z.infer<typeof noticeValues>

export const notice = z
  .object({
    id: noticeId,
    kind: noticeKind,
    /** In which of their units the person is told. */
    unitId,
    values: noticeValues,
    at: moment,
    readAt: moment.nullable(),
    by: z.string().nullable().describe('Who sent it; null: the system by itself'),
  })
  .meta({ id: 'Notice' })
export type Notice = z.infer<typeof notice>
