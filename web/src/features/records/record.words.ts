import { recordWords, submissionStatuses, type RecordEntry } from '@thuoc/shared'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { formatMoment } from '../../platform/ui/format.ts'

const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/
const statuses: readonly string[] = submissionStatuses

/** Tables, columns and values of the record in the words of the screen. */
export function useRecordWords() {
  const { t, locale } = useI18n()
  return computed(() => {
    const words = recordWords[locale.value === 'en' ? 'en' : 'vi']
    const table = (name: string) => words.tables[name] ?? name
    const column = (name: string) => words.columns[name] ?? name

    function value(of: unknown, names: Readonly<Record<string, string>>): string {
      if (of === null || of === undefined || of === '') return '–'
      if (typeof of === 'boolean') return t(`records.value.${of ? 'yes' : 'no'}`)
      if (typeof of === 'number') return of.toLocaleString(locale.value)
      if (typeof of !== 'string') return JSON.stringify(of)
      if (moment.test(of)) return formatMoment(of)
      return names[of] ?? (statuses.includes(of) ? t(`submissions.status.${of}`) : of)
    }

    /** What says something to people: no ids of the system, nothing that only counts. */
    const changesOf = (entry: RecordEntry) => entry.changes.filter((change) => change.column in words.columns)
    return { table, column, value, changesOf }
  })
}
