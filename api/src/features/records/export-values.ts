import { linesOf, recordValue, recordWords, type FileExport } from '@thuoc/shared'
import { exportWords, type ExportLanguage } from './export-words.ts'

/** A file as it is read in one language. */
export type Told = Omit<FileExport, 'tables'> & { language: ExportLanguage }

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
/** What people wrote is text and nothing else. */
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (one) => entities[one] ?? one)

const clock = new Intl.DateTimeFormat('vi-VN', { timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'short' })
/** A moment as people read it, day before month in both languages. */
export const at = (text: string) => escapeHtml(clock.format(new Date(text)))
/** A moment as the database writes it; what people type may look alike and be none. */
const isMoment = (text: string) => /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(text) && !Number.isNaN(Date.parse(text))
/** What a text stands for, where it does; people may type the name of what every object has. */
export const wordIn = (words: Readonly<Record<string, string>>, text: string) =>
  Object.hasOwn(words, text) ? words[text] : undefined
/** Nothing that anybody would read. */
export const saysNothing = (value: unknown) =>
  value === null ||
  value === undefined ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0)
/** A calendar day as the database writes it. */
const isDay = (text: string) => /^\d{4}-\d{2}-\d{2}$/.test(text)

/** A stored value in the words of people: codes, days, ids of people and units, what stands inside. */
export function valueOf(value: unknown, data: Told, column: string): string {
  if (saysNothing(value)) return '–'
  if (typeof value === 'boolean') return exportWords[data.language][value ? 'yes' : 'no']
  if (typeof value === 'string' && isMoment(value)) return at(value)
  if (typeof value === 'string' && isDay(value)) return value.split('-').reverse().join('/')
  if (typeof value === 'string') return escapeHtml(textOf(value, data, column))
  if (typeof value === 'number') return escapeHtml(value.toLocaleString(data.language === 'vi' ? 'vi-VN' : 'en-GB'))
  if (Array.isArray(value)) return value.map((one: unknown) => valueOf(one, data, column)).join('; ')
  const parts = Object.entries(value ?? {}).flatMap(([name, one]) => {
    const label =
      wordIn(recordWords[data.language].columns, name) ?? fieldsOf(data).get(name) ?? (isCode(name) ? name : undefined)
    return label === undefined || saysNothing(one) ? [] : [`${escapeHtml(label)}: ${valueOf(one, data, name)}`]
  })
  return parts.length === 0 ? '–' : parts.join(', ')
}
const textOf = (value: string, { names, language }: Told, column: string) =>
  wordIn(names, value) ??
  recordValue(language, column, value) ??
  wordIn(exportWords[language].status, value) ??
  wordIn(exportWords[language].action, value) ??
  value
/** `1.3.2`, as answers are kept by criterion. */
const isCode = (name: string) => /^\d+(\.\d+)*$/.test(name)
/** What the further fields of criteria are called in the set. */
export const fieldsOf = ({ form }: Pick<Told, 'form'>) =>
  new Map(linesOf(form.definition).flatMap(({ criterion }) => fieldsIn(criterion)))
const fieldsIn = (criterion: ReturnType<typeof linesOf>[number]['criterion']) =>
  ('fields' in criterion ? (criterion.fields ?? []) : []).map(({ key, title }) => [key, title] as const)
