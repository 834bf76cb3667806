import type { CriterionGroup, IndicatorSetDefinition } from '@thuoc/shared'

/** A group of 59 points with every kind of criterion: `n.1` to `n.8`. */
const richGroup = (n: number): CriterionGroup => ({
  code: `${n}`,
  title: `Nhóm ${n}`,
  maximum: 5900,
  criteria: [
    { kind: 'condition', code: `${n}.1`, title: 'Có kế hoạch', guidance: 'Kế hoạch có số, ngày.' },
    { kind: 'points', code: `${n}.2`, title: 'Phần mềm', maximum: 1000, step: 50 },
    {
      kind: 'checklist',
      code: `${n}.3`,
      title: 'Chức năng',
      maximum: 600,
      items: [
        { title: 'Sổ điểm', points: 300 },
        { title: 'Học bạ', points: 300 },
      ],
    },
    {
      kind: 'choice',
      code: `${n}.4`,
      title: 'Đường truyền',
      maximum: 400,
      choices: [
        { title: 'Không', points: 0 },
        { title: 'Ổn định', points: 400 },
      ],
    },
    {
      kind: 'count',
      code: `${n}.5`,
      title: 'Học liệu',
      maximum: 1000,
      unit: 'học liệu',
      measurement: 'digital-resources.count',
      award: {
        by: 'bands',
        bands: [
          { points: 0, below: 1000 },
          { points: 500, from: 1000, to: 5000 },
          { points: 1000, above: 5000 },
        ],
      },
    },
    {
      kind: 'ratio',
      code: `${n}.6`,
      title: 'Giáo viên dùng phần mềm',
      maximum: 700,
      evidence: { demand: 'when-claimed', kinds: ['file'], least: 2 },
      fields: [
        { key: 'solution', title: 'Tên giải pháp', required: true },
        { key: 'acquisition', title: 'Hình thức', choices: ['thuê', 'mua'] },
      ],
      award: {
        by: 'bands',
        bands: [
          { points: 0, to: 5000 },
          { points: 700, above: 5000 },
        ],
      },
    },
    {
      kind: 'aggregate',
      code: `${n}.7`,
      title: 'Cơ sở được công nhận',
      maximum: 1000,
      share: 'recognised-at-level',
      atLevel: 2,
      award: { by: 'proportion' },
    },
    {
      kind: 'sum',
      code: `${n}.8`,
      title: 'Dạy trực tuyến',
      maximum: 1200,
      bands: [
        { level: 1, below: 500 },
        { level: 2, from: 500, to: 1000 },
        { level: 3, above: 1000 },
      ],
      criteria: [
        { kind: 'points', code: `${n}.8.1`, title: 'Trực tiếp', maximum: 600 },
        { kind: 'points', code: `${n}.8.2`, title: 'Giao bài', maximum: 600 },
      ],
    },
  ],
})

/** Six groups alike, so that a fault in one leaves the others to be judged. */
export const richSet: IndicatorSetDefinition = {
  code: 'THU-30',
  title: 'Bộ chỉ số để thử bảng tính',
  decision: { number: '30/QĐ-MAU', date: '2026-01-30', issuer: 'Sở Mẫu' },
  sample: false,
  appliesTo: ['primary', 'lower-secondary'],
  evidenceCode: 'accreditation',
  level: {
    bands: [
      { level: 1, name: 'Chưa đáp ứng', below: 2000 },
      { level: 2, name: 'Đáp ứng cơ bản', from: 2000, to: 4000 },
      { level: 3, name: 'Đáp ứng tốt', above: 4000 },
    ],
    combine: 'lowest-group',
    unmetConditionCapsAt: 1,
  },
  groups: [1, 2, 3, 4, 5, 6].map((n) => richGroup(n)),
}
