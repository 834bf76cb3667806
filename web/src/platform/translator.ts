import { inject, ref, shallowRef, triggerRef, type App, type InjectionKey, type Plugin, type Ref } from 'vue'
import { locales, type Locale, type Messages } from './feature.ts'
import { filled, type Values } from './filled.ts'

/**
 * The sentence of this name in the language of the page, its gaps filled; in Vietnamese where the language has none, and
 * the name itself where there is no sentence. `count` chooses between forms.
 */
export type Translate = (key: string, values?: Values, count?: number) => string
type Composer = {
  t: Translate
  te: (key: string) => boolean
  locale: Ref<Locale>
  /** The same with its gaps as they are written. */
  raw: (key: string) => string
}
export type Translator = Composer &
  Plugin<[]> & {
    /** Adds sentences, silently: whoever tells them has shown nothing yet. */
    tell: (locale: Locale, more: Messages) => void
    /** Adds sentences that were missed: what shows them is drawn again. */
    tellLate: (locale: Locale, more: Messages) => void
    /** Called with each name that has no sentence in the language of the page. */
    onMissing: (missed: (locale: Locale, key: string) => void) => void
  }

const translatorKey: InjectionKey<Composer> = Symbol('translator')

/** The sentences around a component: `t` draws it again when the language changes or sentences come late. */
export function useI18n(): Composer {
  const translator = inject(translatorKey)
  if (!translator) throw new Error('No translator is installed')
  return translator
}

/** A translator that knows these sentences, and speaks Vietnamese until its `locale` is set. */
export function createTranslator(known: Partial<Record<Locale, Messages>> = {}): Translator {
  const locale = ref<Locale>('vi')
  const messages = shallowRef(Object.fromEntries(locales.map((one) => [one, structuredClone(known[one] ?? {})])))
  let missed: (locale: Locale, key: string) => void = () => {}

  const tell = (to: Locale, more: Messages) => void merge((messages.value[to] ??= {}), more)
  const raw = (key: string) => {
    const sentence = found(messages.value[locale.value], key)
    if (sentence === undefined) missed(locale.value, key)
    return sentence ?? found(messages.value.vi, key) ?? key
  }
  const t: Translate = (key, values, count) => filled(raw(key), values, count)
  const te = (key: string) => found(messages.value[locale.value], key) !== undefined
  const composer = { t, te, locale, raw }
  return {
    ...composer,
    tell,
    tellLate: (to, more) => {
      tell(to, more)
      triggerRef(messages)
    },
    onMissing: (told) => void (missed = told),
    install: (app: App) => {
      app.provide(translatorKey, composer)
      app.config.globalProperties.$t = t
    },
  }
}

function found(messages: Messages | undefined, key: string): string | undefined {
  let at: string | Messages | undefined = messages
  for (const part of key.split('.')) at = typeof at === 'object' ? at[part] : undefined
  return typeof at === 'string' ? at : undefined
}

function merge(into: Messages, from: Messages) {
  for (const [key, value] of Object.entries(from)) {
    const known = into[key]
    if (typeof known === 'object' && typeof value === 'object') merge(known, value)
    else into[key] = value
  }
}
