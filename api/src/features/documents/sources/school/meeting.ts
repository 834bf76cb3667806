import { dayOf, type CouncilMinutes } from '@thuoc/shared'
import type { Part } from '../../source.ts'
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

/** What counts of each meeting, the newest first, once both officers have signed it: drafts are nobody’s paper. */
export const closedMinutes = (minutes: readonly CouncilMinutes[]): CouncilMinutes[] =>
  minutes
    .filter(({ state, superseded }) => state === 'closed' && !superseded)
    .toSorted((one, other) => other.meeting - one.meeting || other.revision - one.revision)

/** A meeting is named by the minutes that were begun first: corrections have ids of their own. */
export function meetingsOf(minutes: readonly CouncilMinutes[]): Part[] {
  const begun = new Map(
    minutes.flatMap(({ id, meeting, revision }) => (revision === 1 ? [[meeting, id] as const] : [])),
  )
  return closedMinutes(minutes).flatMap(({ meeting, from }) => {
    const subjectId = begun.get(meeting)
    return subjectId === undefined ? [] : [{ subjectId, number: meeting, on: vietnamDay(from) }]
  })
}
