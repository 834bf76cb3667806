import {
  groupOf,
  groupWords,
  noticeGroups,
  noticeSentence,
  type NoticeKind,
  type NoticeLanguage,
  type NoticeValues,
} from '@thuoc/shared'

export type Told = { id: string; kind: NoticeKind; values: NoticeValues; sentBy: string | null }
export type LetterTo = { fullName: string; unit: string; language: NoticeLanguage }
/** What a deliverable is called, where a notice names one. */
export type Things = (values: NoticeValues) => string

const words = {
  vi: {
    dear: 'Kính gửi',
    subject: (count: number) => `Thước: ${count} thông báo mới`,
    lead: (unit: string) => `Thông báo mới gửi đến bạn tại ${unit}:`,
    due: 'hạn',
    by: 'người gửi',
    end: 'Thư gửi tự động, xin không trả lời. Đổi cách nhận hoặc ngừng nhận thư tại:',
  },
  en: {
    dear: 'To',
    subject: (count: number) => `Thước: ${count} new notices`,
    lead: (unit: string) => `What you were told at ${unit}:`,
    due: 'due',
    by: 'from',
    end: 'This letter was sent automatically; please do not answer it. Choose how you hear, or stop the letters:',
  },
} as const

const written = (day: string) => day.split('-').toReversed().join('/')
const dueOf = ({ values }: Told) => (typeof values.due === 'string' ? values.due.slice(0, 10) : null)

/** By last day, those without one last; otherwise as they came. */
const byDue = (a: Told, b: Told) => (dueOf(a) ?? '9').localeCompare(dueOf(b) ?? '9')

/** One letter about all of these: grouped, the most urgent first, each line leading to its place in the app. */
export function noticeLetter({ fullName, unit, language }: LetterTo, told: readonly Told[], things: Things) {
  const say = words[language]
  const line = (one: Told) => {
    const due = dueOf(one)
    const sentence = noticeSentence(language, one, { thing: things(one.values) })
    const note = typeof one.values.note === 'string' ? one.values.note.replaceAll(/\s+/g, ' ').trim() : ''
    const more = [
      ...(due === null ? [] : [`${say.due} ${written(due)}`]),
      ...(one.sentBy === null ? [] : [`${say.by}: ${one.sentBy}`]),
    ]
    const text = [sentence, ...(more.length > 0 ? [` (${more.join('; ')})`] : []), ...(note ? [`: ${note}`] : [])]
    return `- ${text.join('')}\n  {address}/thong-bao/${one.id}`
  }
  const groups = noticeGroups.flatMap((group) => {
    const those = told.filter(({ kind }) => groupOf[kind] === group).toSorted(byDue)
    return those.length === 0 ? [] : [`${groupWords[language][group]} (${those.length})\n${those.map(line).join('\n')}`]
  })
  const [only] = told
  const subject =
    told.length === 1 && only
      ? noticeSentence(language, only, { thing: things(only.values) })
      : say.subject(told.length)
  return {
    subject,
    text: [`${say.dear}: ${fullName}`, say.lead(unit), ...groups, `${say.end} {address}/tai-khoan/thong-bao`].join(
      '\n\n',
    ),
  }
}
