import { z } from 'zod'
import type { Tier } from '../org/unit.schema.ts'

export const roles = [
  'system-administrator',
  'province-administrator',
  'province-leader',
  'province-officer',
  'managing-body-leader',
  'managing-body-officer',
  'school-head',
  'council-member',
  'school-staff',
] as const
export const role = z.enum(roles)
export type Role = z.infer<typeof role>

/** A role exists only in units of its tier. */
export const tierOfRole: Record<Role, Tier> = {
  'system-administrator': 'system',
  'province-administrator': 'province',
  'province-leader': 'province',
  'province-officer': 'province',
  'managing-body-leader': 'managing-body',
  'managing-body-officer': 'managing-body',
  'school-head': 'school',
  'council-member': 'school',
  'school-staff': 'school',
}
