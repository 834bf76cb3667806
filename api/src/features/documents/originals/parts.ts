import type { Layout } from '../../../platform/documents/index.ts'

/** Head of a document that has a number of its own. */
export const numbered: NonNullable<Layout['masthead']> = {
  superior: 'cơ quan cấp trên',
  issuer: 'đơn vị ban hành',
  number: 'Số: {số, ký hiệu}',
  placeAndDate: '{địa danh, ngày tháng}',
}
/** Head of minutes and registers, which are not numbered. */
export const { number: _number, ...unnumbered } = numbered

/** One who signs at the right, receivers at the left. */
export const signed: NonNullable<Layout['signatures']> = {
  recipients: 'nơi nhận',
  signers: [{ capacity: '{chức vụ người ký}', name: '{người ký}' }],
}

/** Who drew a list up at the left, who is answerable for it at the right. */
export const signedByTwo: NonNullable<Layout['signatures']> = {
  signers: [
    { capacity: '{chức vụ người lập}', name: '{người lập}' },
    { capacity: '{chức vụ người ký}', name: '{người ký}' },
  ],
}
