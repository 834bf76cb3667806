import { nextTick } from 'vue'
import { entrance } from './entrance.ts'
import { locales, type Feature, type Locale } from './platform/feature.ts'
import { i18n, tellLate, tellRefusals } from './platform/sentences.ts'

export { i18n } from './platform/sentences.ts'

const key = 'thuoc.locale'
const isLocale = (text: string | null): text is Locale => locales.some((locale) => locale === text)
const remembered = () => {
  const locale = localStorage.getItem(key)
  return isLocale(locale) ? locale : 'vi'
}

/** Each part of the interface whose sentences can be had as a whole. */
const whole = new Map<string, (locale: Locale) => Promise<void>>([
  ['problem', tellRefusals],
  ['problemItem', tellRefusals],
])
/** Lets the sentences of these features be looked for. */
export function partsFrom(features: readonly Feature[]): void {
  for (const { name, messages } of features)
    whole.set(name, async (locale) => tellLate(locale, { [name]: (await messages[locale]()).default }))
}
partsFrom(entrance)

/** What no module has told, because its name is put together where nobody can see it, comes with its part. */
const looked = new Map<string, Promise<void>>()
function lookFor(locale: Locale, name: string): Promise<void> {
  const place = `${locale} ${name}`
  const pending = looked.get(place) ?? whole.get(name)?.(locale) ?? Promise.resolve()
  looked.set(place, pending)
  // A lost connection is not the last word.
  pending.catch(() => looked.delete(place))
  return pending
}
i18n.global.setMissingHandler((locale, missed) => {
  if (isLocale(locale)) void lookFor(locale, missed.split('.')[0] ?? '').catch(() => {})
})

/** Shows the app in this language, now and at the next visit. */
export async function useLocale(locale: Locale): Promise<void> {
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
  localStorage.setItem(key, locale)
  await nextTick()
}

/** The language of the last visit, Vietnamese at the first. While it is written every sentence is there, told or not. */
export async function startLocale(): Promise<void> {
  if (import.meta.env.DEV) {
    partsFrom((await import('./features.ts')).features)
    for (const locale of locales) {
      const [platform] = await Promise.all([
        locale === 'vi' ? import('./platform/locales/vi.json') : import('./platform/locales/en.json'),
        ...[...whole.keys()].map((name) => lookFor(locale, name)),
      ])
      tellLate(locale, platform.default)
    }
  }
  await useLocale(remembered())
}
