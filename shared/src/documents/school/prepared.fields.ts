import { field } from '../field.ts'

const { text } = field

/** Who drew a list up and signs at the left of whoever is answerable for it. */
export const preparedFields = {
  preparedAs: text('chức vụ người lập', 'THƯ KÝ HỘI ĐỒNG'),
  preparedBy: text('người lập', 'Lê Thị Minh Hoạ'),
}

/** What a form comes to. */
export const resultFields = {
  total: text('tổng điểm', '152,5'),
  maximum: text('tổng điểm tối đa', '200'),
  level: text('mức độ', 'Mức độ 3 (Đáp ứng tốt)'),
}

/** What a group of criteria comes to. */
export const groupFields = {
  code: text('mã nhóm', '1'),
  title: text('tên nhóm', 'Chuyển đổi số trong dạy, học'),
  score: text('điểm của nhóm', '76,25'),
  maximum: text('điểm tối đa của nhóm', '100'),
  level: text('mức độ của nhóm', 'Mức độ 3 (Đáp ứng tốt)'),
}
