import { commonFields } from '../common.fields.ts'
import { field } from '../field.ts'
import { groupFields, resultFields } from './prepared.fields.ts'

const { text, flag, list } = field

/** Quyết định phê duyệt kết quả tự đánh giá (source 001, annex III.1). */
export const approvalDecisionFields = {
  ...commonFields,
  ...resultFields,
  headOffice: text('thủ trưởng', 'HIỆU TRƯỞNG TRƯỜNG THCS MINH HOẠ 1'),
  setTitle: text('bộ chỉ số', 'Bộ chỉ số đánh giá mức độ chuyển đổi số của cơ sở giáo dục'),
  hasCouncil: flag('có hội đồng'),
  councilNumber: text('số quyết định hội đồng', '05/QĐ-THCSMH1'),
  councilSignedOn: text('ngày quyết định hội đồng', '05/9/2025'),
  minutes: text('biên bản họp', 'Biên bản số 01/BB-HĐTĐG ngày 20/11/2025'),
  withoutCouncil: flag('không có hội đồng'),
  reason: text('lý do không lập hội đồng', 'đơn vị có ít người'),
  conditions: text('điều kiện bắt buộc', 'Các điều kiện bắt buộc đều đạt.'),
  groups: list('nhóm tiêu chí', groupFields),
}
