import { tierOf, type UnitType } from '@thuoc/shared'

/** What the head of a unit is called where their own account does not say: a key below `councils.decide.heads`. */
export function headOfficeOf(type: UnitType): 'principal' | 'director' | 'division' {
  if (tierOf[type] === 'managing-body') return 'division'
  if (tierOf[type] !== 'school') return 'director'
  return type === 'continuing-education' || type === 'vocational-continuing-education' ? 'director' : 'principal'
}
