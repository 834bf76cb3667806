import type { Journey } from './course.ts'

const unsigned = 'Học bạ điện tử của một khối lớp chưa ký số; trừ điểm phần chưa hoàn thành.'
const untested = 'Phần mềm kiểm tra mới dùng thử ở một khối lớp, chưa triển khai toàn trường.'

/** The running campaign: at least one school in every state. `th1` and others are left empty, for whoever walks the road. */
export const currentJourneys: Readonly<Record<string, Journey>> = {
  thcs1: { goal: 'half', percent: 70 },
  th2: { goal: 'awaiting-approval', percent: 62 },
  thcs2: { goal: 'submitted', percent: 85 },
  thcs3: { goal: 'returned', percent: 58 },
  lc1: { goal: 'accepted', percent: 66, resent: true },
  th3: { goal: 'assessing', percent: 78, findings: [{ code: '1.3.2', less: 100, reason: untested }] },
  thcs4: { goal: 'nominated', percent: 88, findings: [{ code: '2.3.3', less: 400, reason: unsigned }] },
  th5: { goal: 'result-shown', percent: 74, findings: [{ code: '2.3.3', less: 300, reason: unsigned }] },
  thpt2: { goal: 'assessed', percent: 80 },
  th4: { goal: 'recognised', percent: 64 },
  thcs5: { goal: 'published', percent: 90, findings: [{ code: '2.3.3', less: 200, reason: unsigned }] },
  th6: { goal: 'returned', percent: 72 },
  thpt1: { goal: 'published', percent: 92 },
  thpt3: { goal: 'approved', percent: 74, council: true },
  gdnn: { goal: 'refused', percent: 52 },
}

/** Two years ago: results at every level. */
export const pastJourneys: Readonly<Record<string, Journey>> = {
  thcs1: { goal: 'published', percent: 60 },
  thcs2: { goal: 'published', percent: 86, findings: [{ code: '1.5.1', less: 150, reason: untested }] },
  th2: { goal: 'published', percent: 68, unmet: ['1.2'] },
}

export const elsewhereJourneys: Readonly<Record<string, Journey>> = {
  'thidu-thcs1': { goal: 'published', percent: 89 },
}
