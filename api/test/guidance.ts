import type { testApi } from './harness.ts'
import { ok, shortSet, type Person } from './road.ts'

type Tester = ReturnType<typeof testApi>

/** A published set of the home province, and how notes are written on it. */
export async function aGuidedSet({ as }: Pick<Tester, 'as'>, code = 'HUONG-DAN') {
  const owner = await as('province-leader')
  const draft = await ok(owner.post('/indicator-sets', shortSet(code)))
  const set = await ok(owner.post(`/indicator-sets/${draft.id}/publish`, { revision: draft.revision }))
  const note = (text: string, version = 0) => ({ version, text, examples: '' })
  const write = (person: Person, criterion: string, body: object) =>
    person.put(`/indicator-sets/${set.id}/guidance/${criterion}`, body)
  /** What somebody reads, by criterion, author and text. */
  const read = async (person: Person, unitId?: string): Promise<string[]> => {
    const query = unitId === undefined ? '' : `?unitId=${unitId}`
    const { items } = await ok(person.get(`/indicator-sets/${set.id}/guidance${query}`))
    return items.map((one: { criterion: string; text: string }) => `${one.criterion} ${one.text}`)
  }
  return { owner, set, note, write, read }
}
