import type {
  EmulationKey,
  LevelTrend,
  Ownership,
  RemarkKind,
  RemarkOrigin,
  ReportBasis,
  ReportFilePart,
  ReportPart,
  ReportStep,
  StepOutcome,
  SubmissionStatus,
  UnitType,
} from '@thuoc/shared'
import { unitTypeWords } from '../org/index.ts'

/** Words of official files, in Vietnamese whoever takes them along. */
export const basisWords: Record<ReportBasis, string> = {
  self: 'Tự đánh giá (đã được thủ trưởng duyệt)',
  external: 'Đánh giá ngoài',
  recognised: 'Công nhận',
}
export const partTitles: Record<ReportFilePart, string> = {
  levels: 'Phân bố mức độ',
  scores: 'Kết quả theo tiêu chí',
  progress: 'Tiến độ thực hiện',
  comparison: 'Tự đánh giá và đánh giá ngoài',
  years: 'So với năm trước',
  ranking: 'Xếp hạng',
  heat: 'Tiêu chí theo đơn vị quản lý',
  criteria: 'Từng tiêu chí của từng đơn vị',
  remarks: 'Khó khăn, kiến nghị',
  units: 'Danh sách đơn vị',
  emulation: 'Thi đua',
}
export const stepWords: Record<ReportStep, string> = {
  self: 'Tự đánh giá',
  request: 'Nộp hồ sơ',
  external: 'Đánh giá ngoài',
  decision: 'Quyết định',
  publication: 'Công bố',
}
export const outcomeWords: Record<StepOutcome, string> = {
  'in-time': 'Đúng hạn',
  late: 'Muộn',
  overdue: 'Quá hạn, chưa xong',
  open: 'Chưa đến hạn',
}
/** A step without a last day is done or not. */
export const doneWords: Record<StepOutcome, string> = {
  'in-time': 'Đã xong',
  late: 'Đã xong',
  overdue: 'Chưa xong',
  open: 'Chưa xong',
}
export const trendWords: Record<LevelTrend, string> = {
  up: 'Tăng mức',
  same: 'Giữ mức',
  down: 'Giảm mức',
  new: 'Năm trước chưa có kết quả',
  unknown: 'Năm nay chưa có kết quả',
}
export const byWords: Record<ReportPart, string> = {
  body: 'Đơn vị quản lý',
  area: 'Địa bàn',
  type: 'Loại hình',
  ownership: 'Sở hữu',
  campaign: 'Đợt đánh giá',
}
export const remarkWords: Record<RemarkKind, string> = {
  difficulty: 'Khó khăn, hạn chế',
  proposal: 'Kiến nghị, đề xuất',
}
export const originWords: Record<RemarkOrigin, string> = {
  report: 'Báo cáo của đơn vị',
  team: 'Nhận xét của đoàn đánh giá ngoài',
  minutes: 'Ý kiến của đơn vị trong biên bản',
  objection: 'Kiến nghị về kết quả',
  supervision: 'Biên bản kiểm tra của Sở',
}
export const statusWords: Record<SubmissionStatus, string> = {
  drafting: 'Đang tự đánh giá',
  'awaiting-approval': 'Chờ thủ trưởng duyệt',
  approved: 'Đã duyệt, chưa nộp',
  submitted: 'Chờ tiếp nhận',
  returned: 'Trả lại để bổ sung',
  accepted: 'Đã tiếp nhận',
  assessing: 'Đang đánh giá ngoài',
  'result-shown': 'Chờ đơn vị xem dự thảo kết quả',
  objected: 'Đang giải quyết kiến nghị',
  assessed: 'Chờ đề nghị công nhận',
  nominated: 'Chờ quyết định',
  recognised: 'Đã công nhận',
  refused: 'Không công nhận',
  published: 'Đã công bố',
  revoked: 'Đã thu hồi',
}
const ownerships: Record<Ownership, string> = { public: 'Công lập', 'non-public': 'Ngoài công lập' }
export const ownershipWord = (ownership: Ownership | null) => (ownership === null ? null : ownerships[ownership])
export const typeWord = (type: UnitType) => unitTypeWords[type][0]

const isType = (name: string): name is UnitType => name in unitTypeWords
/** The name of a part; kinds, ownership and “directly under the province” come as keys. */
export function partName(name: string): string {
  if (name === 'direct') return 'Trực thuộc Sở'
  if (name === 'none') return 'Không ghi'
  if (name === 'public' || name === 'non-public') return ownerships[name]
  return isType(name) ? typeWord(name) : name
}

export const columnWords: Record<EmulationKey, string> = {
  number: 'STT',
  code: 'Mã đơn vị',
  unit: 'Đơn vị',
  type: 'Loại hình',
  ownership: 'Sở hữu',
  body: 'Đơn vị quản lý',
  groups: 'Điểm nhóm',
  total: 'Tổng điểm',
  share: 'Tỉ lệ điểm (%)',
  level: 'Mức',
  rank: 'Xếp hạng',
  selfTotal: 'Điểm tự đánh giá',
  selfLevel: 'Mức tự đánh giá',
  externalTotal: 'Điểm đánh giá ngoài',
  externalLevel: 'Mức đánh giá ngoài',
  decisionNumber: 'Số quyết định',
  decisionDate: 'Ngày quyết định',
  certificate: 'Số giấy chứng nhận',
  publishedOn: 'Ngày công bố',
  inTime: 'Đúng hạn',
  note: 'Ghi chú',
}
