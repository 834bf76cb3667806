import {
  levelTrends,
  reportSteps,
  stepOutcomes,
  type ReportComparison,
  type ReportHeat,
  type ReportLevels,
  type ReportProgress,
  type ReportRemark,
  type ReportScores,
  type ReportUnit,
  type ReportYears,
} from '@thuoc/shared'
import type { ColumnFormat, WrittenColumn, WrittenValue } from '../../platform/spreadsheet/write.ts'
import type { Table } from '../../platform/tables/index.ts'
import {
  doneWords,
  originWords,
  outcomeWords,
  ownershipWord,
  partName,
  remarkWords,
  statusWords,
  stepWords,
  trendWords,
  typeWord,
} from './report-words.ts'

const column = (format: ColumnFormat, header: string, width: number): WrittenColumn => ({ header, width, format })
const text = (header: string, width = 30) => column('text', header, width)
const number = (header: string, width = 13) => column('number', header, width)
const day = (header: string) => column('day', header, 13)

export const points = (hundredths: number | null | undefined): number | null =>
  hundredths === null || hundredths === undefined ? null : hundredths / 100
const levelWord = (level: number | null) => (level === null ? 'Chưa có kết quả' : `Mức ${level}`)

export function levelTables({ levels, parts, scope }: ReportLevels): Table[] {
  return [
    {
      ...{ name: 'Theo phần', keys: 1 },
      columns: [
        text('Phần', 40),
        number('Số đơn vị'),
        ...levels.map(({ level }) => number(levelWord(level))),
        number('Điểm trung bình'),
      ],
      rows: parts.map((part) => [
        partName(part.name),
        part.units,
        ...levels.map(({ level }) => part.levels.find((one) => one.level === level)?.count ?? 0),
        points(part.mean),
      ]),
    },
    {
      ...{ name: 'Toàn bộ', keys: 1 },
      columns: [text('Mức'), text('Tên mức', 30), number('Số đơn vị')],
      rows: levels.map(({ level, count }) => [
        levelWord(level),
        scope.levels.find((one) => one.level === level)?.name ?? null,
        count,
      ]),
    },
  ]
}

/** Sums stand out: the total, and the groups. */
const lookOf: NonNullable<Table['look']> = ([code, , kind]) => (code === '' || kind === 'Nhóm' ? 'strong' : undefined)
const kindWord = (kind: string) => (kind === 'group' ? 'Nhóm' : kind === 'condition' ? 'Điều kiện' : 'Tiêu chí')
const nodeColumns = [text('Mã', 9), text('Nội dung', 60), text('Loại', 12), number('Tối đa', 10)]
type Node = ReportScores['nodes'][number] | ReportComparison['nodes'][number] | ReportYears['nodes'][number]
const nodeCells = ({
  code,
  title,
  kind,
  maximum,
}: Pick<Node, 'code' | 'title' | 'kind' | 'maximum'>): WrittenValue[] => [
  ...[code, title, kindWord(kind)],
  kind === 'condition' ? null : points(maximum),
]

/** What the codes of a set mean, for a table that has them alone above its columns. */
export const legendTable = (name: string, nodes: readonly Parameters<typeof nodeCells>[0][]): Table => ({
  ...{ name, keys: 2, look: lookOf, columns: nodeColumns, rows: nodes.map(nodeCells) },
})

export const scoreTables = ({ nodes }: ReportScores): Table[] => [
  {
    ...{ name: 'Tiêu chí', keys: 2, look: lookOf },
    columns: [
      ...nodeColumns,
      ...[
        'Số đơn vị có điểm',
        'Trung bình',
        'Trung vị',
        'Tứ phân vị dưới',
        'Tứ phân vị trên',
        '% điểm tối đa (hoặc % đạt)',
      ].map((header) => number(header)),
      ...['Dưới 50%', 'Từ 50% đến 75%', 'Trên 75%', 'Đạt điều kiện', 'Chưa đạt điều kiện', 'Chưa có điểm'].map(
        (header) => number(header),
      ),
    ],
    rows: nodes.map((node) => [
      ...nodeCells(node),
      ...[node.count, points(node.mean), points(node.median), points(node.lowerQuartile), points(node.upperQuartile)],
      points(node.share),
      ...(['low', 'middle', 'high', 'met', 'unmet', 'none'] as const).map((band) => node.bands[band]),
    ]),
  },
]

export const progressTables = ({ steps, bodies }: ReportProgress): Table[] => [
  {
    ...{ name: 'Theo đơn vị quản lý', keys: 1 },
    columns: [
      text('Đơn vị quản lý', 40),
      number('Số đơn vị'),
      ...reportSteps.flatMap((step) =>
        stepOutcomes.map((outcome) => number(`${stepWords[step]}: ${outcomeWords[outcome]}`)),
      ),
    ],
    rows: bodies.map((row) => [
      ...[row.body.name, row.units],
      ...reportSteps.flatMap((step) => stepOutcomes.map((outcome) => row.steps[step][outcome])),
    ]),
  },
  {
    ...{ name: 'Toàn bộ', keys: 1 },
    columns: [text('Bước'), ...stepOutcomes.map((outcome) => number(outcomeWords[outcome], 20))],
    rows: steps.map(({ step, outcomes }) => [stepWords[step], ...stepOutcomes.map((outcome) => outcomes[outcome])]),
  },
]

export function comparisonTables({ total, levels, nodes }: ReportComparison): Table[] {
  const told = [
    ...['Số đơn vị có cả hai', 'Tự đánh giá', 'Đánh giá ngoài', 'Chênh lệch', 'Được nâng', 'Giữ nguyên', 'Bị hạ'].map(
      (header) => number(header),
    ),
  ]
  const cells = ({ count, self, external, difference, changes }: ReportComparison['total']) => [
    ...[count, points(self), points(external), points(difference), changes.raised, changes.same, changes.lowered],
  ]
  return [
    {
      ...{ name: 'Theo tiêu chí', keys: 2, look: lookOf },
      columns: [...nodeColumns, ...told],
      rows: [
        ['', 'Tổng điểm', 'Toàn bộ', null, ...cells(total)],
        ...nodes.map((node) => [...nodeCells(node), ...cells(node)]),
      ],
    },
    {
      ...{ name: 'Chuyển mức', keys: 1 },
      columns: [number('Mức tự đánh giá', 18), number('Mức đánh giá ngoài', 18), number('Số đơn vị')],
      rows: levels.map(({ self, external, count }) => [self, external, count]),
    },
  ]
}

export function yearTables({ previousYear, trends, matrix, totals, nodes, years, scope }: ReportYears): Table[] {
  const levels = years.at(-1)?.levels ?? []
  const means = [
    number('Số đơn vị có cả hai năm', 16),
    number(`Năm ${previousYear ?? ''}`, 14),
    number(`Năm ${scope.schoolYear ?? ''}`, 14),
    number('Chênh lệch'),
  ]
  const cells = ({ count, before, now, difference }: ReportYears['totals']) => [
    ...[count, points(before), points(now), points(difference)],
  ]
  return [
    {
      ...{ name: 'Theo tiêu chí', keys: 2, look: lookOf },
      columns: [...nodeColumns, ...means],
      rows: [
        ['', 'Tổng điểm', 'Toàn bộ', null, ...cells(totals)],
        ...nodes.map((node) => [...nodeCells(node), ...cells(node)]),
      ],
    },
    {
      ...{ name: 'Tăng, giảm mức', keys: 1 },
      columns: [text('So với năm trước', 36), number('Số đơn vị')],
      rows: levelTrends.map((trend) => [trendWords[trend], trends[trend]]),
    },
    {
      ...{ name: 'Chuyển mức', keys: 1 },
      columns: [number('Mức năm trước', 16), number('Mức năm nay', 16), number('Số đơn vị')],
      rows: matrix.map(({ before, now, count }) => [before, now, count]),
    },
    {
      ...{ name: 'Các năm', keys: 1 },
      columns: [text('Năm học', 14), number('Số đơn vị'), ...levels.map(({ level }) => number(levelWord(level)))],
      rows: years.map((year) => [
        ...[year.schoolYear, year.units],
        ...levels.map(({ level }) => year.levels.find((one) => one.level === level)?.count ?? 0),
      ]),
    },
  ]
}

export const heatTables = ({ nodes, rows }: ReportHeat): Table[] => [
  {
    ...{ name: '% điểm tối đa', keys: 1 },
    columns: [
      text('Phần', 40),
      number('Số đơn vị'),
      ...nodes.map(({ code }) => number(code, 9)),
      text('Mạnh nhất', 20),
      text('Yếu nhất', 20),
    ],
    rows: rows.map((row) => [
      ...[partName(row.name), row.units],
      ...row.cells.map(({ share }) => points(share)),
      ...[row.strongest.join(', '), row.weakest.join(', ')],
    ]),
  },
]

export const remarkTables = (items: readonly ReportRemark[]): Table[] => [
  {
    ...{ name: 'Khó khăn, kiến nghị', keys: 2 },
    columns: [
      ...[text('Loại', 20), text('Nội dung', 80), text('Đơn vị', 36), text('Mã đơn vị', 14), text('Nguồn', 30)],
      ...[text('Mục', 36), text('Tiêu chí', 10), day('Ngày')],
    ],
    rows: items.map(({ kind, text: said, unit, origin, heading, criterion, on }) => [
      ...[remarkWords[kind], said, unit.name, unit.code, originWords[origin], heading, criterion, on],
    ]),
  },
]

export const unitTables = (items: readonly ReportUnit[]): Table[] => [
  {
    ...{ name: 'Đơn vị', keys: 3 },
    columns: [
      number('Xếp hạng', 10),
      ...[
        text('Mã đơn vị', 14),
        text('Đơn vị', 36),
        text('Loại hình', 24),
        text('Sở hữu', 14),
        text('Đơn vị quản lý', 32),
      ],
      ...[text('Đợt đánh giá', 30), text('Trạng thái', 24), number('Mức', 8), number('Điểm', 10), number('Tối đa', 10)],
      ...[
        number('Mức tự đánh giá'),
        number('Điểm tự đánh giá'),
        number('Mức đánh giá ngoài'),
        number('Điểm đánh giá ngoài'),
      ],
      ...[number('Mức công nhận'), number('Điểm công nhận')],
      ...reportSteps.map((step) => text(stepWords[step], 18)),
      ...[text('Số quyết định', 18), day('Ngày quyết định'), text('Số giấy chứng nhận', 20), day('Ngày công bố')],
    ],
    rows: items.map((row) => [
      ...[row.rank, row.unit.code, row.unit.name, typeWord(row.unit.type), ownershipWord(row.ownership), row.body.name],
      ...[row.campaign.title, statusWords[row.status], row.level, points(row.total), points(row.maximum)],
      ...[row.self, row.external, row.recognised].flatMap((one) => [one?.level ?? null, points(one?.total)]),
      ...reportSteps.map((step) => (step === 'publication' ? doneWords : outcomeWords)[row.steps[step]]),
      ...[row.decision?.number ?? null, row.decision?.date ?? null, row.decision?.certificate ?? null, row.publishedOn],
    ]),
  },
]
