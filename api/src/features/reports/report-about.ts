import type { RemarkKind, RemarkOrigin, ReportFigure, ReportFilter, ReportPart, ReportScope } from '@thuoc/shared'
import { figureWords } from './report-figure-words.ts'
import { basisWords, byWords, originWords, partName, remarkWords, typeWord } from './report-words.ts'

type About = {
  scope: ReportScope
  title: string
  filter: ReportFilter
  figure: ReportFigure
  /** How the units are parted, where they are. */
  by: ReportPart | null
  q: string | undefined
  remarks: { kind?: RemarkKind | undefined; origin?: RemarkOrigin | undefined }
  /** Of bodies and areas, by their id. */
  names: ReadonlyMap<string, string>
  maker: string
}

/** What was counted, filtered by what, as of when, by whom. */
export function aboutRows({ scope, title, filter, figure, q, remarks, names, by, maker }: About): [string, string][] {
  const { bodyId, areaId, unitType, ownership, tier } = filter
  const listed = figureWords(figure)
  return [
    ['Báo cáo', title],
    ['Năm học', scope.schoolYear ?? ''],
    ['Đợt đánh giá', scope.campaigns.map((one) => one.title).join('; ')],
    [
      'Bộ chỉ số',
      scope.sets.map((set) => `${set.code} (bản ${set.version})${set.sample ? ', bộ mẫu' : ''}`).join('; '),
    ],
    ['Cột điểm', basisWords[scope.basis]],
    ['Số liệu tính đến hết ngày', written(scope.asOf)],
    ['Cấp', tier === 'school' ? 'Cơ sở giáo dục' : 'Cơ quan quản lý'],
    ['Cơ quan quản lý', bodyId === undefined ? 'Tất cả' : (names.get(bodyId) ?? bodyId)],
    [
      'Địa bàn',
      areaId === undefined ? 'Tất cả' : areaId === 'direct' ? 'Trực thuộc Sở' : (names.get(areaId) ?? areaId),
    ],
    ['Loại hình', unitType === undefined ? 'Tất cả' : typeWord(unitType)],
    ['Sở hữu', ownership === undefined ? 'Tất cả' : partName(ownership)],
    ...(by === null ? [] : [['Chia theo', byWords[by]] satisfies [string, string]]),
    ...(listed.length > 0 ? [['Số liệu được chọn', listed.join('; ')] satisfies [string, string]] : []),
    ...(remarks.kind ? [['Nội dung', remarkWords[remarks.kind]] satisfies [string, string]] : []),
    ...(remarks.origin ? [['Nguồn', originWords[remarks.origin]] satisfies [string, string]] : []),
    ...(q ? [['Tìm theo', q] satisfies [string, string]] : []),
    ['Số đơn vị', String(scope.units)],
    [
      'Có kết quả',
      `tự đánh giá ${scope.results.self}, đánh giá ngoài ${scope.results.external}, công nhận ${scope.results.recognised}`,
    ],
    ['Lập lúc', moment(scope.at)],
    ['Người lập', maker],
  ]
}

const written = (day: string) => day.split('-').toReversed().join('/')
/** `2026-11-23T01:02` as people write it, in Vietnam. */
const moment = (iso: string) => {
  const local = new Date(Date.parse(iso) + 7 * 60 * 60 * 1000).toISOString()
  return `${local.slice(11, 16)} ngày ${written(local.slice(0, 10))}`
}
