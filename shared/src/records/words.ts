import { english } from './words.en.ts'
import { vietnamese } from './words.vi.ts'

type Words = { tables: Record<string, string>; columns: Record<string, string> }

/**
 * What tables and columns of the record are called: for the screen, for the verifier, and for files that are read
 * without the system. A table without a word is not shown to anybody.
 */
export const recordWords: Record<'vi' | 'en', Words> = { vi: vietnamese, en: english }
