import {
  emptyAnswer,
  isLeafLine,
  linesOf,
  maximumOf,
  scoreOf,
  type IndicatorSetDefinition,
  type Receipt,
  type SealedContent,
} from '@thuoc/shared'
import type { WrittenSheet } from '../../platform/spreadsheet/write.ts'
import { saidIn, writtenPoints as points } from '../submissions/index.ts'

// The documents of a package are the school's and its managing body's: their words are Vietnamese whoever reads them.

const escape = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
const paragraphs = (text: string) =>
  text
    .split(/\n+/)
    .filter((part) => part.trim() !== '')
    .map((part) => `<p>${escape(part)}</p>`)
    .join('\n')
const written = (day: string) => day.split('-').toReversed().join('/')

const look = `body{font:13pt/1.5 'Times New Roman',serif;max-width:17cm;margin:2cm auto;padding:0 1rem}
h1{font-size:14pt;text-align:center}h2{font-size:13pt}.head{display:flex;justify-content:space-between;gap:1cm}
.head p{margin:0;text-align:center}.end{margin:1cm 0 0 50%;text-align:center}
table{border-collapse:collapse;width:100%;font-size:11pt}td,th{border:1px solid;padding:2pt 4pt;vertical-align:top;text-align:left}
@page{size:A4;margin:20mm 15mm 20mm 30mm}@media print{body{margin:0;max-width:none}}`

/** A page that any browser shows and prints; it runs nothing. */
const page = (title: string, body: string) =>
  Buffer.from(
    `<!doctype html>\n<html lang="vi"><head><meta charset="utf-8"><title>${escape(title)}</title><style>${look}</style></head><body>\n${body}\n</body></html>\n`,
  )

type Sent = { unit: string; receiver: string; receipt: Receipt }

/** The request as it was sent. */
export function requestPage({ unit, receiver, receipt }: Sent, text: string): Buffer {
  const { number, issuedOn, signatory, office } = receipt.summary.request
  return page(
    `Tờ trình ${number}`,
    `<div class="head"><p><b>${escape(unit)}</b><br>Số: ${escape(number)}</p><p><i>Ngày ${written(issuedOn)}</i></p></div>
<h1>TỜ TRÌNH<br>Về việc đề nghị đánh giá ngoài mức độ chuyển đổi số</h1>
<p>Kính gửi: ${escape(receiver)}</p>
${paragraphs(text)}
<p class="end"><b>${escape(office)}</b><br><br>${escape(signatory)}</p>`,
  )
}

export type Report = { title: string; under: string | null; text: string }[]
/** The report by the outline of the plan. */
export const reportPage = (unit: string, sections: Report): Buffer =>
  page(
    `Báo cáo tự đánh giá ${unit}`,
    `<p><b>${escape(unit)}</b></p><h1>BÁO CÁO TỰ ĐÁNH GIÁ MỨC ĐỘ CHUYỂN ĐỔI SỐ</h1>\n${sections
      .map(({ title, under, text }, at) => {
        const chapter = under !== null && under !== sections[at - 1]?.under ? `<h2>${escape(under)}</h2>` : ''
        return `${chapter}<h2>${escape(title)}</h2>\n${paragraphs(text) || '<p>(chưa ghi)</p>'}`
      })
      .join('\n')}`,
  )

const headings = ['Mã', 'Tiêu chí', 'Điểm tối đa', 'Trả lời', 'Điểm tự đánh giá', 'Ghi chú']

function rowsOf(set: IndicatorSetDefinition, { lines }: Pick<SealedContent, 'lines'>) {
  const said = new Map(lines.map(({ code, answer }) => [code, answer]))
  return linesOf(set).map((line) => {
    const { criterion } = line
    const given = said.get(criterion.code) ?? emptyAnswer
    const score = isLeafLine(line) ? scoreOf(line.criterion, given) : null
    return {
      head: !isLeafLine(line),
      cells: [
        ...[criterion.code, criterion.title, criterion.kind === 'condition' ? '' : points(maximumOf(criterion))],
        ...[saidIn(criterion, given), score === null ? '' : points(score), given.note],
      ],
    }
  })
}

/** The form as it was sent, to be printed. */
export const formPage = ({ unit, receipt }: Sent, set: IndicatorSetDefinition, content: SealedContent): Buffer =>
  page(
    `Phiếu tự đánh giá ${unit}`,
    `<p><b>${escape(unit)}</b></p><h1>PHIẾU TỰ ĐÁNH GIÁ</h1>
<p>${escape(set.title)}. Tổng điểm ${points(receipt.summary.selfTotal)}${receipt.summary.selfLevel === null ? '' : `, mức ${receipt.summary.selfLevel}`}. Lần gửi ${receipt.round}.</p>
<table><tr>${headings.map((heading) => `<th>${heading}</th>`).join('')}</tr>
${rowsOf(set, content)
  .map(
    ({ head, cells }) =>
      `<tr>${cells.map((cell) => `<td>${head ? `<b>${escape(cell)}</b>` : escape(cell)}</td>`).join('')}</tr>`,
  )
  .join('\n')}</table>`,
  )

/** The same as a table of a workbook. */
export const formTable = (set: IndicatorSetDefinition, content: SealedContent): WrittenSheet => ({
  name: 'Phiếu tự đánh giá',
  columns: headings.map((header, at) => ({
    header,
    width: [10, 60, 10, 40, 10, 40][at] ?? 20,
    format: 'text' as const,
  })),
  rows: rowsOf(set, content).map(({ head, cells }) => ({ values: cells, ...(head && { look: 'strong' as const }) })),
  frozenColumns: 2,
})

/** The receipt, as the school has it. */
export function receiptPage({ unit, receiver, receipt }: Sent, at: string): Buffer {
  const { summary } = receipt
  const rows = [
    ['Đơn vị gửi', unit],
    ['Nơi nhận', receiver],
    ['Đợt đánh giá', receipt.campaign],
    ['Lần gửi', String(receipt.round)],
    ['Nhận lúc', at],
    ['Người gửi', receipt.sentBy],
    [
      'Tờ trình',
      `số ${summary.request.number} ngày ${written(summary.request.issuedOn)}, ${summary.request.office} ${summary.request.signatory}`,
    ],
    ['Phiếu', `${summary.answered}/${summary.lines} dòng, tổng ${points(summary.selfTotal)} điểm`],
    ['Minh chứng', `${summary.evidence} minh chứng, ${summary.files} tệp`],
    ['Mã niêm phong (SHA-256)', receipt.hash],
  ]
  return page(
    `Biên nhận ${receipt.number}/${receipt.year}`,
    `<h1>BIÊN NHẬN HỒ SƠ<br>Số ${receipt.number}/${receipt.year}</h1>
<table>${rows.map(([name = '', value = '']) => `<tr><th>${escape(name)}</th><td>${escape(value)}</td></tr>`).join('')}</table>
${papersTable(receipt)}`,
  )
}

/** Papers that the system drew up, each file with its hash. */
function papersTable({ papers: { items } }: Receipt): string {
  if (items.length === 0) return ''
  const rows = items.flatMap(({ version, files }) =>
    files.map(({ name, sha256 }) => `<tr><td>${escape(name)}</td><td>${version}</td><td>${sha256}</td></tr>`),
  )
  return `<h2>Văn bản kèm theo</h2>
<table style="overflow-wrap:anywhere"><tr><th>Tệp</th><th>Bản</th><th>SHA-256</th></tr>
${rows.join('\n')}</table>`
}
