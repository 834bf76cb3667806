import { indicatorSetDefinition, type IndicatorSetDefinition } from '@thuoc/shared'

/** A small set with every kind of question, for tests; scores as on the wire. */
export const sampleSet: IndicatorSetDefinition = indicatorSetDefinition.parse({
  code: 'MAU',
  title: 'Bộ chỉ số mẫu',
  decision: null,
  sample: true,
  appliesTo: ['primary'],
  evidenceCode: 'accreditation',
  level: {
    combine: 'lowest-group',
    unmetConditionCapsAt: 1,
    bands: [
      { level: 1, below: 50 },
      { level: 2, from: 50, to: 75 },
      { level: 3, above: 75 },
    ],
  },
  groups: [
    {
      code: '1',
      title: 'Nhóm một',
      maximum: 100,
      criteria: [
        { kind: 'condition', code: '1.1', title: 'Ban hành kế hoạch', evidence: { demand: 'when-claimed' } },
        { kind: 'points', code: '1.2', title: 'Triển khai phần mềm', maximum: 60 },
        {
          kind: 'sum',
          code: '1.3',
          title: 'Dạy học trực tuyến',
          maximum: 33,
          fields: [{ key: 'solution', title: 'Tên giải pháp phần mềm', required: true }],
          criteria: [
            { kind: 'points', code: '1.3.1', title: 'Giao bài', maximum: 13, step: 0.5 },
            {
              kind: 'checklist',
              code: '1.3.2',
              title: 'Chức năng',
              maximum: 20,
              items: [
                { title: 'Một', points: 12 },
                { title: 'Hai', points: 8 },
              ],
            },
          ],
        },
        { kind: 'ratio', code: '1.4', title: 'Tỉ lệ giáo viên', maximum: 7, award: { by: 'suggestion' } },
      ],
    },
    {
      code: '2',
      title: 'Nhóm hai',
      maximum: 100,
      criteria: [
        {
          kind: 'choice',
          code: '2.1',
          title: 'Mức',
          maximum: 40,
          choices: [
            { title: 'Không', points: 0 },
            { title: 'Có', points: 40 },
          ],
        },
        { kind: 'count', code: '2.2', title: 'Học liệu', maximum: 30, unit: 'học liệu', award: { by: 'suggestion' } },
        {
          kind: 'sum',
          code: '2.3',
          title: 'Quản trị',
          maximum: 30,
          criteria: [{ kind: 'points', code: '2.3.1', title: 'Sổ điểm', maximum: 30 }],
        },
      ],
    },
  ],
})
