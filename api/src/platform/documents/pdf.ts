import type { Fields } from '@thuoc/shared'
import pdfmake from 'pdfmake'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { z } from 'zod'
import { tinos } from '../fonts.ts'
import { decree, measureOf, points } from './decree.ts'
import type { Layout } from './layout.ts'
import { closingOf, contentOf, isHigh, mastheadOf, ruleOf, type Room } from './pdf-parts.ts'
import { drawn } from './pictures.ts'
import { scopeOf } from './values.ts'

pdfmake.addFonts({ Tinos: tinos })
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((path: string) => Object.values<string>(tinos).includes(path))

const placed = z.object({ positions: z.array(z.object({ pageNumber: z.number() })) })
/** The page on which something came to stand: the writer puts its place to it before it asks for the headers. */
const firstPageOf = (content: Content): number[] =>
  placed
    .safeParse(content)
    .data?.positions.slice(0, 1)
    .map(({ pageNumber }) => pageNumber) ?? []

/** A double line, as the certificates on paper have it. */
const frameOn = (_page: number, { width, height }: { width: number; height: number }): Content => ({
  canvas: [points(8), points(9.2)].map((inset, index) => ({
    ...{ type: 'rect', x: inset, y: inset, w: width - 2 * inset, h: height - 2 * inset },
    ...{ lineWidth: index === 0 ? 1.6 : 0.6, lineColor: '#1f5f5b' },
  })),
})

function roomOf(orientation: Layout['orientation']): Room {
  const { width, height } = decree.paper
  const across = orientation === 'landscape'
  const { top, bottom } = across ? decree.acrossMargins : decree.margins
  return { width: points(measureOf(orientation)), height: points((across ? width : height) - top - bottom) }
}

/** A layout with its values as PDF: fonts embedded, text that can be selected and searched. */
export async function pdfOf(layout: Layout, fields: Fields, values: Record<string, unknown>): Promise<Buffer> {
  const across = layout.orientation === 'landscape'
  const room = roomOf(layout.orientation)
  const { top, bottom, left, right } = across ? decree.acrossMargins : decree.margins
  const scope = scopeOf(fields, await drawn(fields, values))
  const annexes = layout.blocks.filter((block) => block.kind === 'annex')
  const plain = layout.blocks.filter((block) => block.kind !== 'annex')
  // Who signs never stands on a page without a line of what is signed.
  const end = plain.at(-1)
  const goesAlong = end?.kind === 'text' && !isHigh(scope.text(end.text), decree.sizes.body, room)
  const closing = layout.signatures && goesAlong ? -1 : plain.length
  const [body, last] = [plain.slice(0, closing), plain.slice(closing)]
  const heads = annexes.map(({ title, orientation = layout.orientation }): Content => ({
    ...{ text: scope.text(title), style: 'kind', pageBreak: 'before', pageOrientation: orientation },
  }))
  const content: Content[] = [
    ...(layout.masthead ? [mastheadOf(layout.masthead, scope)] : []),
    ...(layout.title === undefined ? [] : [{ text: scope.text(layout.title), style: 'kind' }]),
    ...(layout.subject === undefined
      ? []
      : [{ text: scope.text(layout.subject), style: 'subject' }, ruleOf(60, 'subject')]),
    ...body.flatMap((block) => contentOf(block, scope, room)),
    ...(layout.signatures
      ? [
          {
            stack: [...last.flatMap((block) => contentOf(block, scope, room)), closingOf(layout.signatures, scope)],
            unbreakable: true,
          },
        ]
      : []),
    ...annexes.flatMap((annex, index): Content[] => [
      ...heads.slice(index, index + 1),
      { text: scope.text(annex.subject), style: 'annexNote' },
      ...annex.blocks.flatMap((block) => contentOf(block, scope, roomOf(annex.orientation ?? layout.orientation))),
    ]),
  ]
  const definition: TDocumentDefinitions = {
    pageSize: 'A4',
    pageOrientation: layout.orientation,
    pageMargins: [points(left), points(top), points(right), points(bottom)],
    info: { title: scope.text([layout.title, layout.subject].filter((one) => one !== undefined).join(' ')) },
    language: 'vi',
    // Each annex counts its own pages, and no first page bears its number.
    header: (page) => {
      const number = page - Math.max(1, ...heads.flatMap(firstPageOf).filter((start) => start <= page)) + 1
      if (number === 1 || layout.framed === true) return ''
      return { text: String(number), alignment: 'center', margin: [0, points(10), 0, 0], fontSize: 13 }
    },
    defaultStyle: { font: 'Tinos', fontSize: decree.sizes.body, lineHeight: 1.15 },
    styles: {
      kind: { fontSize: decree.sizes.title, bold: true, alignment: 'center', margin: [0, 12, 0, 0] },
      subject: { fontSize: decree.sizes.title, bold: true, alignment: 'center', margin: [0, 0, 0, 3] },
      annexNote: { fontSize: decree.sizes.title, italics: true, alignment: 'center', margin: [0, 0, 0, 6] },
    },
    ...(layout.framed === true && { background: frameOn }),
    content,
  }
  return pdfmake.createPdf(definition).getBuffer()
}
