import { filledPlaceOf, type ReportOutline } from '@thuoc/shared'

// Headings of a report while they are being arranged. Each change gives a new outline, numbered in its new order.

const digits = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const

/** Parts are numbered as in the regulation: I, II, III … */
export function romanOf(number: number): string {
  const digit = digits.find(([value]) => value <= number)
  return digit ? digit[1] + romanOf(number - digit[0]) : ''
}

const numbered = (outline: ReportOutline): ReportOutline =>
  outline.map((part, at) => ({ ...part, code: romanOf(at + 1) }))

/** The list with the entry at `at` moved by one place; itself where it cannot move. */
function moved<T>(list: readonly T[], at: number, by: 1 | -1): T[] {
  const to = at + by
  const one = list[at]
  if (one === undefined || to < 0 || to >= list.length) return [...list]
  return list.toSpliced(at, 1).toSpliced(to, 0, one)
}

export const mostParts = 30
export const mostHeadings = 20

export const addPart = (outline: ReportOutline): ReportOutline =>
  numbered([...outline, { code: '', title: '', parts: [] }])
export const removePart = (outline: ReportOutline, at: number): ReportOutline => numbered(outline.toSpliced(at, 1))
export const movePart = (outline: ReportOutline, at: number, by: 1 | -1): ReportOutline =>
  numbered(moved(outline, at, by))
export const renamePart = (outline: ReportOutline, at: number, title: string): ReportOutline =>
  outline.map((part, place) => (place === at ? { ...part, title } : part))

const within = (outline: ReportOutline, at: number, change: (parts: string[]) => string[]): ReportOutline =>
  outline.map((part, place) => (place === at ? { ...part, parts: change(part.parts) } : part))

export const addHeading = (outline: ReportOutline, at: number) => within(outline, at, (parts) => [...parts, ''])
export const removeHeading = (outline: ReportOutline, at: number, place: number) =>
  within(outline, at, (parts) => parts.toSpliced(place, 1))
export const moveHeading = (outline: ReportOutline, at: number, place: number, by: 1 | -1) =>
  within(outline, at, (parts) => moved(parts, place, by))
export const renameHeading = (outline: ReportOutline, at: number, place: number, title: string) =>
  within(outline, at, (parts) => parts.with(place, title))

/** What a heading needs to be one. */
export const isNamed = (title: string): boolean => title.trim().length >= 2

/** Every heading has its words, and there is at least one. */
export const isWhole = (outline: ReportOutline): boolean =>
  outline.length > 0 && outline.every(({ title, parts }) => isNamed(title) && parts.every(isNamed))

/** Whether the system writes something under a heading by itself; only where one writes, not over its own headings. */
export const isFilled = (title: string, parts: readonly string[] = []): boolean =>
  parts.length === 0 && filledPlaceOf(title) !== undefined
