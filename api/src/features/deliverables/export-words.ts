import { deliverableKind, type DeliverableKind, type DeliveryStatus, type NoticeValues } from '@thuoc/shared'

/** Words of official files, in Vietnamese whoever takes them along. */
export const kindWords: Record<DeliverableKind, string> = {
  plan: 'Kế hoạch',
  'next-year-plan': 'Kế hoạch năm tiếp theo',
  'responsible-persons': 'Lãnh đạo phụ trách và đầu mối',
  'training-record': 'Hồ sơ tập huấn',
  guidance: 'Tài liệu hướng dẫn',
  'issued-documents': 'Văn bản đã ban hành',
  'council-decision': 'Quyết định thành lập hội đồng tự đánh giá',
  'evidence-register': 'Danh mục minh chứng',
  minutes: 'Biên bản',
  'approval-decision': 'Quyết định phê duyệt kết quả tự đánh giá',
  'self-assessment': 'Tự đánh giá',
  'self-assessment-report': 'Báo cáo tự đánh giá',
  request: 'Đề nghị đánh giá ngoài',
  'team-decision': 'Quyết định thành lập đoàn đánh giá ngoài',
  'visit-plan': 'Lịch làm việc của đoàn',
  'external-assessment': 'Đánh giá ngoài',
  'nomination-list': 'Danh sách đề nghị công nhận',
  'recognition-decision': 'Quyết định công nhận',
  certificate: 'Giấy chứng nhận',
  publication: 'Công bố kết quả',
  'supervision-minutes': 'Biên bản giám sát',
  'summary-report': 'Báo cáo tổng hợp',
  'mid-year-report': 'Báo cáo sơ kết',
  'year-end-report': 'Báo cáo tổng kết',
  'website-link': 'Đường link website',
  'sector-database-update': 'Cập nhật CSDL ngành',
  'data-report': 'Báo cáo dữ liệu ngành',
  'derived-indicator-set': 'Bộ chỉ số chi tiết của tỉnh',
}

export const statusWords: Record<DeliveryStatus, string> = {
  'not-started': 'Chưa nộp',
  'handed-in': 'Đã nộp',
  received: 'Đã tiếp nhận',
  returned: 'Trả lại',
  accepted: 'Chấp nhận',
}

/** What is handed in as a notice of it names it; empty where it names none. */
export function thingOf({ kind }: NoticeValues): string {
  const named = deliverableKind.safeParse(kind)
  return named.success ? kindWords[named.data] : ''
}
