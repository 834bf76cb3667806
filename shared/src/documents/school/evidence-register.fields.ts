import { commonFields } from '../common.fields.ts'
import { field } from '../field.ts'
import { preparedFields } from './prepared.fields.ts'

const { text, list } = field

/** Danh mục minh chứng, as it was sent, or as it stands while the file is with the school. */
export const evidenceRegisterFields = {
  ...commonFields,
  ...preparedFields,
  setTitle: text('bộ chỉ số', 'Bộ chỉ số đánh giá mức độ chuyển đổi số của cơ sở giáo dục'),
  count: text('số minh chứng', '58'),
  pieces: list(
    'minh chứng',
    {
      no: text('stt', '1'),
      code: text('mã', '[H1-1.3-01]'),
      title: text('tên minh chứng', 'Kế hoạch tổ chức dạy học trực tuyến'),
      issued: text('số, ngày ban hành', 'Số 12/KH-THCSMH1 ngày 05/9/2025'),
      issuer: text('nơi ban hành', 'Trường THCS Minh Hoạ 1'),
      criteria: text('tiêu chí', '1.1, 1.3'),
      box: text('hộp', '1'),
      note: text('ghi chú', '02 tệp'),
    },
    3,
  ),
}
