import { z } from 'zod'

export const indicatorSetId = z.uuid().brand<'IndicatorSetId'>()
export type IndicatorSetId = z.infer<typeof indicatorSetId>

/** The marks that follow a set wherever it is used. */
export const setMark = z.object({
  id: indicatorSetId,
  code: z.string(),
  version: z.int(),
  title: z.string(),
  sample: z.boolean(),
  verified: z.boolean(),
})
export type SetMark = z.infer<typeof setMark>
