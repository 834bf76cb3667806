import { createI18n } from 'vue-i18n'
import { nextTick } from 'vue'
import { features } from './features.ts'
import { locales, type Locale, type Messages } from './platform/feature.ts'

const key = 'thuoc.locale'
const platform: Record<Locale, () => Promise<{ default: Messages }[]>> = {
  vi: () => Promise.all([import('./platform/locales/vi.json'), import('./platform/locales/problem.vi.json')]),
  en: () => Promise.all([import('./platform/locales/en.json'), import('./platform/locales/problem.en.json')]),
}

export const i18n = createI18n({ legacy: false, locale: 'vi', fallbackLocale: 'vi', messages: {} })

const isLocale = (text: string | null): text is Locale => locales.some((locale) => locale === text)
const remembered = () => {
  const locale = localStorage.getItem(key)
  return isLocale(locale) ? locale : 'vi'
}

const loaded = new Set<Locale>()
/** Loads all sentences of a language, those of each feature below its name. */
async function load(locale: Locale): Promise<void> {
  if (loaded.has(locale)) return
  const [own, parts] = await Promise.all([
    platform[locale](),
    Promise.all(features.map(async ({ name, messages }) => [name, (await messages[locale]()).default] as const)),
  ])
  i18n.global.setLocaleMessage(locale, Object.assign({}, ...own.map((part) => part.default), Object.fromEntries(parts)))
  loaded.add(locale)
}

/** Shows the app in this language, now and at the next visit. */
export async function useLocale(locale: Locale): Promise<void> {
  await load(locale)
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
  localStorage.setItem(key, locale)
  await nextTick()
}

/** The language of the last visit, Vietnamese at the first. */
export const startLocale = () => useLocale(remembered())
