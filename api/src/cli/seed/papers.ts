import type { FindingsSave, VisitMinutesContent } from '@thuoc/shared'

/** What the team of the demonstration found, in words. */
export const findings: Omit<FindingsSave, 'version'> = {
  whole: {
    strengths: 'Kế hoạch chuyển đổi số có phân công, thời hạn; hồ sơ minh chứng sắp xếp theo mã, dễ đối chiếu.',
    weaknesses: 'Một số phần mềm mới dùng ở vài khối lớp, số liệu sử dụng chưa được theo dõi thường xuyên.',
    improvements: 'Mở rộng học bạ điện tử ra toàn trường; mỗi học kỳ rà soát số liệu sử dụng phần mềm một lần.',
  },
  groups: {},
}

type Meeting = { unit: string; officer: string; head: string; today: string }

/** Minutes of the work at a school of the demonstration. */
export const minutesOf = ({ unit, officer, head, today }: Meeting): VisitMinutesContent => ({
  kind: 'visit',
  heldOn: today,
  hours: '8 giờ 00 đến 11 giờ 00',
  place: `Phòng họp, ${unit}`,
  ofTeam: [{ name: officer, office: 'Trưởng đoàn' }],
  ofSchool: [{ name: head, office: 'Hiệu trưởng' }],
  content: 'Đối chiếu phiếu tự đánh giá với minh chứng; xem phòng máy, phần mềm quản lý và học bạ điện tử.',
  findings: `Điểm mạnh: ${findings.whole.strengths}\nHạn chế: ${findings.whole.weaknesses}`,
  conclusion: 'Đoàn và nhà trường thống nhất nội dung làm việc. Kết quả được thông báo sau khi đoàn thống nhất điểm.',
})
