import type { Locale, Messages } from './feature.ts'
import { createTranslator } from './translator.ts'

/** All sentences that have been told so far. */
export const i18n = createTranslator()
export const { tellLate } = i18n

const parts = new Set<string>()
let listener: (part: string) => void = () => {}
/** The parts of the interface of which something has been told. */
export const partsTold = (): readonly string[] => [...parts]
/** Calls back with each part of which something is told for the first time. */
export const listenToParts = (to: (part: string) => void): void => void (listener = to)

/**
 * Adds Vietnamese sentences, silently: whoever tells them has shown nothing yet. The build has each module tell those that
 * it names, so a page brings its own and no others. English ones come by part, to those who read English.
 */
export function tell(more: Messages): void {
  i18n.tell('vi', more)
  for (const part of Object.keys(more)) {
    if (parts.has(part)) continue
    parts.add(part)
    listener(part)
  }
}

const refusals: Record<Locale, () => Promise<{ default: Messages }>> = {
  vi: () => import('./locales/problem.vi.json'),
  en: () => import('./locales/problem.en.json'),
}
const asked: Partial<Record<Locale, Promise<void>>> = {}

/** The sentences for refusals are many, and few are ever seen: they come with the first. Never fails; asked again, tries again. */
export function tellRefusals(locale: Locale = i18n.locale.value): Promise<void> {
  return (asked[locale] ??= refusals[locale]().then(
    (file) => tellLate(locale, file.default),
    () => void delete asked[locale],
  ))
}
