import { z } from 'zod'

const title = z.string().trim().min(2).max(300)

/** One part of a report, with the headings under it. */
export const reportPart = z.strictObject({
  code: z.string().trim().min(1).max(10),
  title,
  parts: z.array(title).max(20).default([]),
})
export const reportOutline = z.array(reportPart).max(30)
export type ReportOutline = z.infer<typeof reportOutline>

/** Source 004, Phụ lục I: what a report on the self-assessment says, in this order. */
export const standardOutline: ReportOutline = [
  {
    code: 'I',
    title: 'Công tác lãnh đạo, chỉ đạo',
    parts: ['Triển khai các văn bản chỉ đạo', 'Ban hành các văn bản, công tác hướng dẫn, bồi dưỡng tập huấn'],
  },
  {
    code: 'II',
    title: 'Kết quả thực hiện',
    parts: ['Quá trình thực hiện tại cơ sở giáo dục', 'Kết quả mức độ chuyển đổi số của đơn vị'],
  },
  { code: 'III', title: 'Khó khăn, vướng mắc khi triển khai', parts: [] },
  { code: 'IV', title: 'Phương hướng nhiệm vụ trọng tâm năm học tiếp theo', parts: [] },
  { code: 'V', title: 'Đề xuất, kiến nghị', parts: [] },
]
