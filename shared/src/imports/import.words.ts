import type { SheetRule } from '../sheet.ts'
import { earlierResultImportWords } from '../earlier-results/earlier-result-import.words.ts'
import { peopleImportWords } from '../identity/people-import.words.ts'
import { treeChangeWords } from '../org/tree-change.words.ts'
import { unitImportWords } from '../org/unit-import.words.ts'
import type { ImportKindName } from './import.schema.ts'
import type { Bilingual, ImportWords } from './words.ts'

/**
 * Sentences for faults of cells. They stand here and not among those of the web app, because the corrected sheet that
 * the API writes says them as well.
 */
export const sheetRuleWords: Record<SheetRule, Bilingual> = {
  'sheet-missing': { vi: 'Thiếu trang tính này', en: 'This sheet is missing' },
  'header-missing': { vi: 'Thiếu cột “{header}”', en: 'The column “{header}” is missing' },
  'header-unknown': {
    vi: 'Không biết cột “{header}”; hãy dùng tên cột như trong bảng tính mẫu',
    en: 'The column “{header}” is not known; use the names of the template',
  },
  'cell-empty': { vi: 'Chưa điền “{header}”', en: '“{header}” is empty' },
  'not-a-number': { vi: '“{text}” không phải là số', en: '“{text}” is no number' },
  'not-whole': { vi: '“{text}” phải là số nguyên', en: '“{text}” must be a whole number' },
  'too-many-decimals': {
    vi: '“{text}” có quá hai chữ số sau dấu phẩy',
    en: '“{text}” has more than two decimals',
  },
  'out-of-range': { vi: '{text} phải từ {least} đến {most}', en: '{text} must be from {least} to {most}' },
  'not-a-date': {
    vi: '“{text}” không phải là ngày; hãy viết như 30/12/2026',
    en: '“{text}” is no day; write it like 30/12/2026',
  },
  'not-a-code': { vi: '“{text}” không phải là mã', en: '“{text}” is no code' },
  'not-a-key': {
    vi: '“{text}” không đúng dạng; ví dụ đúng: {example}',
    en: '“{text}” does not fit; example: {example}',
  },
  'unknown-word': { vi: 'Không biết “{text}”; chỉ dùng: {words}', en: '“{text}” is not known; use: {words}' },
  'text-too-long': { vi: 'Dài {length} ký tự, nhiều nhất là {limit}', en: '{length} characters, at most {limit}' },
  formula: {
    vi: 'Ô chứa công thức; hãy dán lại thành giá trị',
    en: 'The cell holds a formula; paste it as a value',
  },
  merged: { vi: 'Các ô {range} đang bị gộp; hãy bỏ gộp ô', en: 'The cells {range} are merged; split them' },
  'error-value': { vi: 'Ô đang báo lỗi {text}', en: 'The cell shows the error {text}' },
  twice: { vi: 'Trùng với ô {first}', en: 'The same as in cell {first}' },
  'too-many-rows': { vi: 'Quá {limit} dòng', en: 'More than {limit} rows' },
}

/** The words of every kind. */
export const importWords: Readonly<Record<ImportKindName, ImportWords>> = {
  'earlier-results': earlierResultImportWords,
  units: unitImportWords,
  people: peopleImportWords,
  'tree-change': treeChangeWords,
}

/** The sentence of a fault: the rule of the kind, else that of any table, else the rule itself. */
export function importSentence(
  kind: ImportKindName,
  { rule, values }: { rule: string; values: Readonly<Record<string, string | number>> },
  locale: keyof Bilingual,
): string {
  const general: Readonly<Record<string, Bilingual>> = sheetRuleWords
  const sentence = (importWords[kind].rules[rule] ?? general[rule])?.[locale] ?? rule
  return sentence.replace(/\{(\w+)\}/g, (gap, name: string) => shown(values[name], locale) ?? gap)
}

const shown = (value: string | number | undefined, locale: keyof Bilingual) =>
  typeof value === 'number' ? value.toLocaleString(locale === 'vi' ? 'vi-VN' : 'en') : value
