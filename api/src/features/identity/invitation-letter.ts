import type { Invitee } from './invitations.repository.ts'

/** A day as Vietnamese letters write it; `expiresAt` is midnight after the last day. */
const lastDay = (expiresAt: Date) =>
  new Intl.DateTimeFormat('vi-VN', {
    timeZone: 'Asia/Ho_Chi_Minh',
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  }).format(new Date(expiresAt.getTime() - 1))

/**
 * The one letter of this feature. `{address}` and `{code}` are put in when it goes out; the code stands behind `#`, so
 * that it reaches no server's log.
 */
export function invitationLetter({ fullName, username }: Invitee, units: readonly string[], expiresAt: Date) {
  return {
    subject: 'Lời mời dùng hệ thống đánh giá chuyển đổi số Thước',
    text: [
      `Kính gửi ông/bà ${fullName},`,
      `Ông/bà được giao nhiệm vụ tại ${units.join(', ')} và được mời dùng hệ thống đánh giá mức độ chuyển đổi số.`,
      `Tên đăng nhập: ${username}`,
      'Mở liên kết sau để tự đặt mật khẩu:\n{address}/nhan-tai-khoan#{code}',
      `Liên kết dùng được một lần, đến hết ngày ${lastDay(expiresAt)}. Không chuyển tiếp thư này cho người khác.`,
      'Nếu ông/bà không phải người nhận, xin bỏ qua thư này: không ai đăng nhập được nếu không có liên kết.',
    ].join('\n\n'),
  }
}
