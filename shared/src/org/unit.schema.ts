import { z } from 'zod'
import { day } from '../page.ts'

export const unitId = z.uuid().brand<'UnitId'>()
export type UnitId = z.infer<typeof unitId>

/** `system` is the one root above all provinces; district offices are historic since 1/7/2025. */
export const unitTypes = [
  'system',
  'province',
  'district-office',
  'commune-office',
  'nursery',
  'kindergarten',
  'preschool',
  'primary',
  'lower-secondary',
  'upper-secondary',
  'multi-level',
  'continuing-education',
  'vocational-continuing-education',
] as const
export const unitType = z.enum(unitTypes)
export type UnitType = z.infer<typeof unitType>

export const tiers = ['system', 'province', 'managing-body', 'school'] as const
export type Tier = (typeof tiers)[number]

export const tierOf: Record<UnitType, Tier> = {
  system: 'system',
  province: 'province',
  'district-office': 'managing-body',
  'commune-office': 'managing-body',
  nursery: 'school',
  kindergarten: 'school',
  preschool: 'school',
  primary: 'school',
  'lower-secondary': 'school',
  'upper-secondary': 'school',
  'multi-level': 'school',
  'continuing-education': 'school',
  'vocational-continuing-education': 'school',
}

/** Under which tiers a unit may stand: schools under a managing body, or under the province as direct units. */
export const parentTiers: Record<Tier, readonly Tier[]> = {
  system: [],
  province: ['system'],
  'managing-body': ['province'],
  school: ['managing-body', 'province'],
}

export const ownership = z.enum(['public', 'non-public'])
export type Ownership = z.infer<typeof ownership>

export const officialCode = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,31}$/, 'Letters, digits, dot, dash; 2 to 32 characters')
export const unitName = z.string().trim().min(2).max(200)

const phoneShape = /^\+?[\d .()/-]{3,50}$/
/** How a unit is reached; null: not said. */
export const unitContact = z.object({
  address: z.string().trim().min(1).max(300).nullable(),
  phone: z.string().trim().max(50).regex(phoneShape, 'Digits, blanks, dots, dashes').nullable(),
  email: z.email().max(200).nullable(),
  website: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .nullable(),
})
export type UnitContact = z.infer<typeof unitContact>

/** One of the places where a unit teaches (điểm trường); a colon parts name and address where they stand in one line. */
export const unitSite = z.object({
  name: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^:\n]+$/, 'Without a colon'),
  address: z
    .string()
    .trim()
    .min(1)
    .max(300)
    .regex(/^[^\n]+$/, 'One line')
    .nullable(),
  main: z.boolean(),
})
export type UnitSite = z.infer<typeof unitSite>
export const unitSites = z
  .array(unitSite)
  .max(50)
  .refine((sites) => sites.filter(({ main }) => main).length <= 1, 'One main site')

export const unitSummary = z
  .object({ id: unitId, code: officialCode, name: unitName, type: unitType })
  .meta({ id: 'UnitSummary' })
export type UnitSummary = z.infer<typeof unitSummary>

export const unit = unitSummary
  .extend({
    ownership: ownership.nullable(),
    parent: unitSummary.nullable(),
    childCount: z.int().describe('Open units directly under it'),
    closedOn: day.nullable().describe('First day on which the unit is no more'),
    version: z.int(),
    /** What the caller may do here now. */
    actions: z.array(z.enum(['edit', 'add-child', 'manage-people', 'reorganise'])),
  })
  .meta({ id: 'Unit' })
export type Unit = z.infer<typeof unit>

/** What is said of a unit on its own page. */
export const unitDetail = unit
  .extend({
    ancestors: z.array(unitSummary),
    ...unitContact.shape,
    sites: unitSites,
    formerCodes: z.array(officialCode),
  })
  .meta({ id: 'UnitDetail' })
export type UnitDetail = z.infer<typeof unitDetail>

/** What is left out stays as it is; of a new unit it is not said. */
const described = { ...unitContact.partial().shape, sites: unitSites.optional() }

export const newUnit = z.object({
  parentId: unitId,
  code: officialCode,
  name: unitName,
  type: unitType.exclude(['system']),
  ownership: ownership.nullable(),
  ...described,
})
export type NewUnit = z.infer<typeof newUnit>

export const unitChange = z.object({
  version: z.int(),
  code: officialCode,
  name: unitName,
  ownership: ownership.nullable(),
  ...described,
})
export type UnitChange = z.infer<typeof unitChange>
