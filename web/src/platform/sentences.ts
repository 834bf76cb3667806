import { createI18n } from 'vue-i18n'
import { locales, type Locale, type Messages } from './feature.ts'

const messages: Record<Locale, Messages> = { vi: {}, en: {} }

/** All sentences that have been told so far, in both languages. */
export const i18n = createI18n({ legacy: false, locale: 'vi', fallbackLocale: 'vi', messages })

/**
 * Adds sentences, silently: whoever tells them has shown nothing yet. The build has each module tell those that it names,
 * so a page brings its own and no others.
 */
export function tell(more: Record<Locale, Messages>): void {
  for (const locale of locales) merge(messages[locale], more[locale])
}

function merge(into: Messages, from: Messages) {
  for (const [key, value] of Object.entries(from)) {
    const known = into[key]
    if (typeof known === 'object' && typeof value === 'object') merge(known, value)
    else into[key] = value
  }
}

/** Adds sentences that were missed: what shows them is drawn again. */
export const tellLate = (locale: Locale, more: Messages): void => i18n.global.mergeLocaleMessage(locale, more)

const refusals: Record<Locale, () => Promise<{ default: Messages }>> = {
  vi: () => import('./locales/problem.vi.json'),
  en: () => import('./locales/problem.en.json'),
}
const asked: Partial<Record<Locale, Promise<void>>> = {}

/** The sentences for refusals are many, and few are ever seen: they come with the first. Never fails; asked again, tries again. */
export function tellRefusals(locale: Locale = i18n.global.locale.value): Promise<void> {
  return (asked[locale] ??= refusals[locale]().then(
    (file) => tellLate(locale, file.default),
    () => void delete asked[locale],
  ))
}
