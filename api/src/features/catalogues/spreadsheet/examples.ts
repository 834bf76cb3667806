import type { Criterion, IndicatorSetDefinition } from '@thuoc/shared'
import type { WrittenRow } from '../../../platform/spreadsheet/write.ts'
import * as layout from './layout.ts'
import { bandRows, criterionRows, fieldRows, guidanceRows, itemRows } from './write-rows.ts'

/** One criterion of each kind, as a set would have them. Scores in hundredths. */
const criteria: readonly Criterion[] = [
  {
    kind: 'condition',
    code: '1.1',
    title: 'Ban hành kế hoạch chuyển đổi số',
    evidence: { demand: 'when-claimed', kinds: ['file'] },
    guidance: 'Kế hoạch của năm học, có số, ngày và chữ ký.\nGợi ý minh chứng: văn bản, biên bản họp.',
  },
  {
    kind: 'points',
    code: '1.2',
    title: 'Triển khai phần mềm quản trị',
    maximum: 1000,
    step: 25,
    evidence: { demand: 'when-claimed', kinds: ['file', 'link'], least: 1 },
    fields: [
      { key: 'solution', title: 'Tên giải pháp phần mềm', required: true },
      { key: 'acquisition', title: 'Hình thức', choices: ['tự xây dựng', 'thuê', 'mua'] },
    ],
  },
  {
    kind: 'checklist',
    code: '1.3',
    title: 'Các chức năng đang dùng',
    maximum: 600,
    items: [
      { title: 'Sổ điểm điện tử', points: 300 },
      { title: 'Học bạ số', points: 300 },
    ],
  },
  {
    kind: 'choice',
    code: '1.4',
    title: 'Đường truyền Internet',
    maximum: 400,
    choices: [
      { title: 'Không có', points: 0 },
      { title: 'Có, chưa ổn định', points: 200 },
      { title: 'Có, ổn định', points: 400 },
    ],
  },
  {
    kind: 'count',
    code: '1.5',
    title: 'Số học liệu được số hoá',
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
    code: '1.6',
    title: 'Tỉ lệ giáo viên dùng phần mềm dạy học',
    maximum: 700,
    numerator: 'Giáo viên dùng phần mềm',
    denominator: 'Tổng số giáo viên',
    measurement: 'teachers.use-teaching-software',
    of: 'teachers.total',
    award: { by: 'proportion' },
  },
  {
    kind: 'aggregate',
    code: '1.7',
    title: 'Tỉ lệ cơ sở được công nhận từ mức 2 trở lên',
    maximum: 1000,
    share: 'recognised-at-level',
    atLevel: 2,
    award: { by: 'proportion' },
  },
  {
    kind: 'sum',
    code: '1.8',
    title: 'Dạy học trực tuyến',
    maximum: 1200,
    bands: [
      { level: 1, below: 500 },
      { level: 2, from: 500, to: 1000 },
      { level: 3, above: 1000 },
    ],
    criteria: [
      { kind: 'points', code: '1.8.1', title: 'Dạy trực tiếp qua mạng', maximum: 600 },
      { kind: 'points', code: '1.8.2', title: 'Giao bài, chữa bài qua mạng', maximum: 600 },
    ],
  },
]

const example: IndicatorSetDefinition = {
  code: 'VI-DU',
  title: 'Ví dụ',
  decision: null,
  sample: true,
  appliesTo: ['primary'],
  evidenceCode: 'accreditation',
  level: { bands: [], combine: 'lowest-group', unmetConditionCapsAt: null },
  groups: [{ code: '1', title: 'Ví dụ', maximum: 5900, criteria: [...criteria] }],
}

/** Rows for the sheet of examples, which has the columns of criteria: below them what stands on the other sheets. */
export function exampleRows(): WrittenRow[] {
  const others = [
    [layout.sheetNames.bands, layout.bandColumns, bandRows(example)],
    [layout.sheetNames.items, layout.itemColumns, itemRows(example)],
    [layout.sheetNames.fields, layout.fieldColumns, fieldRows(example)],
    [layout.sheetNames.guidance, layout.guidanceColumns, guidanceRows(example)],
  ] as const
  return [
    ...criterionRows(example),
    ...others.flatMap(([name, columns, rows]): WrittenRow[] => [
      { values: [] },
      { values: [`Trang ${name}`], look: 'heading' },
      { values: Object.values(columns).map(({ header }) => header), look: 'header' },
      ...rows,
    ]),
  ]
}
