import { z } from 'zod'
import type { NoticeKind } from './notice.schema.ts'

/** What a person chooses by: what waits for me, what came back, last days to come and past, results, all else. */
export const noticeGroups = ['waiting', 'returned', 'due', 'late', 'results', 'information'] as const
export const noticeGroup = z.enum(noticeGroups)
export type NoticeGroup = z.infer<typeof noticeGroup>

export const groupOf: Record<NoticeKind, NoticeGroup> = {
  'deliverable-wanted': 'due',
  'delivery-returned': 'returned',
  'delivery-accepted': 'information',
  'extension-granted': 'information',
  'campaign-closed': 'information',
  'campaign-reopened': 'information',
  'link-down': 'information',
  'evidence-link-down': 'information',
  'evidence-infected': 'information',
  'training-invited': 'information',
  'training-changed': 'information',
  'training-cancelled': 'information',
  'training-asked': 'waiting',
  'training-answered': 'information',
  'evidence-wanted': 'waiting',
  'evidence-answered': 'information',
  'minutes-shown': 'waiting',
  'minutes-answered': 'waiting',
  'supervision-closed': 'information',
  'supervision-wanted': 'waiting',
  'supervision-answered': 'information',
  'supervision-reviewed': 'information',
  'team-appointed': 'waiting',
  'team-assigned': 'information',
  'team-conflict': 'information',
  'visit-planned': 'information',
  'visit-changed': 'information',
  'visit-cancelled': 'information',
  'export-done': 'information',
  'export-failed': 'information',
  'file-turn': 'waiting',
  'file-returned': 'returned',
  'file-due': 'due',
  'file-late': 'late',
  'file-result': 'results',
  'file-news': 'information',
}

/** When one hears of a group by e-mail; in the app everything stands at once. */
export const noticeModes = ['at-once', 'digest', 'none'] as const
export const noticeMode = z.enum(noticeModes)
export type NoticeMode = z.infer<typeof noticeMode>

export const noticeLanguages = ['vi', 'en'] as const
export const noticeLanguage = z.enum(noticeLanguages)
export type NoticeLanguage = z.infer<typeof noticeLanguage>

export const noticeChoice = z
  .object({
    modes: z.record(noticeGroup, noticeMode),
    digestHour: z.int().min(0).max(23).describe('In Asia/Ho_Chi_Minh; the letter of the day goes out from then on'),
    language: noticeLanguage.describe('Of the letters'),
  })
  .meta({ id: 'NoticeChoice' })
export type NoticeChoice = z.infer<typeof noticeChoice>

/** One letter a day, in the morning: it loses nothing and disturbs nobody. */
export const usualChoice: NoticeChoice = {
  modes: {
    waiting: 'digest',
    returned: 'digest',
    due: 'digest',
    late: 'digest',
    results: 'digest',
    information: 'digest',
  },
  digestHour: 8,
  language: 'vi',
}
