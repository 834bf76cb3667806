import { z } from 'zod'
import { unitSummary } from '../org/unit.schema.ts'
import { moment, version } from '../page.ts'

export const trainingQuestionId = z.uuid().brand<'TrainingQuestionId'>()
export type TrainingQuestionId = z.infer<typeof trainingQuestionId>

export const questionText = z.string().trim().min(5).max(5000)
export const answerText = z.string().trim().min(1).max(10_000)

/** A question of an invited unit and the organiser’s answer, read by everybody who is invited. */
export const trainingQuestion = z
  .object({
    id: trainingQuestionId,
    unit: unitSummary,
    text: z.string(),
    /** Who wrote it, for their own unit and the organiser; others read the unit only. */
    askedBy: z.string().nullable(),
    askedAt: moment,
    answer: z.string().nullable(),
    answeredBy: z.string().nullable(),
    answeredAt: moment.nullable(),
    hidden: z.boolean().describe('Seen by the organiser and the unit that asked only'),
    hiddenReason: z.string().nullable(),
    edited: z.boolean().describe('The question was worded otherwise before'),
    version: z.int(),
    actions: z.array(z.enum(['edit', 'answer', 'hide', 'show'])),
  })
  .meta({ id: 'TrainingQuestion' })
export type TrainingQuestion = z.infer<typeof trainingQuestion>

export const questionChange = z.object({ version, text: questionText })
export const answerChange = z.object({ version, answer: answerText })
export const questionVisibility = z.object({
  version,
  hidden: z.boolean(),
  reason: z.string().trim().max(500).describe('Why it is hidden; needed to hide'),
})

/** A question with its answer as it stood once. */
export const questionVersion = trainingQuestion
  .pick({ version: true, text: true, answer: true, hidden: true })
  .extend({ savedAt: moment, savedBy: z.string().nullable() })
export type QuestionVersion = z.infer<typeof questionVersion>
