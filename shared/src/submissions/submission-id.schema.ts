import { z } from 'zod'

export const submissionId = z.uuid().brand<'SubmissionId'>()
export type SubmissionId = z.infer<typeof submissionId>
