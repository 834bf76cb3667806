import type { CalendarEntry, CalendarKind } from '@thuoc/shared'

// A calendar is a document like others: its words are those of the offices that read it.

const summaries: Record<CalendarKind, (entry: CalendarEntry) => string> = {
  milestone: ({ code, title }) => `Hạn ${code ?? ''}: ${title}`,
  receiving: ({ code, title, units }) => `Hạn ${units ?? 0} đơn vị nộp ${code ?? ''}: ${title}`,
  'self-assessment': () => 'Hạn tự đánh giá',
  'external-assessment': ({ units }) => `Hạn đánh giá ngoài ${units ?? 0} đơn vị`,
  return: () => 'Hạn bổ sung hồ sơ bị trả lại',
  training: ({ title }) => `Tập huấn: ${title}`,
  visit: ({ title, visit }) => `${visit === 'on-site' ? 'Đánh giá tại đơn vị' : 'Thẩm định hồ sơ'}: ${title}`,
}
const marks: Record<CalendarEntry['state'], string> = { open: '', done: 'Đã xong – ', cancelled: 'Đã huỷ – ' }

export const summaryOf = (entry: CalendarEntry): string => marks[entry.state] + summaries[entry.kind](entry)

/** Below the title: the campaign, and for which unit it is. */
export const aboutOf = ({ campaign }: CalendarEntry, unitName: string): string =>
  [campaign?.title, unitName].filter((line) => line !== undefined).join('\n')

export const calendarName = (unitName: string) => `Thước – ${unitName}`
