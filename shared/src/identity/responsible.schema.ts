import { z } from 'zod'
import { moment } from '../page.ts'
import { personId } from './ids.ts'

/** Lãnh đạo phụ trách, đầu mối (source 001, annex: the plan of a school names both). */
export const unitDuties = ['leader', 'contact'] as const
export const unitDuty = z.enum(unitDuties)
export type UnitDuty = z.infer<typeof unitDuty>

export const unitResponsible = z
  .object({
    personId,
    fullName: z.string(),
    office: z.string().nullable(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    since: moment,
    setBy: z.string().nullable(),
  })
  .meta({ id: 'UnitResponsible' })
export type UnitResponsible = z.infer<typeof unitResponsible>

export const unitResponsibles = z
  .object({
    leader: unitResponsible.nullable(),
    contact: unitResponsible.nullable(),
    actions: z.array(z.enum(['set'])),
  })
  .meta({ id: 'UnitResponsibles' })
export type UnitResponsibles = z.infer<typeof unitResponsibles>

export const unitResponsiblesChange = z.object({ leader: personId.nullable(), contact: personId.nullable() })
export type UnitResponsiblesChange = z.infer<typeof unitResponsiblesChange>
