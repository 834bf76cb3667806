import { computed } from 'vue'
import { useI18n } from '../../platform/translator.ts'
import { ApiProblem } from '../../platform/api/client.ts'
import { useScoringWords } from '../scoring/index.ts'
import { LocalFault } from './form/useFormLines.ts'

/** What the form says, in sentences: those of the lines, and why a save was refused. */
export function useSubmissionWords() {
  const { t } = useI18n()
  const scoring = useScoringWords()

  /** Why a value was refused, by the part of the answer it is about; what belongs to none stands under `line`. */
  function faultsOf(error: unknown): Record<string, string> {
    const { faultText } = scoring.value
    if (error instanceof LocalFault) return { [error.fault.item.path]: faultText(error.fault.item) }
    if (!(error instanceof ApiProblem)) return {}
    const items = error.errors.map((item) => [partOf(item.path), faultText(item)] as const)
    return items.length ? Object.fromEntries(items) : { line: t(`problem.${error.code}`) }
  }

  return computed(() => ({ ...scoring.value, faultsOf }))
}

/** `/body/answer/score` and `score` both speak of the score. */
const partOf = (path: string): string => path.replace(/^.*answer\//, '').replace(/^\//, '') || 'line'
