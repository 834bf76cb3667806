import { watchEffect } from 'vue'
import { useI18n } from '../translator.ts'

/** The title of the window, and what a screen reader hears after a change of page. */
export function usePageTitle(title: () => string | undefined): void {
  const { t } = useI18n()
  watchEffect(() => {
    const text = title()
    document.title = text ? `${text} · ${t('app.name')}` : t('app.name')
  })
}
