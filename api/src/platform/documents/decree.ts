/** What Nghị định 30/2020/NĐ-CP, Phụ lục I lays down: lengths in millimetres, sizes in points. */
export const decree = {
  font: 'Times New Roman',
  /** Bottom 20, left 30, right 15 to 20, top 20: the least, and room for a stamp. */
  margins: { top: 20, bottom: 20, left: 30, right: 20 },
  /** Of what lies across: the binding is at the top then. */
  acrossMargins: { top: 20, bottom: 15, left: 20, right: 20 },
  paper: { width: 210, height: 297 },
  /** Quốc hiệu 12 to 13, tiêu ngữ 13 to 14: the smaller, so that the first stays in one line. */
  sizes: { nation: 12, motto: 13, issuer: 13, number: 13, place: 14, title: 14, body: 14, table: 12, display: 22 },
  recipients: { heading: 12, list: 11 },
  indent: 10,
  nation: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  motto: 'Độc lập - Tự do - Hạnh phúc',
} as const

export type Run = { text: string; bold: boolean }
/** A text of a layout in passages: `**bold**`. */
export const runsOf = (text: string): Run[] =>
  text
    .split('**')
    .map((part, index) => ({ text: part, bold: index % 2 === 1 }))
    .filter((run) => run.text !== '')

/** Room for text between the margins, in millimetres. */
export const measureOf = (orientation: 'portrait' | 'landscape') =>
  orientation === 'portrait'
    ? decree.paper.width - decree.margins.left - decree.margins.right
    : decree.paper.height - decree.acrossMargins.left - decree.acrossMargins.right

/** Millimetres in points, as PDF counts. */
export const points = (millimetres: number) => (millimetres / 25.4) * 72
