import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  Packer,
  PageBorderDisplay,
  PageBorderOffsetFrom,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TextRun,
  type ISectionOptions,
} from 'docx'
import { decree, measureOf } from './decree.ts'
import { besideOf, closingOf, lineOf, mastheadOf, pairsOf, styled, styleOf, tableOf } from './docx-parts.ts'
import { styles, twips } from './docx-styles.ts'
import type { Block, Layout } from './layout.ts'

type Child = ISectionOptions['children'][number]
type Page = { orientation: Layout['orientation']; children: Child[] }

/** A layout as the DOCX that offices edit and that is filled afterwards: its fields stand in it in braces. */
export async function originalOf(layout: Layout): Promise<Buffer> {
  const document = new Document({
    creator: 'Thước',
    title: layout.title ?? layout.subject ?? '',
    styles,
    sections: pagesOf(layout).map((page, index) => sectionOf(page, index, layout.framed === true)),
  })
  return Packer.toBuffer(document)
}

/** The document, and each annex on pages of its own. Who signs never stands on a page without a line of what is signed. */
function pagesOf(layout: Layout): Page[] {
  const measure = measureOf(layout.orientation)
  const plain = layout.blocks.filter((block) => block.kind !== 'annex')
  const annexes = layout.blocks.filter((block) => block.kind === 'annex')
  const first: Child[] = [
    ...(layout.masthead ? mastheadOf(layout.masthead, measure) : []),
    ...(layout.title === undefined ? [] : [styled('Kind', layout.title)]),
    ...(layout.subject === undefined ? [] : [styled('Subject', layout.subject), shortRule(measure)]),
    ...plain.flatMap((block, index) =>
      layout.signatures && index === plain.length - 1 && block.kind === 'text'
        ? [styled(styleOf[block.style], block.text, { keepNext: true })]
        : childrenOf(block, measure),
    ),
    ...(layout.signatures ? closingOf(layout.signatures, measure) : []),
  ]
  return [
    { orientation: layout.orientation, children: first },
    ...annexes.map(({ title, subject, blocks, orientation = layout.orientation }) => ({
      orientation,
      children: [
        styled('Kind', title),
        styled('AnnexNote', subject),
        ...blocks.flatMap((block) => childrenOf(block, measureOf(orientation))),
      ],
    })),
  ]
}

const shortRule = (measure: number) =>
  new Paragraph({
    style: 'Rule',
    indent: { left: twips(measure * 0.38), right: twips(measure * 0.38) },
    border: { top: { style: 'single', size: 6, color: '000000', space: 1 } },
    spacing: { after: 120 },
  })

function childrenOf(block: Block, measure: number): Child[] {
  switch (block.kind) {
    case 'text':
    case 'image':
      return [lineOf(block)]
    case 'table':
      return [tableOf(block.list, block.columns, measure), new Paragraph({ style: 'Rule' })]
    case 'pairs':
      return pairsOf(block.rows, measure)
    case 'masthead':
      return mastheadOf(block.masthead, measure)
    case 'beside':
      return [besideOf(block.columns, measure), new Paragraph({ style: 'Rule' })]
    case 'each':
      return [
        styled('Plain', `{#${block.list}}`),
        ...(block.paged === true ? [new Paragraph({ style: 'Rule', pageBreakBefore: true })] : []),
        ...block.blocks.flatMap((one) => childrenOf(one, measure)),
        styled('Plain', `{/${block.list}}`),
      ]
    case 'annex':
      return []
  }
}

const frameLine = { style: BorderStyle.DOUBLE, size: 12, color: '1F5F5B', space: 24 }
const frame = {
  pageBorders: { display: PageBorderDisplay.ALL_PAGES, offsetFrom: PageBorderOffsetFrom.PAGE },
  pageBorderTop: frameLine,
  pageBorderBottom: frameLine,
  pageBorderLeft: frameLine,
  pageBorderRight: frameLine,
}

function sectionOf({ orientation, children }: Page, index: number, framed: boolean): ISectionOptions {
  const across = orientation === 'landscape'
  const margins = across ? decree.acrossMargins : decree.margins
  const number = new Paragraph({
    style: 'PageNumber',
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT] })],
  })
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      // The number stands on every page but the first, and each annex counts its own.
      titlePage: true,
      page: {
        ...(index > 0 && { pageNumbers: { start: 1 } }),
        ...(framed && { borders: frame }),
        size: {
          width: twips(decree.paper.width),
          height: twips(decree.paper.height),
          orientation: across ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
        },
        margin: {
          top: twips(margins.top),
          bottom: twips(margins.bottom),
          left: twips(margins.left),
          right: twips(margins.right),
          header: twips(10),
        },
      },
    },
    headers: {
      default: new Header({ children: framed ? [new Paragraph({})] : [number] }),
      first: new Header({ children: [new Paragraph({})] }),
    },
    children,
  }
}
