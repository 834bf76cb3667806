import { inject, type InjectionKey } from 'vue'
import type { Locale } from '../feature.ts'

type SwitchLocale = (locale: Locale) => Promise<void>
/** The app hands down how it changes its language. */
export const switchLocaleKey: InjectionKey<SwitchLocale> = Symbol('switch locale')
export const useSwitchLocale = (): SwitchLocale => inject(switchLocaleKey, () => Promise.resolve())
