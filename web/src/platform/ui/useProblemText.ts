import type { ProblemItem } from '@thuoc/shared'
import { computed } from 'vue'
import { useI18n } from '../translator.ts'
import { ApiProblem, NetworkProblem } from '../problem.ts'

/** The sentences for a refusal: what happened, that nothing was lost, what to do. */
export function useProblemText(error: () => unknown) {
  const { t, te } = useI18n()

  const sentence = computed(() => {
    const problem = error()
    if (problem instanceof NetworkProblem) return t('problemNotice.network')
    if (!(problem instanceof ApiProblem)) return t('problemNotice.unknown')
    const said = t(`problem.${problem.code}`)
    return problem.retryAfter === null ? said : `${said} ${waiting(problem.retryAfter)}`
  })

  function waiting(seconds: number): string {
    return seconds < 90
      ? t('problemNotice.waitSeconds', { count: seconds }, seconds)
      : t('problemNotice.waitMinutes', { count: Math.ceil(seconds / 60) }, Math.ceil(seconds / 60))
  }

  /** A fault of several: its rule's sentence where there is one, else the server's own words. */
  function itemText({ path, message, values }: ProblemItem): string {
    const key = `problemItem.${message}`
    const text = te(key) ? t(key, values ?? {}) : message
    return path ? `${path}: ${text}` : text
  }

  const items = computed(() => {
    const problem = error()
    return problem instanceof ApiProblem ? problem.errors.map((item) => ({ item, text: itemText(item) })) : []
  })
  const requestId = computed(() => {
    const problem = error()
    return problem instanceof ApiProblem ? problem.requestId : null
  })

  return { sentence, items, requestId }
}
