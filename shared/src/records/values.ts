import { englishValues } from './values.en.ts'
import { vietnameseValues } from './values.vi.ts'

const sameWords = { permissions: 'powers', scopes: 'powers' } as const
const values: Record<'vi' | 'en', Readonly<Record<string, Readonly<Record<string, string>>>>> = {
  vi: vietnameseValues,
  en: englishValues,
}

/** What a code in a column means in plain words; undefined where it is no code, such as what people typed. */
export function recordValue(language: 'vi' | 'en', column: string, code: string): string | undefined {
  const words = values[language][column in sameWords ? 'powers' : column]
  return words && Object.hasOwn(words, code) ? words[code] : undefined
}
