import { useI18n } from '../translator.ts'
import type { z } from 'zod'
import type { ApiProblem } from '../problem.ts'

const isBlank = (input: unknown) => typeof input === 'string' && input.trim() === ''

/** Sentences for what a schema finds wrong with a field; an empty one is missing, however long it has to be. */
export function useIssueText() {
  const { t } = useI18n()

  function issueText(issue: z.core.$ZodIssue): string {
    switch (issue.code) {
      case 'too_small':
        return issue.origin === 'string' && Number(issue.minimum) > 1 && !isBlank(issue.input)
          ? t('form.tooShort', { count: Number(issue.minimum) })
          : issue.origin === 'array' || issue.origin === 'string'
            ? t('form.required')
            : t('form.tooSmall', { minimum: Number(issue.minimum) })
      case 'too_big':
        return issue.origin === 'string'
          ? t('form.tooLong', { count: Number(issue.maximum) })
          : t('form.tooBig', { maximum: Number(issue.maximum) })
      case 'invalid_format':
        // An id is never typed: it is missing because nothing was chosen.
        if (issue.format === 'uuid' || issue.format === 'date') return t('form.required')
        return issue.format === 'email' ? t('form.email') : t('form.format')
      case 'invalid_type':
      case 'invalid_value':
        return t('form.required')
      default:
        return t('form.invalid')
    }
  }

  return { issueText, problemText: (problem: ApiProblem) => t(`problem.${problem.code}`) }
}
