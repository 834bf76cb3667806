import { setImmediate as others } from 'node:timers/promises'
import { extentOf, type Measure } from './text-lines.ts'

/** A column as it is printed: where it stands in the row, and its width in points. */
export type PlacedColumn = { at: number; width: number }
/** Columns that stand side by side on a page; those that say whose row it is come again in each. */
export type Band = readonly PlacedColumn[]

/** The least and the best width of a column. */
type Need = { at: number; least: number; best: number }
export type Faces = { plain: Measure; bold: Measure }
/** Longer texts are broken into lines; with room left they get up to the second, and the very long up to the third. */
const [narrow, wide, widest] = [104, 260, 480]
const lines = 8
/** For a sum in bold, and for what figures lose on the way. */
const slack = 1

/** How wide columns have to be for what stands in them. @param padding of a cell, both sides together */
export async function needsOf(
  headers: readonly string[],
  rows: Iterable<readonly string[]>,
  faces: Faces,
  padding: number,
): Promise<Need[]> {
  const needs = headers.map((header, at) => {
    const { whole, word } = extentOf(header, faces.bold)
    return { at, least: word, best: Math.min(whole, narrow), whole: 0, word: 0 }
  })
  let read = 0
  for (const row of rows) {
    for (const need of needs) {
      const { whole, word } = extentOf(row[need.at] ?? '', faces.plain)
      need.whole = Math.max(need.whole, whole)
      need.word = Math.max(need.word, word)
    }
    read += 1
    if (read % 50 === 0) await others()
  }
  return needs.map(({ at, least, best, whole, word }) => ({
    at,
    least: Math.max(least, Math.min(whole, narrow), Math.min(word, narrow)) + padding + slack,
    best: Math.max(least, best, Math.min(whole, wide), Math.min(whole / lines, widest)) + padding + slack,
  }))
}

/** Whether all columns find room beside each other. */
export const fit = (needs: readonly Need[], width: number) => leastOf(needs) <= width

/** As few bands as there is room for, about equally wide, each with the first columns again. */
export function bandsOf(needs: readonly Need[], keys: number, width: number): Band[] {
  if (fit(needs, width)) return [spread(needs, width)]
  const heads = needs.slice(0, keys)
  const others = needs.slice(keys)
  const room = Math.max(width - leastOf(heads), width / 3)
  const count = Math.ceil(leastOf(others) / room)
  const share = leastOf(others) / count
  const groups: Need[][] = []
  let [group, taken]: [Need[], number] = [[], 0]
  for (const need of others) {
    const isFull = taken + need.least > room || (taken + need.least / 2 > share && groups.length < count - 1)
    if (group.length > 0 && isFull) {
      groups.push(group)
      ;[group, taken] = [[], 0]
    }
    group.push(need)
    taken += need.least
  }
  groups.push(group)
  return groups.map((one) => spread([...heads, ...one], width))
}

const leastOf = (needs: readonly Need[]) => needs.reduce((sum, { least }) => sum + least, 0)

/** What is left goes to those that want more, and then to all in proportion. */
function spread(needs: readonly Need[], width: number): Band {
  const least = leastOf(needs)
  const wanted = needs.reduce((sum, one) => sum + one.best - one.least, 0)
  const given = wanted === 0 ? 0 : Math.max(0, Math.min(1, (width - least) / wanted))
  const placed = needs.map(({ at, least: own, best }) => ({ at, width: own + (best - own) * given }))
  const taken = placed.reduce((sum, one) => sum + one.width, 0)
  return placed.map((one) => ({ ...one, width: (one.width * width) / taken }))
}
