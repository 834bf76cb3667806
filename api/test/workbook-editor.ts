import { pack, unpack } from '../src/platform/unpack.ts'

/** What a careless hand puts into a cell. */
export type Put = string | number | null | { formula: string; result?: number } | { error: string } | { date: string }
export type Edit =
  { sheet: string; cell: string; put: Put } | { sheet: string; merge: string } | { sheet: string; rename: string }

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;')

function contentOf(put: Put): string {
  if (put === null) return '/>'
  if (typeof put === 'string') return ` t="inlineStr"><is><t xml:space="preserve">${escape(put)}</t></is></c>`
  if (typeof put === 'number') return `><v>${put}</v></c>`
  if ('error' in put) return ` t="e"><v>${put.error}</v></c>`
  if ('date' in put) return ` t="d"><v>${put.date}</v></c>`
  return `><f>${escape(put.formula)}</f>${put.result === undefined ? '' : `<v>${put.result}</v>`}</c>`
}

/** The same workbook with some cells changed by hand, as a spreadsheet program would leave them. */
export function editWorkbook(file: Buffer, edits: readonly Edit[]): Buffer {
  const parts = unpack(file, { entries: 100, bytes: 50_000_000, ratio: 1_000 })
  const textOf = (name: string) => String(parts.get(name) ?? '')
  const names = [...textOf('xl/workbook.xml').matchAll(/<sheet name="([^"]+)"/g)].map(([, name]) => name)
  for (const edit of edits) {
    const at = names.indexOf(edit.sheet)
    if (at < 0) throw new Error(`No sheet ${edit.sheet}`)
    const part = 'rename' in edit ? 'xl/workbook.xml' : `xl/worksheets/sheet${at + 1}.xml`
    parts.set(part, Buffer.from(changed(textOf(part), edit)))
  }
  return pack(parts)
}

function changed(xml: string, edit: Edit): string {
  if ('rename' in edit) return xml.replace(`<sheet name="${edit.sheet}"`, `<sheet name="${edit.rename}"`)
  if ('merge' in edit)
    return xml.replace(
      /(<autoFilter[^>]*\/>|<\/sheetData>)(?!<autoFilter)/,
      `$1<mergeCells><mergeCell ref="${edit.merge}"/></mergeCells>`,
    )
  const cell = new RegExp(`<c r="${edit.cell}"([^>]*?)(/>|>.*?</c>)`)
  if (!cell.test(xml)) throw new Error(`No cell ${edit.cell} on ${edit.sheet}`)
  return xml.replace(cell, (_, attributes: string) => {
    const look = / s="\d+"/.exec(attributes)?.[0] ?? ''
    return `<c r="${edit.cell}"${look}${contentOf(edit.put)}`
  })
}
