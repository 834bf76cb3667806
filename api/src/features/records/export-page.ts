import { decimalText, linesOf, recordWords, type Answer, type FileExport, type RecordLine } from '@thuoc/shared'
import { z } from 'zod'
import { at, escapeHtml, fieldsOf, saysNothing, valueOf, wordIn, type Told } from './export-values.ts'
import type { ExportWords } from './export-language.ts'
import { exportWords } from './export-words.ts'
import type { Row } from './export.repository.ts'

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
  data: Told
  tables: readonly string[]
  rowsOf: (table: string) => AsyncIterable<Row>
  lines: () => AsyncIterable<RecordLine>
}

/** So many entries are shown: a page with more is read by nobody and opened by no phone. */
const entriesShown = 2000

/** The file in one language, as one page that needs neither a system nor a network nor a script. */
export async function* exportPage({ data, tables, rowsOf, lines }: PageParts): AsyncIterable<string> {
  const { submission, definition } = data.form
  const e = escapeHtml
  const w = exportWords[data.language]
  const { tables: tableWords } = recordWords[data.language]
  const labels = fieldsOf(data)
  const title = w.title(submission.unit.name, submission.campaign.title)
  yield `<!doctype html>
<html lang="${data.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${e(title)}</title><style>${style}</style></head><body>
<p class="q"><a href="${w.other.file}">${w.other.to}</a></p>
<h1>${e(submission.unit.name)}</h1>
<p>${e(submission.campaign.title)}, ${w.year} ${e(submission.campaign.schoolYear)}. ${w.set}: ${e(definition.title)}.<br>
${w.assessor}: ${e(submission.assessor.name)}. ${w.state}: <b>${e(w.status[submission.status] ?? submission.status)}</b>
${w.since} ${at(submission.statusSince)}; ${w.round} ${submission.round}.</p>
<p>${w.self}: <b>${submission.selfLevel ?? '–'}</b>; ${w.external}: <b>${submission.externalLevel ?? '–'}</b>;
${w.recognised}: <b>${submission.recognisedLevel ?? '–'}</b>.</p>
<p class="q">${w.made(e(data.madeBy), at(data.madeAt))}</p>
<h2>${w.form}</h2>
${table(
  w.formHeads,
  linesOf(definition).map(({ criterion: { code, title: name } }) => {
    const line = data.form.lines.find((one) => one.code === code)
    const external = line?.external
    return [
      e(code),
      e(name),
      answerOf(line?.answer, labels, w),
      e(line?.answer.note ?? ''),
      answerOf(external?.answer, labels, w),
      e([external?.reason, external?.answer.note].filter(Boolean).join('\n')),
    ]
  }),
  w,
)}
<h2>${w.evidence}</h2>
${table(
  w.evidenceHeads,
  data.form.evidence.map((one) => [
    e(one.code),
    e(one.title),
    e(one.criteria.join(', ')),
    [...data.files.filter(({ code }) => code === one.code).map(link), ...(one.url === null ? [] : [e(one.url)])].join(
      '<br>',
    ),
  ]),
  w,
)}
${data.left.length > 0 ? `<p>${w.left}: ${data.left.map(({ code, name, why }) => e(`${code} ${name} (${w[why]})`)).join('; ')}.</p>` : ''}
<h2>${w.timeline}</h2>
${table(
  w.timelineHeads,
  data.timeline.map((one) => [
    at(one.at),
    e(`${w.action[one.action] ?? one.action} → ${w.status[one.to] ?? one.to}`),
    e(`${one.by}, ${one.byUnit}`),
    e(one.reason ?? ''),
  ]),
  w,
)}
${data.decisions.length > 0 ? rows(w.decisions, data.decisions, data) : ''}
`
  for (const table of tables) {
    if (told.has(table)) continue
    yield `<h2>${e(tableWords[table] ?? w.tables[table] ?? table)}</h2>\n`
    yield* longTable(w.rowHeads, numbered(rowsOf(table), data), w)
  }
  yield data.files.some(({ code }) => code === null)
    ? `<h2>${w.scans}</h2><ul>${data.files
        .filter(({ code }) => code === null)
        .map((file) => `<li>${link(file)}</li>`)
        .join('')}</ul>`
    : ''
  const { entries, head, anchor } = data.record
  yield `<h2>${w.record}</h2>
<p>${entries} ${w.entries} <code>${e(head)}</code>${anchor ? `, ${w.anchor} ${anchor.number} <code>${e(anchor.hash)}</code>` : ''}.${
    entries > entriesShown ? ` ${w.shown(entriesShown)}` : ''
  }</p>
`
  yield* longTable(w.recordHeads, entryCells(lines(), data), w)
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
      text === null ? `<span class="q">${exportWords[data.language].hidden}</span>` : entry(text, data),
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
const nothing = (w: ExportWords) => `<p class="q">${w.nothing}</p>`

const table = (heads: string[], body: string[][], w: ExportWords) =>
  body.length === 0 ? nothing(w) : `${tableHead(heads)}${body.map(tableRow).join('')}${tableEnd}`

async function* longTable(heads: string[], body: AsyncIterable<string[]>, w: ExportWords): AsyncIterable<string> {
  let begun = false
  for await (const cells of body) {
    if (!begun) yield tableHead(heads)
    begun = true
    yield tableRow(cells)
  }
  yield begun ? tableEnd : nothing(w)
}

function answerOf(answer: Answer | undefined, labels: ReadonlyMap<string, string>, w: ExportWords): string {
  if (!answer) return ''
  const parts = [
    answer.met === null ? '' : answer.met ? w.met : w.unmet,
    answer.score === null ? '' : decimalText(answer.score).replace('.', w.point),
    answer.count === null ? '' : `${answer.count}`,
    answer.numerator === null && answer.denominator === null
      ? ''
      : `${answer.numerator ?? '–'}/${answer.denominator ?? '–'}`,
    answer.choice === null ? '' : `${w.choice} ${answer.choice + 1}`,
    answer.items === null ? '' : `${w.items} ${answer.items.map((item) => item + 1).join(', ')}`,
    ...Object.entries(answer.fields).map(([key, value]) => `${labels.get(key) ?? key}: ${value}`),
  ]
  return escapeHtml(parts.filter(Boolean).join('; '))
}

/** Rows of any table: what has a word or says something to people. */
const rows = (title: string, those: Row[], data: PageParts['data']) =>
  `<h2>${escapeHtml(title)}</h2>\n${table(
    exportWords[data.language].rowHeads,
    those.map((row, place) => [String(place + 1), columns(row, data)]),
    exportWords[data.language],
  )}`
const columns = (row: Row, data: PageParts['data'], { columns: words } = recordWords[data.language]) =>
  Object.entries(row)
    .filter(([column, value]) => column in words && !saysNothing(value))
    .map(([column, value]) => `<b>${escapeHtml(words[column] ?? column)}</b>: ${valueOf(value, data, column)}`)
    .join('<br>')

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
  const { tables, columns: words } = recordWords[data.language]
  const head = `${at(when)}, ${valueOf(actor, data, 'actor_id')}: ${exportWords[data.language].change[action]} ${escapeHtml(tables[name] ?? name)}`
  if (action !== 'update') return `${head}<br>${columns(content, data)}`
  const changes = Object.entries(content).flatMap(([column, value]) => {
    const label = wordIn(words, column)
    if (label === undefined) return []
    const { data: [before, after] = [null, null] } = pair.safeParse(value)
    return [`<b>${escapeHtml(label)}</b>: ${valueOf(before, data, column)} → ${valueOf(after, data, column)}`]
  })
  return [head, ...changes].join('<br>')
}
