import type {
  Award,
  Criterion,
  EvidenceCodeScheme,
  EvidenceDemand,
  EvidenceKind,
  LevelRule,
  managedShares,
} from '@thuoc/shared'
import type { Words } from '../../../platform/spreadsheet/words.ts'

export const schemeWords: Words<EvidenceCodeScheme> = {
  accreditation: ['Kiểu [H1-1.3-01]', '[H1-1.3-01]'],
  'quality-2026': ['Kiểu MC.1.3.01', 'MC.1.3.01'],
}

export const combineWords: Words<LevelRule['combine']> = {
  'lowest-group': ['Là mức thấp nhất trong các nhóm', 'Theo nhóm thấp nhất', 'Nhóm thấp nhất'],
  total: ['Tính theo tổng điểm', 'Theo tổng điểm', 'Tổng điểm'],
}

export const kindWords: Words<Criterion['kind']> = {
  condition: ['Điều kiện bắt buộc', 'Điều kiện'],
  points: ['Chấm điểm', 'Điểm'],
  checklist: ['Danh mục có/không', 'Danh mục'],
  choice: ['Chọn một', 'Lựa chọn'],
  count: ['Số lượng'],
  ratio: ['Tỉ lệ', 'Tỷ lệ'],
  aggregate: ['Tính từ các đơn vị trực thuộc', 'Tổng hợp từ đơn vị quản lý', 'Tổng hợp'],
  sum: ['Tổng các mục con', 'Tổng'],
}

export const awardWords: Words<Award['by']> = {
  bands: ['Theo khoảng'],
  proportion: ['Theo tỉ lệ với điểm tối đa', 'Theo tỉ lệ', 'Theo tỷ lệ'],
  suggestion: ['Chỉ gợi ý, người chấm quyết định', 'Chỉ gợi ý', 'Gợi ý'],
}

export const shareWords: Words<(typeof managedShares)[number]> = {
  'recognised-at-level': ['Đơn vị được công nhận từ một mức trở lên', 'Được công nhận từ mức'],
  'submitted-in-time': ['Đơn vị nộp hồ sơ đúng hạn', 'Gửi đúng hạn', 'Nộp đúng hạn'],
}

export const demandWords: Words<EvidenceDemand['demand']> = {
  none: ['Không nhận minh chứng', 'Không nhận'],
  optional: ['Nộp nếu có', 'Không bắt buộc'],
  'when-claimed': ['Bắt buộc khi chọn Đạt hoặc chấm trên 0 điểm', 'Khi đạt hoặc có điểm'],
  always: ['Luôn bắt buộc', 'Bắt buộc'],
}

export const evidenceKindWords: Words<EvidenceKind> = {
  file: ['Tệp'],
  link: ['Đường dẫn', 'Đường liên kết', 'Liên kết'],
  figure: ['Số liệu'],
}

export const capWords: Words<'none'> = { none: ['Không hạn chế mức', 'Không hạn chế', 'Không'] }
