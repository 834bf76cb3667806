import { nextTick } from 'vue'
import { entrance } from './entrance.ts'
import { locales, type Feature, type Locale, type Messages } from './platform/feature.ts'
import { i18n, listenToParts, partsTold, tellLate, tellRefusals } from './platform/sentences.ts'

export { i18n } from './platform/sentences.ts'

const key = 'thuoc.locale'
const isLocale = (text: string | null): text is Locale => locales.some((locale) => locale === text)
const remembered = () => {
  const locale = localStorage.getItem(key)
  return isLocale(locale) ? locale : 'vi'
}

const platform: Record<Locale, () => Promise<{ default: Messages }>> = {
  vi: () => import('./platform/locales/vi.json'),
  en: () => import('./platform/locales/en.json'),
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

async function tellPart(locale: Locale, name: string): Promise<void> {
  const known = whole.get(name)
  if (known) return await known(locale)
  const { default: everywhere } = await platform[locale]()
  if (name in everywhere) return tellLate(locale, everywhere)
  // Of a feature behind the entrance that shows something before it.
  partsFrom((await import('./features.ts')).features)
  await whole.get(name)?.(locale)
}

/** What is not there, for it is English or its name is put together where nobody can see it, comes with its part. */
const looked = new Map<string, Promise<void>>()
function lookFor(locale: Locale, name: string): Promise<void> {
  const place = `${locale} ${name}`
  const pending = looked.get(place) ?? tellPart(locale, name)
  looked.set(place, pending)
  // A lost connection is not the last word.
  pending.catch(() => looked.delete(place))
  return pending
}
i18n.onMissing((locale, missed) => void lookFor(locale, missed.split('.')[0] ?? '').catch(() => {}))

let wanted: Locale = 'vi'
listenToParts((part) => {
  if (wanted !== 'vi') void lookFor(wanted, part).catch(() => {})
})
/** Resolves once all that has been told can be read in the language of the page. What cannot be had stays Vietnamese. */
export async function translated(): Promise<void> {
  if (wanted !== 'vi') await Promise.allSettled(partsTold().map((part) => lookFor(wanted, part)))
}

/** Shows the app in this language, now and at the next visit. */
export async function useLocale(locale: Locale): Promise<void> {
  wanted = locale
  await translated()
  // Who changed their mind meanwhile is not changed back.
  if (wanted !== locale) return
  i18n.locale.value = locale
  document.documentElement.lang = locale
  localStorage.setItem(key, locale)
  await nextTick()
}

/** The language of the last visit, Vietnamese at the first. While it is written every sentence is there, told or not. */
export async function startLocale(): Promise<void> {
  if (import.meta.env.DEV) {
    partsFrom((await import('./features.ts')).features)
    for (const locale of locales) {
      const [everywhere] = await Promise.all([
        platform[locale](),
        ...[...whole.keys()].map((name) => lookFor(locale, name)),
      ])
      tellLate(locale, everywhere.default)
    }
  }
  await useLocale(remembered())
}
