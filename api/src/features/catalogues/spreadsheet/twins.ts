import type { Report } from './report.ts'
import type { Criterion, Group, Holder } from './holder.ts'

/** Who has which code, also where several have the same. */
export type Holders = {
  /** In the order of the sheets; more than one where a code stands twice. */
  of: (code: string) => readonly Holder[]
  /** Whether this may be the code that a row lost when it was given another one's by mistake. */
  isLost: (code: string) => boolean
}

export const above = (code: string) => code.slice(0, Math.max(0, code.lastIndexOf('.')))
const numberOf = (code: string) => Number(code.split('.').at(-1))

/**
 * Names each code that stands twice, once: where it stands outside its parent, otherwise where it stands again. Which of
 * the two is meant nobody knows, so that what only follows from it is no fault of its own.
 */
export function holdersOf(groups: readonly Group[], criteria: readonly Criterion[], report: Report): Holders {
  const coded = [...groups, ...criteria].filter(({ code }) => code !== null)
  const byCode = Map.groupBy(coded, ({ code }) => code ?? '')
  const twins = [...byCode.values()].filter((holders) => holders.length > 1)
  for (const holders of twins) {
    const rightful = holders.find((holder) => !isAstray(holder)) ?? holders[0]
    for (const holder of holders) {
      if (holder !== rightful) report(codePlace(holder), { rule: 'code-twice' })
      holder.tainted.add('code').add('attached').add('children')
    }
  }
  const rowsOf = (holder: Holder): readonly Holder[] => (holder.type === 'group' ? groups : criteria)
  return {
    of: (code) => byCode.get(code) ?? [],
    isLost: (code) => twins.flat().some((holder) => isBetweenNeighbours(code, holder, rowsOf(holder))),
  }
}

const codePlace = (holder: Holder) =>
  holder.type === 'group' ? holder.read.row.place('code') : holder.read.row.place('code')

const parentCell = (holder: Holder) =>
  holder.type === 'criterion' && holder.read.parent.state === 'read' ? holder.read.parent.value : null

function isAstray(holder: Holder): boolean {
  const parent = parentCell(holder)
  return parent !== null && !holder.code?.startsWith(`${parent}.`)
}

/** Where a row stands tells which code it may have had: one between those of its neighbours under the same parent. */
function isBetweenNeighbours(code: string, holder: Holder, rows: readonly Holder[]): boolean {
  const parent = above(code)
  const known = parentCell(holder)
  if (known !== null && known !== parent) return false
  const at = rows.indexOf(holder)
  const isSibling = (row: Holder) => row.code !== null && above(row.code) === parent
  const before = rows.slice(0, at).findLast(isSibling)?.code
  const behind = rows.slice(at + 1).find(isSibling)?.code
  if (known === null && !before && !behind && rows[at - 1]?.code !== parent) return holder.type === 'group'
  return numberOf(code) > (before ? numberOf(before) : 0) && numberOf(code) < (behind ? numberOf(behind) : Infinity)
}
