/** What the states of a file are called in papers. */
export const statusWords: Record<string, string> = {
  drafting: 'đang soạn',
  'awaiting-approval': 'chờ phê duyệt',
  approved: 'đã phê duyệt',
  submitted: 'đã gửi',
  returned: 'bị trả lại',
  accepted: 'đã tiếp nhận',
  assessing: 'đang đánh giá ngoài',
  'result-shown': 'đã có dự thảo kết quả',
  objected: 'có kiến nghị',
  assessed: 'đã đánh giá ngoài',
  nominated: 'đã đưa vào danh sách đề nghị',
  recognised: 'đã công nhận',
  refused: 'không công nhận',
  published: 'đã công bố',
  revoked: 'đã thu hồi',
  // Of the lists on which it stood.
  proposed: 'đã trình lãnh đạo',
  decided: 'đã quyết định',
}
/** What the steps of the procedure are called in papers. */
export const actionWords: Record<string, string> = {
  open: 'Mở hồ sơ',
  'hand-over': 'Chuyển cơ quan quản lý',
  finish: 'Hoàn thành chấm điểm',
  'give-back': 'Trả về để sửa',
  approve: 'Phê duyệt',
  reopen: 'Mở lại',
  submit: 'Gửi',
  withdraw: 'Rút lại',
  return: 'Trả lại',
  accept: 'Tiếp nhận',
  'open-assessment': 'Bắt đầu đánh giá ngoài',
  'change-team': 'Thay đổi đoàn',
  'complete-assessment': 'Hoàn thành đánh giá ngoài',
  'accept-result': 'Chấp nhận kết quả',
  object: 'Kiến nghị',
  'answer-objections': 'Trả lời kiến nghị',
  'end-objection-time': 'Hết thời hạn kiến nghị',
  'reopen-assessment': 'Mở lại đánh giá ngoài',
  nominate: 'Đưa vào danh sách đề nghị',
  'take-off-list': 'Đưa ra khỏi danh sách',
  recognise: 'Công nhận',
  refuse: 'Không công nhận',
  publish: 'Công bố',
  'withdraw-publication': 'Rút công bố',
  correct: 'Đính chính',
  revoke: 'Thu hồi',
}
/** Tables that are not under the record, and are in an export for what hangs on them. */
export const otherWords: Record<string, string> = {
  assessment_team_files: 'Bản quét quyết định về đoàn',
}
