import { boundsOf, type Evidence } from '@thuoc/shared'
import { computed } from 'vue'
import { useI18n } from '../../../platform/translator.ts'
import { useFormat } from '../../../platform/ui/format.ts'

type Warned = Pick<Evidence, 'toRenew' | 'timing' | 'about' | 'schoolYear' | 'link' | 'files'>

/** What speaks against a piece, each in a sentence with its days. */
export function useWarnings() {
  const { t } = useI18n()
  const format = useFormat()

  function timingOf({ timing, about, schoolYear }: Warned): string[] {
    const { issuedOn, validFrom, validUntil } = about
    const year = schoolYear.replace('-', '–')
    if (timing === null) return []
    if (timing !== 'outside-year')
      return [t(`evidence.store.warn.${timing}`, { day: format.value.day(validUntil ?? '') })]
    const ended = validUntil !== null && validUntil < boundsOf(schoolYear).from
    const which = ended ? 'ended' : validFrom === null ? 'issued' : 'begins'
    const day = { ended: validUntil, issued: issuedOn, begins: validFrom }[which]
    return [t(`evidence.store.warn.outside-${which}`, { day: day ? format.value.day(day) : '', year })]
  }

  return computed(() => (piece: Warned): string[] => {
    const { toRenew, link, files } = piece
    const scans = new Set(files.map(({ scan }) => scan))
    return [
      ...(toRenew ? [t('evidence.store.warn.to-renew')] : []),
      ...timingOf(piece),
      ...(link && link.state !== 'up'
        ? [t(`evidence.store.warn.link-${link.state}`, { at: format.value.moment(link.checkedAt) })]
        : []),
      ...(scans.has('infected') ? [t('evidence.store.warn.infected')] : []),
      ...(scans.has('waiting') ? [t('evidence.store.warn.waiting')] : []),
    ]
  })
}
