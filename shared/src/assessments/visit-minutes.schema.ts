import { z } from 'zod'
import { attachment } from '../catalogues/indicator-set.schema.ts'
import { day, moment, version } from '../page.ts'
import { submissionId } from '../submissions/submission.schema.ts'
import { visitMinutesAction, visitMinutesKind, visitMinutesStatus } from './visit-minutes.workflow.ts'

export const visitMinutesId = z.uuid().brand<'VisitMinutesId'>()
export type VisitMinutesId = z.infer<typeof visitMinutesId>

const present = z
  .array(z.object({ name: z.string().trim().min(1).max(200), office: z.string().trim().max(200) }))
  .max(60)
const said = z.string().trim().max(20_000)

/** What minutes say; people are named as they sat there, with or without an account. */
export const visitMinutesContent = z
  .object({
    kind: visitMinutesKind,
    heldOn: day,
    hours: z.string().trim().max(100).describe('From when to when, as it is written: “8 giờ 00 đến 11 giờ 30”'),
    place: z.string().trim().max(300),
    ofTeam: present,
    ofSchool: present,
    content: said,
    findings: said,
    conclusion: said,
  })
  .meta({ id: 'VisitMinutesContent' })
export type VisitMinutesContent = z.infer<typeof visitMinutesContent>

const signed = z.object({ by: z.string(), office: z.string().nullable(), at: moment })

export const visitMinutes = z
  .object({
    id: visitMinutesId,
    submissionId,
    number: z.int().describe('Counts the minutes of a file, corrections among them'),
    sitting: z.int().describe('Which time the team worked at the unit, from 1; a correction is of the same'),
    begunAs: visitMinutesId.describe('The minutes that were begun first of this time: its documents go by them'),
    status: visitMinutesStatus,
    content: visitMinutesContent,
    correction: z.string().nullable().describe('Why the former ones had to be corrected'),
    answerDue: day.nullable(),
    schoolAgrees: z.boolean().nullable(),
    schoolView: z.string().nullable(),
    savedAt: moment,
    savedBy: z.string(),
    school: signed.nullable().describe('Who answered for the school'),
    scan: attachment.nullable().describe('The newest scan of the signed paper'),
    mayScan: z.boolean(),
    team: signed.nullable().describe('Who closed them for the team'),
    version: z.int(),
    mayWrite: z.boolean(),
    actions: z.array(visitMinutesAction),
  })
  .meta({ id: 'VisitMinutes' })
export type VisitMinutes = z.infer<typeof visitMinutes>

export const visitMinutesSave = z.object({
  version: version.describe('Version of the draft you saw; 0 to begin one'),
  content: visitMinutesContent,
  corrects: z
    .int()
    .nullable()
    .default(null)
    .describe('To begin a correction: of which sitting; null: of a further one'),
  correction: z.string().trim().max(2000).nullable().describe('Why: demanded where closed minutes are corrected'),
})
export type VisitMinutesSave = z.infer<typeof visitMinutesSave>

export const visitMinutesMove = z.object({
  action: visitMinutesAction,
  version,
  answerDue: day.nullable().describe('With `show`: last day for the school to answer'),
  agrees: z.boolean().nullable().describe('With `answer`'),
  view: z.string().trim().max(10_000).nullable().describe('With `answer`: what the school wants added'),
})
export type VisitMinutesMove = z.infer<typeof visitMinutesMove>
