import { englishExport } from './export-words.en.ts'
import type { ExportWords } from './export-language.ts'
import { vietnameseExport } from './export-words.vi.ts'

/** Languages in which the archive of a file can be read; the first is the one of `index.html`. */
export const exportLanguages = ['vi', 'en'] as const
export type ExportLanguage = (typeof exportLanguages)[number]

export const exportWords: Record<ExportLanguage, ExportWords> = { vi: vietnameseExport, en: englishExport }
/** Where the page of a language stands in the archive. */
export const pageName: Record<ExportLanguage, string> = { vi: 'index.html', en: 'index.en.html' }
