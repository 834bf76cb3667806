import { createI18n } from 'vue-i18n'
import { nextTick } from 'vue'
import { features } from './features.ts'
import { locales, type Feature, type Locale, type Messages } from './platform/feature.ts'

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

/** What has been asked for, so that nothing is asked for twice. */
const loading = new Map<string, Promise<void>>()
function once(key: string, load: () => Promise<void>): Promise<void> {
  const pending = loading.get(key) ?? load()
  loading.set(key, pending)
  // A lost connection is not the last word.
  pending.catch(() => loading.delete(key))
  return pending
}

const loadPlatform = (locale: Locale) =>
  once(locale, async () => {
    for (const part of await platform[locale]()) i18n.global.mergeLocaleMessage(locale, part.default)
  })
/** The sentences of a feature lie below its name. */
const loadFeature = (locale: Locale, { name, messages }: Feature) =>
  once(`${locale} ${name}`, async () => {
    i18n.global.mergeLocaleMessage(locale, { [name]: (await messages[locale]()).default })
  })

/** The public pages need few sentences; whoever works here needs all of them. */
let everything = false
let current: Locale = 'vi'
async function load(locale: Locale): Promise<void> {
  const wanted = features.filter((feature) => everything || feature.early)
  await Promise.all([loadPlatform(locale), ...wanted.map((feature) => loadFeature(locale, feature))])
}

/** Loads what is needed behind the entrance. Asked before every page there; only the first has to wait. */
export async function loadEverySentence(): Promise<void> {
  everything = true
  await load(current)
}

/** Shows the app in this language, now and at the next visit. */
export async function useLocale(locale: Locale): Promise<void> {
  await load(locale)
  current = locale
  i18n.global.locale.value = locale
  document.documentElement.lang = locale
  localStorage.setItem(key, locale)
  await nextTick()
}

/** The language of the last visit, Vietnamese at the first. */
export const startLocale = () => useLocale(remembered())
