import type { Delivery, DeliveryContent, ProblemItem } from '@thuoc/shared'
import { computed, ref, watch } from 'vue'
import { useI18n } from '../../platform/translator.ts'
import { ApiProblem, isProblem } from '../../platform/problem.ts'
import { dayOf } from '../../platform/ui/format.ts'
import { stillMissing } from './mended.ts'

/** The last refusal of a move, as far as it still holds: what is mended while preparing is no longer held up. */
export function useHandInProblem(delivery: () => Delivery | undefined, content: () => DeliveryContent) {
  const { t, te } = useI18n()
  const refused = ref<unknown>(null)

  const problem = computed(() => {
    const [error, one] = [refused.value, delivery()]
    if (!one || !isProblem(error, 'delivery.incomplete')) return error
    const errors = stillMissing(error.errors, { content: content(), delivery: one, today: dayOf(new Date()) })
    return errors.length === 0 ? null : new ApiProblem({ ...error.body, errors })
  })
  /** Places that are named as missing: `/files`, `/sections/I.1`. */
  const missing = computed(
    () => new Set(isProblem(problem.value, 'delivery.incomplete') ? problem.value.errors.map(({ path }) => path) : []),
  )
  watch(
    () => content().url,
    () => {
      if (isProblem(refused.value, 'delivery.link-refused')) refused.value = null
    },
  )

  function wordOf({ path, message, values }: ProblemItem): string {
    const fault = `deliverables.link.fault.${message}`
    if (isProblem(problem.value, 'delivery.link-refused')) return te(fault) ? t(fault, values ?? {}) : message
    return path.startsWith('/sections/')
      ? t('deliverables.missing.section', { code: path.slice('/sections/'.length) })
      : t(`deliverables.missing.${path.split('/').at(-1)}`)
  }

  return { refused, problem, missing, wordOf }
}
