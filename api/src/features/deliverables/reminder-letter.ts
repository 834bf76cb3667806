import type { DeliverableKind } from '@thuoc/shared'
import { kindWords } from './export-words.ts'

type Wanted = { code: string; task: string; kind: DeliverableKind; dueOn: string | null }

/** `2025-01-31` as people write it. */
const written = (day: string) => day.split('-').toReversed().join('/')

/**
 * What a unit reads by e-mail. A letter is a document of the office, so it is in Vietnamese whoever reads it.
 * @param from who sends it; null: the system by itself
 */
export function reminderLetter(unitName: string, things: readonly Wanted[], note: string, from: string | null) {
  const lines = things.map(
    ({ code, task, kind, dueOn }) =>
      `- ${code}. ${task}: ${kindWords[kind]}${dueOn === null ? '' : ` (hạn: ${written(dueOn)})`}`,
  )
  const text = [
    `Kính gửi: ${unitName}`,
    `Đơn vị còn ${things.length} việc chưa nộp:\n${lines.join('\n')}`,
    ...(note === '' ? [] : [note]),
    'Đề nghị đơn vị nộp trên hệ thống: {address}/viec-can-nop',
    from === null ? 'Thư nhắc tự động theo kế hoạch.' : `Người nhắc: ${from}`,
  ].join('\n\n')
  return { subject: `Nhắc nộp: còn ${things.length} việc`, text }
}
