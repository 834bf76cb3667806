import { AlignmentType, type IStylesOptions } from 'docx'
import { convertMillimetersToTwip } from 'docx'
import { decree } from './decree.ts'

const { sizes, font } = decree
/** Word counts sizes in half points. */
export const halfPoints = (points: number) => points * 2
export const twips = convertMillimetersToTwip

const style = (
  id: string,
  name: string,
  size: number,
  run: { bold?: boolean; italics?: boolean; allCaps?: boolean } = {},
  paragraph: NonNullable<IStylesOptions['paragraphStyles']>[number]['paragraph'] = {},
) => ({
  id,
  name,
  basedOn: 'Normal',
  quickFormat: true,
  run: { font, size: halfPoints(size), ...run },
  paragraph: { spacing: { before: 0, after: 0 }, ...paragraph },
})
const center = { alignment: AlignmentType.CENTER }
const body = {
  alignment: AlignmentType.JUSTIFIED,
  indent: { firstLine: twips(decree.indent) },
  spacing: { before: 60, after: 60, line: 276 },
}

/**
 * Every part of a document has a style of its own, by which an office changes them all at once. A name has no comma:
 * Word takes what follows for another name.
 */
export const styles: IStylesOptions = {
  default: {
    document: { run: { font, size: halfPoints(sizes.body), language: { value: 'vi-VN' } } },
    heading1: {
      run: { font, size: halfPoints(sizes.title), bold: true, color: '000000' },
      paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 120, after: 60 }, keepNext: true },
    },
    heading2: {
      run: { font, size: halfPoints(sizes.body), bold: true, color: '000000' },
      paragraph: { ...body, alignment: AlignmentType.LEFT, keepNext: true },
    },
  },
  paragraphStyles: [
    style('Nation', 'Quốc hiệu', sizes.nation, { bold: true }, center),
    style('Motto', 'Tiêu ngữ', sizes.motto, { bold: true }, center),
    style('Superior', 'Cơ quan chủ quản', sizes.issuer, { allCaps: true }, center),
    style('Issuer', 'Cơ quan ban hành', sizes.issuer, { bold: true, allCaps: true }, center),
    style('Rule', 'Đường kẻ', 2, {}, { alignment: AlignmentType.CENTER }),
    style('Number', 'Số và ký hiệu', sizes.number, {}, { ...center, spacing: { before: 60, after: 0 } }),
    style(
      'Place',
      'Địa danh và ngày',
      sizes.place,
      { italics: true },
      { ...center, spacing: { before: 60, after: 0 } },
    ),
    style('Kind', 'Tên loại văn bản', sizes.title, { bold: true }, { ...center, spacing: { before: 240, after: 0 } }),
    style('Subject', 'Trích yếu', sizes.title, { bold: true }, { ...center, spacing: { before: 0, after: 60 } }),
    style('AnnexNote', 'Kèm theo', sizes.title, { italics: true }, { ...center, spacing: { before: 0, after: 120 } }),
    style('Body', 'Nội dung', sizes.body, {}, body),
    style('Basis', 'Căn cứ', sizes.body, { italics: true }, body),
    style('Centred', 'Giữa trang', sizes.body, { bold: true }, { ...center, spacing: { before: 120, after: 120 } }),
    style('Addressee', 'Kính gửi', sizes.body, {}, { ...center, spacing: { before: 120, after: 120 } }),
    style('Display', 'Chữ lớn', sizes.display, { bold: true }, { ...center, spacing: { before: 120, after: 120 } }),
    style('Plain', 'Dòng', sizes.body, {}, { spacing: { before: 40, after: 40 } }),
    style('Middle', 'Dòng giữa trang', sizes.body, {}, { ...center, spacing: { before: 40, after: 40 } }),
    style('Dated', 'Ngày ký', sizes.body, { italics: true }, { ...center, spacing: { before: 0, after: 0 } }),
    style('Note', 'Ghi chú', sizes.table, { italics: true }, { spacing: { before: 60, after: 60 } }),
    style('Cell', 'Ô bảng', sizes.table, {}, { spacing: { before: 20, after: 20 } }),
    style('Heading', 'Đầu bảng', sizes.table, { bold: true }, { ...center, spacing: { before: 20, after: 20 } }),
    style('Capacity', 'Quyền hạn và chức vụ người ký', sizes.body, { bold: true }, { ...center, keepNext: true }),
    style('Signatory', 'Họ tên người ký', sizes.body, { bold: true }, center),
    style('RecipientsHeading', 'Nơi nhận', decree.recipients.heading, { bold: true, italics: true }),
    style('Recipients', 'Danh sách nơi nhận', decree.recipients.list),
    style('PageNumber', 'Số trang', 13, {}, center),
  ],
}
