import type { DocumentOffer } from '@thuoc/shared'
import type { WrittenSheet } from '../../platform/spreadsheet/write.ts'

/** A document that can be drawn up or was, and whether its newest version is behind its data. */
export type CheckedOffer = DocumentOffer & { outdated: boolean }
/** A document of a campaign, with where its files lie in the archive. */
export type ListedDocument = {
  unit: string
  offer: CheckedOffer
  paths: readonly string[]
  /** One of its files is not in the storage any more. */
  lost: boolean
}

const columns: WrittenSheet['columns'] = [
  { header: 'Đơn vị', width: 40, format: 'text' },
  { header: 'Văn bản', width: 50, format: 'text' },
  { header: 'Tình trạng', width: 30, format: 'text' },
  { header: 'Bản', width: 8, format: 'number' },
  { header: 'Số, ký hiệu', width: 20, format: 'text' },
  { header: 'Ngày ký', width: 14, format: 'text' },
  { header: 'Lập lúc', width: 24, format: 'text' },
  { header: 'Người lập', width: 30, format: 'text' },
  { header: 'Tệp', width: 80, format: 'text' },
]

const moment = new Intl.DateTimeFormat('vi-VN', {
  ...{ timeZone: 'Asia/Ho_Chi_Minh', hour: '2-digit', minute: '2-digit' },
  ...{ day: '2-digit', month: '2-digit', year: 'numeric' },
})
const day = (text: string) => text.split('-').toReversed().join('/')

const stateOf = ({ outdated, versions }: CheckedOffer, lost: boolean) => {
  if (versions.length === 0) return 'Chưa lập'
  if (lost) return 'Đã lập, mất tệp trong kho'
  return outdated ? 'Dữ liệu đã thay đổi từ bản này' : 'Đã lập'
}

/** What is in the archive, and what could have been drawn up and was not. */
export const listing = (documents: readonly ListedDocument[]): WrittenSheet => ({
  name: 'Văn bản',
  columns,
  rows: documents.map(({ unit, offer, paths, lost }) => {
    const [newest] = offer.versions
    return {
      values: [
        ...[unit, offer.title, stateOf(offer, lost)],
        ...[newest?.version ?? null, newest?.symbol.trim() ?? '', day(newest?.signedOn ?? '')],
        ...[newest ? moment.format(new Date(newest.madeAt)) : '', newest?.madeBy ?? '', paths.join(' | ')],
      ],
    }
  }),
})
