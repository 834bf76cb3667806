import { recordValue, recordWords, submissionActions, submissionStatuses, type RecordEntry } from '@thuoc/shared'
import { computed } from 'vue'
import { useI18n } from '../../platform/translator.ts'
import { formatDay, formatMoment } from '../../platform/ui/format.ts'

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/
const day = /^\d{4}-\d{2}-\d{2}$/
const id = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const statuses: readonly string[] = submissionStatuses
const actions: readonly string[] = submissionActions
type Names = Readonly<Record<string, string>>

const isEmpty = (of: unknown) =>
  of === null || of === undefined || of === '' || (typeof of === 'object' && Object.keys(of).length === 0)

/** Tables, columns and values of the record in the words of the screen. */
export function useRecordWords() {
  const { t, locale } = useI18n()
  return computed(() => {
    const language = locale.value === 'en' ? 'en' : 'vi'
    const words = recordWords[language]
    const table = (name: string) => words.tables[name] ?? name
    const named = (name: string) => words.columns[name] ?? name

    function value(of: unknown, names: Names, column: string): string {
      if (isEmpty(of)) return '–'
      if (typeof of === 'boolean') return t(`records.value.${of ? 'yes' : 'no'}`)
      if (typeof of === 'number') return of.toLocaleString(locale.value)
      if (Array.isArray(of)) return of.map((one: unknown) => value(one, names, column)).join(', ')
      if (typeof of !== 'string') return JSON.stringify(of)
      if (moment.test(of)) return formatMoment(of)
      if (day.test(of)) return formatDay(of)
      const word = names[of] ?? recordValue(language, column, of)
      if (word !== undefined) return word
      if (statuses.includes(of)) return t(`submissions.status.${of}`)
      return actions.includes(of) ? t(`submissions.did.${of}`) : of
    }

    /** What says something to people: no ids of the system, nothing that only counts, nothing empty in a new row. */
    const changesOf = (entry: RecordEntry, names: Names) =>
      entry.changes.filter(({ column: name, before, after }) => {
        if (!(name in words.columns)) return false
        const sides = entry.action === 'update' ? [before, after] : [entry.action === 'delete' ? before : after]
        return sides.some((side) => !isEmpty(side) && !(typeof side === 'string' && id.test(side) && !(side in names)))
      })
    return { table, column: named, value, changesOf }
  })
}
