import type { DeliverableKind } from '../campaigns/deliverable-kind.ts'
import { standardOutline, type ReportOutline } from '../campaigns/report-outline.schema.ts'

/** A place of a report to write in, with the heading it stands under. */
export type OutlineSection = { code: string; title: string; under: string | null }

/** Source 004, II.3b and IV.3–4 ask for these reports without an outline: the parts follow the tasks of its chapter II. */
const periodical = (next: string): ReportOutline => [
  {
    code: 'I',
    title: 'Công tác lãnh đạo, chỉ đạo',
    parts: ['Triển khai các văn bản chỉ đạo', 'Kiện toàn bộ phận phụ trách; bồi dưỡng, tập huấn'],
  },
  {
    code: 'II',
    title: 'Kết quả thực hiện',
    parts: [
      'Chuyển đổi số trong dạy, học và đánh giá',
      'Chuyển đổi số trong quản trị, cơ sở dữ liệu ngành',
      'Tự đánh giá, đánh giá ngoài mức độ chuyển đổi số',
    ],
  },
  { code: 'III', title: 'Khó khăn, vướng mắc khi triển khai', parts: [] },
  { code: 'IV', title: next, parts: [] },
  { code: 'V', title: 'Đề xuất, kiến nghị', parts: [] },
]

const midYear = periodical('Phương hướng nhiệm vụ trọng tâm học kỳ II')
const yearEnd = periodical('Phương hướng nhiệm vụ trọng tâm năm học tiếp theo')

/**
 * The places of a report in their order; none where the kind is no report.
 * @param ofCampaign the outline that the plan gives for the report on the self-assessment
 */
export function sectionsOf(kind: DeliverableKind, ofCampaign: ReportOutline = standardOutline): OutlineSection[] {
  if (kind === 'self-assessment-report') return flat(ofCampaign)
  if (kind === 'mid-year-report') return flat(midYear)
  return kind === 'year-end-report' ? flat(yearEnd) : []
}

/** Where in the standard outline the system knows something to say. */
export const filledPlaces = ['I.1', 'I.2', 'II.1', 'II.2'] as const
export type FilledPlace = (typeof filledPlaces)[number]

const plain = (title: string) => title.normalize('NFC').trim().toLocaleLowerCase('vi')
const filled = new Map(
  filledPlaces.flatMap((place) =>
    flat(standardOutline)
      .filter(({ code }) => code === place)
      .map(({ title }) => [plain(title), place] as const),
  ),
)

/** Which of those places a heading is; a plan may put it elsewhere, and what it words in its own way is its own. */
export const filledPlaceOf = (title: string): FilledPlace | undefined => filled.get(plain(title))

/** What the system says for each of those places, under the codes that they have in the outline of a campaign. */
export function filledIn(outline: ReportOutline, said: Record<FilledPlace, string>): Record<string, string> {
  const found = new Set<FilledPlace>()
  return Object.fromEntries(
    flat(outline).flatMap(({ code, title }): [string, string][] => {
      const place = filledPlaceOf(title)
      if (place === undefined || found.has(place)) return []
      found.add(place)
      return [[code, said[place]]]
    }),
  )
}

function flat(outline: ReportOutline): OutlineSection[] {
  return outline.flatMap(({ code, title, parts }): OutlineSection[] =>
    parts.length === 0
      ? [{ code, title, under: null }]
      : parts.map((part, at) => ({ code: `${code}.${at + 1}`, title: part, under: `${code}. ${title}` })),
  )
}
