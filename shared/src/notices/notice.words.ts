import type { SubmissionAction } from '../submissions/submission.workflow.ts'
import { submissionAction } from '../submissions/submission.workflow.ts'
import type { NoticeGroup, NoticeLanguage } from './notice-groups.ts'
import type { NoticeKind, NoticeValues } from './notice.schema.ts'
import { moveWords } from './move.words.ts'

/** The sentence of each kind: the app and the letters say the same. A gap in braces takes the value of that name. */
export const noticeWords: Record<NoticeLanguage, Record<NoticeKind, string>> = {
  vi: {
    'team-appointed': 'Bạn được cử vào đoàn đánh giá ngoài “{team}”',
    'team-assigned': '“{team}” sẽ đánh giá ngoài đơn vị',
    'team-conflict': '{name} khai xung đột lợi ích với {unit} ({team}) và đã rút khỏi đơn vị này',
    'visit-planned': 'Lịch đánh giá ngoài {unit}: {at} {place}',
    'visit-changed': 'Đổi lịch đánh giá ngoài {unit}: {at} {place}',
    'visit-cancelled': 'Huỷ lịch đánh giá ngoài {unit}: {at} {place}',
    'training-invited': 'Mời dự tập huấn: {title}, {at}',
    'training-changed': 'Buổi tập huấn đổi thời gian hoặc địa điểm: {title}, {at}',
    'training-cancelled': 'Huỷ buổi tập huấn: {title}, {at}',
    'training-asked': 'Có câu hỏi chờ trả lời: {title}',
    'training-answered': 'Câu hỏi của đơn vị đã được trả lời: {title}',
    'evidence-wanted': 'Đoàn đánh giá ngoài đề nghị bổ sung minh chứng cho mục {criterion}',
    'evidence-answered': '{unit} đã trả lời đề nghị bổ sung minh chứng cho mục {criterion}',
    'minutes-shown': 'Biên bản đánh giá ngoài {unit} chờ đơn vị trả lời trước hết ngày {due}',
    'minutes-answered': '{unit} đã trả lời biên bản đánh giá ngoài',
    'supervision-closed': 'Sở đã chốt biên bản kiểm tra {unit} ngày {checkedOn}',
    'supervision-wanted': 'Kiểm tra {unit}: có {count} việc cần khắc phục',
    'supervision-answered': 'Đã có trả lời về việc cần khắc phục sau kiểm tra {unit}',
    'supervision-reviewed': 'Sở đã xem trả lời về việc cần khắc phục sau kiểm tra {unit}',
    'deliverable-wanted': 'Nhắc nộp: {thing} (mốc {code}. {task})',
    'delivery-returned': 'Trả lại: {thing} (mốc {code}. {task})',
    'delivery-accepted': 'Đã chấp nhận: {thing} (mốc {code}. {task})',
    'link-down': 'Đường link không mở được: {code}. {task}',
    'evidence-link-down': 'Đường liên kết minh chứng không mở được hai đêm liền: {title}',
    'evidence-infected':
      'Tệp minh chứng “{name}” có mã độc và đã được cách ly. Hãy xoá tệp, quét máy đã gửi, rồi nộp lại bản sạch.',
    'extension-granted': 'Được gia hạn: mốc {code}. {task}',
    'campaign-closed': 'Đã kết thúc đợt: {title}',
    'campaign-reopened': 'Mở lại đợt: {title}',
    'export-done': 'Tệp xuất đã sẵn sàng để tải: {title}',
    'export-failed': 'Không tạo được tệp xuất: {title}',
    'file-turn': 'Hồ sơ của {unit} đang chờ xử lý',
    'file-returned': 'Hồ sơ của {unit} được trả lại để bổ sung',
    'file-due': 'Hồ sơ của {unit}: còn {days} ngày đến hạn',
    'file-late': 'Hồ sơ của {unit} đã quá hạn mà chưa xử lý',
    'file-result': 'Có kết quả về hồ sơ của {unit}',
    'file-news': 'Hồ sơ của {unit} có bước mới',
  },
  en: {
    'team-appointed': 'You have been appointed to the external assessment team “{team}”',
    'team-assigned': '“{team}” will assess your unit from outside',
    'team-conflict': '{name} declared a conflict of interest with {unit} ({team}) and no longer assesses it',
    'visit-planned': 'External assessment of {unit} planned: {at} {place}',
    'visit-changed': 'External assessment of {unit} rescheduled: {at} {place}',
    'visit-cancelled': 'External assessment of {unit} called off: {at} {place}',
    'training-invited': 'Invitation to training: {title}, {at}',
    'training-changed': 'Training at another time or place: {title}, {at}',
    'training-cancelled': 'Training cancelled: {title}, {at}',
    'training-asked': 'A question waits for your answer: {title}',
    'training-answered': 'A question of your unit has been answered: {title}',
    'evidence-wanted': 'The assessment team asks for more evidence of {criterion}',
    'evidence-answered': '{unit} has answered the request for evidence of {criterion}',
    'minutes-shown': 'The minutes of the external assessment of {unit} wait for your answer until {due}',
    'minutes-answered': '{unit} has answered the minutes of its external assessment',
    'supervision-closed': 'The province has closed its record of the check of {unit} on {checkedOn}',
    'supervision-wanted': 'Check of {unit}: {count} things to put right',
    'supervision-answered': 'There is an answer about what {unit} had to put right',
    'supervision-reviewed': 'The province has looked at the answer about the check of {unit}',
    'deliverable-wanted': 'Reminder: {thing} (milestone {code}. {task})',
    'delivery-returned': 'Sent back: {thing} (milestone {code}. {task})',
    'delivery-accepted': 'Accepted: {thing} (milestone {code}. {task})',
    'link-down': 'The link does not answer: {code}. {task}',
    'evidence-link-down': 'A link given as evidence could not be opened two nights in a row: {title}',
    'evidence-infected':
      'The evidence file “{name}” carries malicious software and is locked away. Remove it, scan the computer it came from, then hand in a clean copy.',
    'extension-granted': 'More time was granted: milestone {code}. {task}',
    'campaign-closed': 'The campaign has ended: {title}',
    'campaign-reopened': 'The campaign is open again: {title}',
    'export-done': 'The export is ready to be downloaded: {title}',
    'export-failed': 'The export could not be made: {title}',
    'file-turn': 'The file of {unit} waits',
    'file-returned': 'The file of {unit} was sent back to be completed',
    'file-due': 'The file of {unit} is due in {days} days',
    'file-late': 'The file of {unit} is late',
    'file-result': 'There is a result for the file of {unit}',
    'file-news': 'The file of {unit} has moved on',
  },
}

export const groupWords: Record<NoticeLanguage, Record<NoticeGroup, string>> = {
  vi: {
    waiting: 'Việc đang chờ',
    returned: 'Được trả lại',
    due: 'Sắp đến hạn',
    late: 'Quá hạn',
    results: 'Kết quả',
    information: 'Thông tin',
  },
  en: {
    waiting: 'Waits for you',
    returned: 'Sent back',
    due: 'Due soon',
    late: 'Late',
    results: 'Results',
    information: 'Information',
  },
}

type Told = { kind: NoticeKind; values: NoticeValues }

/** `2025-01-31` as people read it. */
const written = (value: string | number) =>
  /^\d{4}-\d\d-\d\d$/.test(String(value)) ? String(value).split('-').toReversed().join('/') : String(value)

const fill = (sentence: string, values: NoticeValues) =>
  sentence.replaceAll(/\{(\w+)\}/g, (_gap, name: string) => written(values[name] ?? ''))

/**
 * What a notice says. A move of a file has its own sentence; everything else that of its kind.
 * @param more values that the reader's side adds, such as what a deliverable is called there
 */
export function noticeSentence(language: NoticeLanguage, { kind, values }: Told, more: NoticeValues = {}): string {
  const action = submissionAction.safeParse(values.action)
  const sentence = action.success ? moveSentence(language, action.data) : noticeWords[language][kind]
  return fill(sentence, { ...values, ...more })
}

const moveSentence = (language: NoticeLanguage, action: SubmissionAction) => moveWords[language][action]
