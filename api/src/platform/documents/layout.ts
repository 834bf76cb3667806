/**
 * What a document says and in which order, once, for its DOCX original and for its PDF. Texts carry fields in braces and
 * `**bold**` passages. Where it stands on the page is Nghị định 30/2020/NĐ-CP, Phụ lục I, and not said here.
 */
export type Layout = {
  orientation: 'portrait' | 'landscape'
  /** A line around every page, as certificates have it. */
  framed?: boolean
  /** Left out by a document that is no administrative one: a certificate, a register. */
  masthead?: Masthead
  /** Tên loại văn bản, in capitals. Left out by an official letter. */
  title?: string
  /** Trích yếu. */
  subject?: string
  blocks: readonly Block[]
  signatures?: Signatures
}

export type Masthead = {
  /** Field of the body above the issuer; the line is left out where it is empty. */
  superior: string
  issuer: string
  /** Số, ký hiệu; minutes and registers may have none. */
  number?: string
  /** A certificate has them above the signature instead. */
  placeAndDate?: string
}

export type Align = 'left' | 'center' | 'right' | 'justify'
export type TextStyle =
  /** Nội dung: justified, first line indented. */
  | 'body'
  /** Căn cứ: as the body, italic. */
  | 'basis'
  /** Điều 1, Mục: a heading of the document's outline. */
  | 'article'
  | 'section'
  /** Centred and bold: QUYẾT ĐỊNH: and the like. */
  | 'center'
  /** Kính gửi: centred, not bold. */
  | 'addressee'
  /** Large, of a certificate. */
  | 'display'
  | 'plain'
  /** Centred, as the body otherwise; and in italics: place and date above a signature. */
  | 'middle'
  | 'dated'
  | 'note'

export type Column = { title: string; /** Share of the width. */ width: number; text: string; align?: Align }
export type Table = {
  kind: 'table'
  /** Name of the list whose rows these are; left out where `rows` says them. */
  list: string
  columns: readonly Column[]
}
/** Two columns without lines: what it is, and how it stands. */
export type Pairs = { kind: 'pairs'; rows: readonly (readonly [label: string, text: string])[] }
/** What fits into a column: text and pictures. */
export type Line = { kind: 'text'; text: string; style: TextStyle } | { kind: 'image'; name: string; align: Align }
export type Block =
  | Line
  | Table
  | Pairs
  /** Repeated for each row of a list, or there when a flag holds; `paged`: each row on a page of its own. */
  | { kind: 'each'; list: string; blocks: readonly Block[]; paged?: boolean }
  /** The head of a paper that has several, one a page. */
  | { kind: 'masthead'; masthead: Masthead }
  /** Columns without lines; widths are shares. */
  | { kind: 'beside'; columns: readonly { width: number; blocks: readonly Line[] }[] }
  /** Phụ lục: a page of its own, turned where its table is wide. */
  | {
      kind: 'annex'
      title: string
      subject: string
      blocks: readonly Block[]
      orientation?: Layout['orientation']
    }

export type Signature = {
  /** Quyền hạn và chức vụ: `TM. HỘI ĐỒNG`, `KT. HIỆU TRƯỞNG`; some lines. */
  capacity: string
  name: string
}
export type Signatures = {
  /** Nơi nhận: a field with one receiver a line; left out by minutes. */
  recipients?: string
  /** One at the right, or several side by side as minutes have them. */
  signers: readonly Signature[]
}

export const paragraph = (text: string, style: TextStyle = 'body'): Line => ({ kind: 'text', text, style })
