import type { Role } from '@thuoc/shared'
import type { testApi } from './harness.ts'
import { ok, shortSet, type Person } from './road.ts'

type Definition = ReturnType<typeof shortSet>
type Tester = Pick<ReturnType<typeof testApi>, 'as'>

/** Drafts and published sets, made through the API; by an officer of the home province unless somebody else is given. */
export function aCatalogue({ as }: Tester) {
  async function draft(definition: string | object, by: Role | Person = 'province-officer') {
    const person = typeof by === 'string' ? await as(by) : by
    const body = typeof definition === 'string' ? shortSet(definition) : definition
    return { person, set: await ok(person.post('/indicator-sets', body)) }
  }
  async function published(definition: string | object, by?: Role | Person) {
    const { person, set } = await draft(definition, by)
    return { person, set: await ok(person.post(`/indicator-sets/${set.id}/publish`, { revision: set.revision })) }
  }
  return { draft, published }
}

/** The short set with its two groups one point short. */
export const faulty = (code: string): Definition => {
  const set = shortSet(code)
  return { ...set, groups: set.groups.map((group) => ({ ...group, maximum: 90 })) }
}
