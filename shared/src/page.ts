import { z } from 'zod'

/** Cursor pages: pass `nextCursor` back as `cursor`; `null` says that was all. */
export const pageQuery = z.object({
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).optional().describe('Default 50'),
})

export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() })
export type Page<T> = { items: T[]; nextCursor: string | null }

/** Free text to search by; accents and case do not matter. */
export const searchText = z.string().trim().max(200)

export const nothing = z.object({})
export const version = z.int().min(0).describe('The version you saw; a newer one in the database answers 409')

/** A calendar day, `2025-01-31`, in Asia/Ho_Chi_Minh. Far years are slips of the finger; year 0 no database keeps. */
export const day = z.iso.date().refine((text) => text >= '1900-01-01' && text < '2200-01-01', 'Not in 1900 to 2199')
export const moment = z.iso.datetime({ offset: true })
/** A moment that somebody says: far years are slips of the finger here, too. */
export const givenMoment = moment.refine((text) => text >= '1900' && text < '2200', 'Not in 1900 to 2199')
/** School year as `2024-2025`: two years in a row. */
export const schoolYear = z
  .string()
  .regex(/^(?:19|20|21)\d{2}-\d{4}$/)
  .refine((text) => Number(text.slice(5)) === Number(text.slice(0, 4)) + 1, 'Two years in a row')
