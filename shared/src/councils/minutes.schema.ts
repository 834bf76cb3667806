import { z } from 'zod'
import { attachment } from '../catalogues/indicator-set.schema.ts'
import { criterionCode } from '../catalogues/criterion.schema.ts'
import { givenMoment, moment, version } from '../page.ts'
import { answer } from '../scoring/answer.schema.ts'
import { result } from '../scoring/result.schema.ts'
import { councilDuty } from './council.schema.ts'

export const councilMinutesId = z.uuid().brand<'CouncilMinutesId'>()
export type CouncilMinutesId = z.infer<typeof councilMinutesId>

const votes = z.object({ for: z.int().min(0), against: z.int().min(0), abstained: z.int().min(0) })
const heading = z.object({ title: z.string().trim().min(1).max(300), text: z.string().trim().max(20_000) })

export const councilMinutesSave = z
  .object({
    version,
    number: z.string().trim().max(100).nullable(),
    from: givenMoment,
    to: givenMoment.nullable(),
    place: z.string().trim().max(300),
    attendance: z
      .array(z.object({ memberId: z.uuid(), present: z.boolean(), note: z.string().trim().max(500) }))
      .max(60),
    headings: z.array(heading).max(30),
    conclusion: z.string().trim().max(20_000),
    votes: votes.nullable(),
  })
  .refine(({ from, to }) => to === null || Date.parse(from) <= Date.parse(to), {
    path: ['to'],
    message: 'Ends before it begins',
  })
export type CouncilMinutesSave = z.infer<typeof councilMinutesSave>

const signature = z.object({ at: moment, by: z.string() })

/** A line on which members differed or that was settled: who said what, what was agreed, why. */
export const councilDifference = z.object({
  criterion: criterionCode,
  scores: z.array(z.object({ name: z.string(), answer, comment: z.string() })),
  agreed: answer,
  settled: z.boolean(),
  reason: z.string().nullable(),
})
export type CouncilDifference = z.infer<typeof councilDifference>

/** What the minutes draw from the data: live while they are written, pinned with the first signature. */
export const drawnData = z.object({
  result,
  answers: z.array(z.object({ criterion: criterionCode, answer })),
  differences: z.array(councilDifference),
})
export type DrawnData = z.infer<typeof drawnData>

export const minutesGaps = ['place', 'conclusion', 'attendance', 'content'] as const

/** Minutes of one meeting. Both officers sign; then nothing in them changes, and a correction is a further revision. */
export const councilMinutes = z
  .object({
    id: councilMinutesId,
    meeting: z.int().describe('1 for the first meeting'),
    revision: z.int().describe('1, and one more with every correction'),
    state: z.enum(['draft', 'closed']),
    superseded: z.boolean().describe('A later revision has been closed'),
    correction: z.string().nullable().describe('Why a closed revision was corrected'),
    version: z.int(),
    number: z.string().nullable(),
    from: moment,
    to: moment.nullable(),
    place: z.string(),
    attendance: z.array(
      z.object({
        memberId: z.uuid(),
        name: z.string(),
        office: z.string(),
        duty: councilDuty,
        present: z.boolean(),
        note: z.string(),
      }),
    ),
    headings: z.array(heading),
    conclusion: z.string(),
    votes: votes.nullable(),
    drawn: drawnData,
    chairperson: signature.nullable(),
    secretary: signature.nullable(),
    scan: attachment.nullable(),
    savedAt: moment,
    savedBy: z.string(),
    may: z.object({ write: z.boolean(), sign: z.boolean(), correct: z.boolean(), discard: z.boolean() }),
  })
  .meta({ id: 'CouncilMinutes' })
export type CouncilMinutes = z.infer<typeof councilMinutes>
