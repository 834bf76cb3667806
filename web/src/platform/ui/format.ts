import { decimalText, type Hundredths } from '@thuoc/shared'
import { computed } from 'vue'
import { useI18n } from '../translator.ts'

export const timeZone = 'Asia/Ho_Chi_Minh'
/** Both languages write 15/03/2025, so that no reader takes the day for the month. */
const calendar = new Intl.DateTimeFormat('en-GB', { timeZone, day: '2-digit', month: '2-digit', year: 'numeric' })
const clock = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
const dayMs = 86_400_000

/** A day (`2025-03-15`) stands for its whole length: read as noon in Vietnam, it is that day everywhere. */
const instant = (value: string | Date): Date =>
  value instanceof Date ? value : new Date(value.length === 10 ? `${value}T12:00:00+07:00` : value)

/** `15/03/2025`, in Vietnam. @param value a day or a moment as the API writes it */
export const formatDay = (value: string | Date): string => calendar.format(instant(value))

/** `21:47 15/03/2025`, in Vietnam. */
export const formatMoment = (value: string | Date): string => `${formatTime(value)} ${formatDay(value)}`

/** `21:47`, in Vietnam. */
export const formatTime = (value: string | Date): string => clock.format(instant(value))

/** `2025-03-15`: the calendar day in Vietnam, as the API takes it. */
export const dayOf = (value: string | Date): string => formatDay(value).split('/').toReversed().join('-')

/** Whole calendar days in Vietnam from `now` until `value`: 0 today, negative when past. */
export const daysUntil = (value: string | Date, now: Date): number =>
  Math.round((Date.parse(dayOf(value)) - Date.parse(dayOf(now))) / dayMs)

/** Hundredths as people read them: `76,25` in Vietnamese, without idle zeros unless `fixed`. */
export function formatScore(value: Hundredths, locale: string, fixed = false): string {
  const text = fixed ? decimalText(value) : decimalText(value).replace(/\.?0+$/, '')
  return locale === 'vi' ? text.replace('.', ',') : text
}

/** A count or a figure with its thousands apart: `1.200` in Vietnamese. */
export const formatNumber = (value: number, locale: string): string =>
  value.toLocaleString(locale === 'vi' ? 'vi-VN' : 'en-GB', { maximumFractionDigits: 2 })

/** The same, in the language of the screen. */
export function useFormat() {
  const { locale } = useI18n()
  return computed(() => ({
    day: formatDay,
    moment: formatMoment,
    time: formatTime,
    score: (value: Hundredths, fixed = false) => formatScore(value, locale.value, fixed),
    number: (value: number) => formatNumber(value, locale.value),
  }))
}
