import type { Severity, SubmissionStatus, TeamDuty } from '@thuoc/shared'
import { writtenDay } from '../../office.ts'
import { twoFigures } from '../words.ts'

/** `2026-03-05` within a sentence: “ngày 05 tháng 3 năm 2026”. */
export const spokenDay = (day: string) => writtenDay(day, 0)
/** In a table: `05/3/2026`, as the decree writes months. */
export const shortDay = (day: string) => {
  const [year = '', month = '', date = ''] = day.split('-')
  return `${date}/${Number(month) < 3 ? month : String(Number(month))}/${year}`
}
export const numberAndDay = ({ number, signedOn }: { number: string; signedOn: string }) =>
  `số ${number} ${spokenDay(signedOn)}`

const upper = (text: string) => text.toLocaleUpperCase('vi')
/** “KT. Chủ tịch, Phó Chủ tịch” as it stands above a signature: capitals, a line each. */
export const capacityOf = (office: string) =>
  upper(office)
    .split(/\s*[;,\n]\s*/)
    .filter(Boolean)
    .join('\n')
/** Whose power a decision is: of “KT. Chủ tịch, Phó Chủ tịch” the first, without “KT.”. */
export const authorityOf = (office: string) =>
  (capacityOf(office).split('\n')[0] ?? '').replace(/^(KT|TM|TL|TUQ|Q)\.\s*/, '')

/** One paragraph each line; empty ones are left out, so that none stands alone. */
export const linesOf = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => ({ line }))

export const levelWords = (level: number, name: string | null) =>
  name === null || name === '' || name === `Mức độ ${level}` ? `Mức độ ${level}` : `Mức độ ${level} (${name})`

/** How many units came to each level, the highest first. */
export function countsByLevel(units: readonly { level: number; levelName: string | null }[]) {
  const groups = Map.groupBy(units, ({ level }) => level)
  return [...groups.entries()]
    .toSorted(([one], [other]) => other - one)
    .map(([level, those]) => ({
      level: levelWords(level, those[0]?.levelName ?? null),
      count: twoFigures(those.length),
    }))
}

export const teamDutyWords: Record<TeamDuty, string> = {
  head: 'Trưởng đoàn',
  secretary: 'Thư ký',
  member: 'Thành viên',
}

export const severityWords: Record<Severity, string> = {
  remark: 'Nhận xét',
  minor: 'Cần khắc phục',
  major: 'Ảnh hưởng kết quả',
}

export const fileStateWords: Record<SubmissionStatus, string> = {
  drafting: 'Đang tự đánh giá',
  'awaiting-approval': 'Chờ phê duyệt',
  approved: 'Đã phê duyệt, chưa nộp',
  submitted: 'Đã nộp, chờ tiếp nhận',
  returned: 'Được trả lại để bổ sung',
  accepted: 'Đã tiếp nhận, chờ đánh giá ngoài',
  assessing: 'Đang đánh giá ngoài',
  'result-shown': 'Đã có dự thảo kết quả',
  objected: 'Đang kiến nghị',
  assessed: 'Đã đánh giá ngoài',
  nominated: 'Đã đề nghị công nhận',
  recognised: 'Đã công nhận',
  refused: 'Không được công nhận',
  published: 'Đã công bố',
  revoked: 'Đã thu hồi công nhận',
}
