import { useI18n } from '../../platform/translator.ts'
import { isReadiness } from './readiness.ts'

/** Why something was not done with one file, in words: a refusal of the API or what stands against the unit. */
export function useReasonText() {
  const { t, te } = useI18n()
  return (code: string): string => {
    if (isReadiness(code)) return t(`recognition.readiness.${code}`)
    if (code === 'already-listed') return t('recognition.nomination.alreadyListed')
    return te(`problem.${code}`) ? t(`problem.${code}`) : code
  }
}
