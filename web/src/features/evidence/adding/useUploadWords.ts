import { computed } from 'vue'
import { useI18n } from '../../../platform/translator.ts'
import { useProblemText } from '../../../platform/ui/useProblemText.ts'
import { useFileSize } from '../file-words.ts'
import { reasonOf } from './refusals.ts'
import type { Room } from './sending.ts'
import type { SentFile } from './sent-file.ts'

/** What is said of one file on its way: how far it is, and why it does not get there, with the way out. */
export function useUploadWords(file: () => SentFile, room: () => { room: Room | null; free: number | null }) {
  const { t } = useI18n()
  const bytes = useFileSize()
  const { sentence } = useProblemText(() => file().error)

  /** Whole percents, 100 only when the last byte has gone. */
  const percent = computed(() => (file().size === 0 ? 0 : Math.floor((file().sent / file().size) * 100)))
  const amount = computed(() =>
    t('evidence.adding.amount', {
      ...{ percent: percent.value, sent: bytes.value(file().sent), size: bytes.value(file().size) },
    }),
  )

  /** Only what a person would wait for is worth a figure. */
  function timeLeft(seconds: number): string {
    if (seconds < 10) return ''
    const minutes = Math.ceil(seconds / 60)
    const words =
      seconds < 90
        ? t('evidence.adding.secondsLeft', { count: Math.ceil(seconds / 10) * 10 })
        : t('evidence.adding.minutesLeft', { count: minutes }, minutes)
    return ` · ${words}`
  }

  function refusal(): string {
    const reason = reasonOf(file().error)
    if (reason === null) return sentence.value
    const { room: known, free } = room()
    return t(`evidence.adding.refused.${reason}`, {
      size: bytes.value(file().size),
      most: known ? bytes.value(known.largestFile) : '…',
      free: free === null ? '…' : bytes.value(free),
    })
  }

  const said: Record<SentFile['state'], () => string> = {
    waiting: () => t('evidence.adding.waiting', { size: bytes.value(file().size) }),
    sending: () =>
      percent.value === 100
        ? t('evidence.adding.checking')
        : `${amount.value}${file().left === null ? '' : timeLeft(file().left ?? 0)}`,
    paused: () => t('evidence.adding.paused', { amount: amount.value }),
    broken: () =>
      reasonOf(file().error) === 'elsewhere'
        ? t('evidence.adding.refused.elsewhere')
        : t('evidence.adding.broken', { amount: amount.value }),
    missing: () => t('evidence.adding.missing', { amount: amount.value }),
    failed: refusal,
    arrived: () => t('evidence.adding.arrived', { size: bytes.value(file().arrived?.size ?? file().size) }),
  }
  const words = computed(() => said[file().state]())

  return { words, percent, bytes }
}
