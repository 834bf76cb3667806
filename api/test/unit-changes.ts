import { ok, type Person } from './road.ts'

type Unit = { id: string; code: string; name: string; type: string; ownership: string | null }

/** An operation as an order: with the decision it rests on. */
export const decision = (over: object = {}) => ({
  effectiveOn: '2026-07-01',
  decisionNumber: '15/QĐ-UBND',
  decisionDate: '2026-06-15',
  note: '',
  ...over,
})

/** The unit and the version of it that one has seen, as an operation names it. */
export const seen = async (by: Person, { id }: { id: string }) => {
  const { version } = await ok(by.get(`/units/${id}`))
  return { unitId: id, version }
}
/** What a unit is called, with something else in it. */
export const words = ({ code, name, type, ownership }: Unit, over: object = {}) => ({
  code,
  name,
  type,
  ownership,
  ...over,
})
/** Orders an operation on units by a decision. */
export const change = (by: Person, order: object) => by.post('/unit-changes', decision(order))
export const history = async (by: Person, { id }: { id: string }) => ok(by.get(`/units/${id}/history`))

export async function move(by: Person, unit: { id: string }, parent: { id: string }, over: object = {}) {
  return change(by, { kind: 'move', units: [{ ...(await seen(by, unit)), parentId: parent.id }], ...over })
}
