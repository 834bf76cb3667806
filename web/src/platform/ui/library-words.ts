import { localeContextKey } from 'element-plus'
import type words from 'element-plus/es/locale/lang/vi'
import { computed, provide, shallowRef } from 'vue'
import { useI18n } from '../translator.ts'

/**
 * The words of the library's own parts (calendars, pages of a table). It brings the English ones; the Vietnamese come by
 * themselves, for nothing that is seen first has any.
 */
export function provideLibraryWords(): void {
  const { locale } = useI18n()
  const vietnamese = shallowRef<typeof words>()
  void import('element-plus/es/locale/lang/vi').then(
    (found) => (vietnamese.value = found.default),
    () => {},
  )
  provide(
    localeContextKey,
    computed(() => (locale.value === 'vi' ? vietnamese.value : undefined)),
  )
}
