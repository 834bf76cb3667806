import { importSentence, importWords, type DataImport, type ImportFault, type ImportKindName } from '@thuoc/shared'
import { computed } from 'vue'
import { useI18n } from '../../platform/translator.ts'
import { useFormat } from '../../platform/ui/format.ts'

/** What an import does and what is wrong with it, in the language of the screen. */
export function useImportWords() {
  const { t, locale } = useI18n()
  const format = useFormat()
  const language = computed(() => (locale.value === 'vi' ? 'vi' : 'en'))

  const subject = (kind: ImportKindName, name: string) => importWords[kind].subjects[name]?.[language.value] ?? name

  /** `thêm 12 đơn vị, sửa 3 đơn vị, giữ nguyên 40 đơn vị` */
  function outcome({ kind, status, counts, faultCount }: DataImport): string {
    if (faultCount > 0) return t('imports.faultCount', { count: format.value.number(faultCount) }, faultCount)
    const parts = counts.map((one) =>
      t(`imports.${status === 'applied' ? 'did' : 'would'}.${one.action}`, {
        count: format.value.number(one.count),
        what: subject(kind, one.subject),
      }),
    )
    const said = parts.join('; ')
    return said === '' ? t('imports.nothing') : said.charAt(0).toLocaleUpperCase(locale.value) + said.slice(1)
  }

  const sentence = (kind: ImportKindName, fault: ImportFault) => importSentence(kind, fault, language.value)

  return computed(() => ({ outcome, sentence, subject }))
}
