/** What people write for each member of a closed set: the first word is written out, the others are read as well. */
export type Words<T extends string> = Readonly<Record<T, readonly [string, ...string[]]>>

export const yesNo: Words<'yes' | 'no'> = { yes: ['Có', 'x', 'true', 'yes'], no: ['Không', 'false', 'no'] }

/** The words that are written out, in the order of the set. */
export const wordsOf = (words: Words<string>): string[] => Object.values(words).map(([first]) => first)

/** The word of one member. */
export const wordFor = <T extends string>(words: Words<T>, member: T): string => words[member][0]

/** Case, accents, dashes and spaces do not matter. */
export const fold = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .replace(/\p{Pd}/gu, '-')
    .replace(/\s+/g, ' ')
    .replace(/ ?([-/]) ?/g, '$1')
    .trim()
    .toLowerCase()

/** Each list folded once: a workbook asks for the same words thousands of times. */
const known = new WeakMap<object, ReadonlyMap<string, string>>()

function indexOf<T extends string>(words: Words<T>): ReadonlyMap<string, string> {
  const made = known.get(words)
  if (made) return made
  const index = new Map<string, string>()
  for (const [member, written] of Object.entries<readonly string[]>(words))
    for (const word of [member, ...written]) index.set(fold(word), member)
  known.set(words, index)
  return index
}

/** The member that a text names: by one of its words, or as the API calls it; null: by none. */
export function memberOf<T extends string>(words: Words<T>, text: string): T | null {
  const member = indexOf(words).get(fold(text))
  return member !== undefined && isMember(words, member) ? member : null
}

const isMember = <T extends string>(words: Words<T>, member: string): member is T => member in words
