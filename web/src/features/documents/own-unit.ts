import type { Me } from '@thuoc/shared'

/** The unit one acts in; the router lets nobody here who acts in none. */
export function ownUnitOf(acting: Me['acting']) {
  if (!acting) throw new Error('Whoever sets documents up acts in a unit')
  return acting.unit
}
