import { decimalText, linesOf, recordWords, type Answer, type FileExport, type RecordLine } from '@thuoc/shared'
import { z } from 'zod'
import { at, escapeHtml, fieldsOf, saysNothing, valueOf, wordIn } from './export-values.ts'
import { actionWords, otherWords, statusWords } from './export-words.ts'
import type { Row } from './export.repository.ts'

const { tables: tableWords, columns: columnWords } = recordWords.vi
/** Shown as sections of their own. */
const told = new Set([
  'submissions',
  'submission_lines',
  'external_lines',
  'line_saves',
  'submission_events',
  'evidence',
])

const style = `body{font:15px/1.5 "Be Vietnam Pro","Segoe UI",Arial,sans-serif;color:#1c2526;margin:2rem auto;max-width:1080px;padding:0 1rem}
h1{font-size:26px;margin:0}h2{font-size:20px;margin:2.2rem 0 .6rem;border-bottom:1px solid #cfd8d8;padding-bottom:.2rem}
table{border-collapse:collapse;width:100%;font-size:13.5px}th,td{border:1px solid #d5dddd;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:#f1f5f5;white-space:nowrap}td:first-child{overflow-wrap:normal}td:nth-child(2){min-width:12em}td.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
tr,li{break-inside:avoid}thead{display:table-header-group}.q{color:#566}code{font-size:12px;overflow-wrap:anywhere}
.w{overflow-x:auto}@media print{body{margin:0;max-width:none}a{color:inherit}}`

/** What the page shows; rows and entries come one by one, however many there are. */
export type PageParts = {
  data: Omit<FileExport, 'tables'>
  tables: readonly string[]
  rowsOf: (table: string) => AsyncIterable<Row>
  lines: () => AsyncIterable<RecordLine>
}

/** So many entries are shown: a page with more is read by nobody and opened by no phone. */
const entriesShown = 2000

/** The file as one page that needs neither a system nor a network nor a script. */
export async function* exportPage({ data, tables, rowsOf, lines }: PageParts): AsyncIterable<string> {
  const { submission, definition } = data.form
  const e = escapeHtml
  const labels = fieldsOf(data)
  const title = `Hồ sơ ${submission.unit.name} – ${submission.campaign.title}`
  yield `<!doctype html>
<html lang="vi"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${e(title)}</title><style>${style}</style></head><body>
<h1>${e(submission.unit.name)}</h1>
<p>${e(submission.campaign.title)}, năm học ${e(submission.campaign.schoolYear)}. Bộ chỉ số: ${e(definition.title)}.<br>
Cơ quan quản lý: ${e(submission.assessor.name)}. Trạng thái: <b>${e(statusWords[submission.status] ?? submission.status)}</b>
từ ${at(submission.statusSince)}; lần gửi ${submission.round}.</p>
<p>Mức tự đánh giá: <b>${submission.selfLevel ?? '–'}</b>; đánh giá ngoài: <b>${submission.externalLevel ?? '–'}</b>;
được công nhận: <b>${submission.recognisedLevel ?? '–'}</b>.</p>
<p class="q">Bản xuất đầy đủ do ${e(data.madeBy)} lập lúc ${at(data.madeAt)}. Cách kiểm tra mã băm: xem DOC-TOI.txt.</p>
<h2>Phiếu</h2>
${table(
  ['Tiêu chí', 'Nội dung', 'Tự đánh giá', 'Ghi chú', 'Đánh giá ngoài', 'Lý do, ghi chú'],
  linesOf(definition).map(({ criterion: { code, title: name } }) => {
    const line = data.form.lines.find((one) => one.code === code)
    const external = line?.external
    return [
      e(code),
      e(name),
      answerOf(line?.answer, labels),
      e(line?.answer.note ?? ''),
      answerOf(external?.answer, labels),
      e([external?.reason, external?.answer.note].filter(Boolean).join('\n')),
    ]
  }),
)}
<h2>Minh chứng</h2>
${table(
  ['Mã', 'Tên', 'Tiêu chí', 'Tệp, đường dẫn'],
  data.form.evidence.map((one) => [
    e(one.code),
    e(one.title),
    e(one.criteria.join(', ')),
    [...data.files.filter(({ code }) => code === one.code).map(link), ...(one.url === null ? [] : [e(one.url)])].join(
      '<br>',
    ),
  ]),
)}
${data.left.length > 0 ? `<p>Không đưa vào gói: ${data.left.map(({ code, name, why }) => e(`${code} ${name} (${why === 'infected' ? 'có mã độc' : 'chưa quét xong'})`)).join('; ')}.</p>` : ''}
<h2>Tiến trình</h2>
${table(
  ['Lúc', 'Bước', 'Người thực hiện', 'Lý do'],
  data.timeline.map((one) => [
    at(one.at),
    e(`${actionWords[one.action] ?? one.action} → ${statusWords[one.to] ?? one.to}`),
    e(`${one.by}, ${one.byUnit}`),
    e(one.reason ?? ''),
  ]),
)}
${data.decisions.length > 0 ? rows('Quyết định', data.decisions, data) : ''}
`
  for (const table of tables) {
    if (told.has(table)) continue
    yield `<h2>${e(tableWords[table] ?? otherWords[table] ?? table)}</h2>\n`
    yield* longTable(['#', 'Nội dung'], numbered(rowsOf(table), data))
  }
  yield data.files.some(({ code }) => code === null)
    ? `<h2>Bản quét văn bản</h2><ul>${data.files
        .filter(({ code }) => code === null)
        .map((file) => `<li>${link(file)}</li>`)
        .join('')}</ul>`
    : ''
  const { entries, head, anchor } = data.record
  yield `<h2>Nhật ký</h2>
<p>${entries} mục, mã băm cuối <code>${e(head)}</code>${anchor ? `, mốc neo ${anchor.number} <code>${e(anchor.hash)}</code>` : ''}.${
    entries > entriesShown ? ` Dưới đây là ${entriesShown} mục cuối; toàn bộ ở tệp nhat-ky.jsonl.` : ''
  }</p>
`
  yield* longTable(['Mục', 'Nội dung', 'Mã băm'], entryCells(lines(), data))
  yield '</body></html>\n'
}

async function* numbered(those: AsyncIterable<Row>, data: PageParts['data']): AsyncIterable<string[]> {
  let place = 0
  for await (const row of those) yield [String((place += 1)), columns(row, data)]
}

async function* entryCells(lines: AsyncIterable<RecordLine>, data: PageParts['data']): AsyncIterable<string[]> {
  for await (const { number, text, hash } of lines) {
    if (number <= data.record.entries - entriesShown) continue
    yield [
      String(number),
      text === null ? '<span class="q">Người xuất không được đọc mục này</span>' : entry(text, data),
      `<code>${escapeHtml(hash.slice(0, 16))}…</code>`,
    ]
  }
}

const link = ({ path, name }: FileExport['files'][number]) =>
  `<a href="${escapeHtml(path.split('/').map(encodeURIComponent).join('/'))}">${escapeHtml(name)}</a>`
const tableHead = (heads: string[]) =>
  `<div class="w"><table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>`
const tableRow = (cells: string[]) =>
  `<tr>${cells.map((cell) => `<td>${cell.replaceAll('\n', '<br>')}</td>`).join('')}</tr>\n`
const tableEnd = '</tbody></table></div>'
const nothing = '<p class="q">Không có.</p>'

const table = (heads: string[], body: string[][]) =>
  body.length === 0 ? nothing : `${tableHead(heads)}${body.map(tableRow).join('')}${tableEnd}`

async function* longTable(heads: string[], body: AsyncIterable<string[]>): AsyncIterable<string> {
  let begun = false
  for await (const cells of body) {
    if (!begun) yield tableHead(heads)
    begun = true
    yield tableRow(cells)
  }
  yield begun ? tableEnd : nothing
}

function answerOf(answer: Answer | undefined, labels: ReadonlyMap<string, string>): string {
  if (!answer) return ''
  const parts = [
    answer.met === null ? '' : answer.met ? 'Đạt' : 'Không đạt',
    answer.score === null ? '' : decimalText(answer.score).replace('.', ','),
    answer.count === null ? '' : `${answer.count}`,
    answer.numerator === null && answer.denominator === null
      ? ''
      : `${answer.numerator ?? '–'}/${answer.denominator ?? '–'}`,
    answer.choice === null ? '' : `lựa chọn ${answer.choice + 1}`,
    answer.items === null ? '' : `mục ${answer.items.map((item) => item + 1).join(', ')}`,
    ...Object.entries(answer.fields).map(([key, value]) => `${labels.get(key) ?? key}: ${value}`),
  ]
  return escapeHtml(parts.filter(Boolean).join('; '))
}

/** Rows of any table: what has a word or says something to people. */
const rows = (title: string, those: Row[], data: PageParts['data']) =>
  `<h2>${escapeHtml(title)}</h2>\n${table(
    ['#', 'Nội dung'],
    those.map((row, place) => [String(place + 1), columns(row, data)]),
  )}`
const columns = (row: Row, data: PageParts['data']) =>
  Object.entries(row)
    .filter(([column, value]) => column in columnWords && !saysNothing(value))
    .map(([column, value]) => `<b>${escapeHtml(columnWords[column] ?? column)}</b>: ${valueOf(value, data, column)}`)
    .join('<br>')

const actions = { begin: 'có từ trước', insert: 'thêm', update: 'sửa', delete: 'xoá' }
const entryText = z.object({
  table: z.string(),
  action: z.enum(['begin', 'insert', 'update', 'delete']),
  content: z.record(z.string(), z.unknown()),
  actor: z.string().nullable(),
  at: z.string(),
})
const pair = z.tuple([z.unknown(), z.unknown()])

function entry(text: string, data: PageParts['data']): string {
  const { table: name, action, content, actor, at: when } = entryText.parse(JSON.parse(text))
  const head = `${at(when)}, ${valueOf(actor, data, 'actor_id')}: ${actions[action]} ${escapeHtml(tableWords[name] ?? name)}`
  if (action !== 'update') return `${head}<br>${columns(content, data)}`
  const changes = Object.entries(content).flatMap(([column, value]) => {
    const label = wordIn(columnWords, column)
    if (label === undefined) return []
    const { data: [before, after] = [null, null] } = pair.safeParse(value)
    return [`<b>${escapeHtml(label)}</b>: ${valueOf(before, data, column)} → ${valueOf(after, data, column)}`]
  })
  return [head, ...changes].join('<br>')
}
