import { dayOf, type CouncilMinutes } from '@thuoc/shared'
import { dots } from '../words.ts'

const clock = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
})
/** `2025-11-20` of a moment, in Vietnam. */
export const vietnamDay = (moment: string) => dayOf(new Date(moment))

/** `14 giờ 00 phút`. */
function timeText(moment: string) {
  const [hour, minute] = clock.format(new Date(moment)).split(':')
  return `${hour} giờ ${minute} phút`
}

/** `14 giờ 00 phút, ngày 20 tháng 11 năm 2025`. */
export function momentText(moment: string) {
  const [year, month, day] = vietnamDay(moment).split('-')
  return `${timeText(moment)}, ngày ${day} tháng ${Number(month) < 3 ? month : Number(month)} năm ${year}`
}

/** When a meeting ended; room for it where nobody said. */
export function endOf({ from, to }: Pick<CouncilMinutes, 'from' | 'to'>): string {
  if (to === null) return `${dots} cùng ngày`
  return vietnamDay(from) === vietnamDay(to) ? `${timeText(to)} cùng ngày` : momentText(to)
}

/** Those of the newest meeting, once both officers have signed them: drafts are nobody’s paper. */
export const newestMinutes = (minutes: readonly CouncilMinutes[]): CouncilMinutes | undefined =>
  minutes
    .filter(({ state, superseded }) => state === 'closed' && !superseded)
    .toSorted((one, other) => other.meeting - one.meeting || other.revision - one.revision)[0]
