import {
  decimalText,
  filledIn,
  levelNameOf,
  resultOf,
  type FilledPlace,
  type Hundredths,
  type IndicatorSetDefinition,
  type ReportOutline,
  type Result,
  type SubmissionStatus,
} from '@thuoc/shared'
import type { Queryable } from '../../platform/db/client.ts'
import { together } from '../../platform/db/steady.ts'
import { listExternalLines } from '../assessments/index.ts'
import { definitionOf } from '../catalogues/index.ts'
import { answersOf, listLines } from '../submissions/index.ts'
import type { Prefill } from './content.ts'
import type { DutyRow } from './duties.repository.ts'
import { kindWords } from './export-words.ts'
import type { AttendedTraining, DeliverablePorts } from './ports.ts'
import * as repository from './prefill.repository.ts'

/** `2025-01-31` as people write it. */
const written = (day: string) => day.split('-').toReversed().join('/')
/** `76.50` as people write it: `76,5`. */
const points = (value: Hundredths) =>
  decimalText(value)
    .replace(/\.?0+$/, '')
    .replace('.', ',')

/** A report names what the team found once that is no draft any more. */
const assessed: readonly SubmissionStatus[] = ['assessed', 'nominated', 'recognised', 'refused', 'published', 'revoked']

/**
 * What the system knows for a report, by place in its outline. A report is a document of the unit, so its words are
 * Vietnamese whoever reads them.
 */
export const prefillOf = (
  db: Queryable,
  duty: Duty,
  outline: ReportOutline,
  trainingOf: DeliverablePorts['trainingOf'],
): Promise<Prefill> => together(db, (on) => gather(on, duty, outline, trainingOf))

type Duty = Pick<DutyRow, 'kind' | 'campaignId' | 'unitId' | 'unitName' | 'deliveryId'>
async function gather(
  db: Queryable,
  duty: Duty,
  outline: ReportOutline,
  trainingOf: DeliverablePorts['trainingOf'],
): Promise<Prefill> {
  const { campaignId, unitId } = duty
  const [plan, documents, sessions, file] = await Promise.all([
    repository.planOf(db, campaignId),
    repository.documentsOf(db, duty),
    trainingOf(db, unitId, campaignId),
    repository.findFile(db, campaignId, unitId),
  ])
  const training = sessions.filter(({ attendees }) => attendees > 0)
  const [result, course] = file ? await Promise.all([resultLines(db, file), courseLines(db, file)]) : [[], []]
  const lines: Lines = {
    plan: planLines(plan),
    documents: documents.map(documentLine),
    training: training.map(trainingLine),
    ...{ course, result },
  }
  return duty.kind === 'self-assessment-report' ? filledIn(outline, ofSelfAssessment(lines)) : periodical(lines)
}

type Lines = Record<'plan' | 'documents' | 'training' | 'course' | 'result', string[]>
const joined = (...lines: readonly string[][]) => lines.flat().join('\n')

/** Where each piece of knowledge belongs in the report on the self-assessment as source 004 has it. */
const ofSelfAssessment = ({ plan, documents, training, course, result }: Lines): Record<FilledPlace, string> => ({
  'I.1': joined(plan),
  'I.2': joined(documents, training),
  'II.1': joined(course),
  'II.2': joined(result),
})

/** And in those of a half year and a year, whose outline no plan changes. */
const periodical = ({ plan, documents, training, course, result }: Lines): Prefill => ({
  'I.1': joined(plan, documents),
  'I.2': joined(training),
  'II.3': joined(course, result),
})

const planLines = ({ number, date, title, year }: Awaited<ReturnType<typeof repository.planOf>>) => [
  `Năm học ${year.replace('-', '–')}: thực hiện “${title}”${number ? ` (số ${number}${date ? ` ngày ${written(date)}` : ''})` : ''}.`,
]

const documentLine = ({ kind, number, issuedOn }: repository.HandedDocument) =>
  `- ${kindWords[kind]} số ${number ?? ''}${issuedOn === null ? '' : ` ngày ${written(issuedOn)}`}`

const trainingLine = ({ title, day, attendees }: AttendedTraining) =>
  `- Tập huấn “${title}” ngày ${written(day)}: ${attendees} người tham dự`

type File = NonNullable<Awaited<ReturnType<typeof repository.findFile>>>

async function courseLines(db: Queryable, { id, setId, campaignUnitId }: File): Promise<string[]> {
  const [{ title }, { pieces, criteria }, days] = await Promise.all([
    definitionOf(db, setId),
    repository.countEvidence(db, campaignUnitId),
    repository.daysOfFile(db, id),
  ])
  const steps: [SubmissionStatus, string][] = [
    ['awaiting-approval', 'Hoàn thành chấm điểm tự đánh giá'],
    ['approved', 'Thủ trưởng phê duyệt kết quả tự đánh giá'],
    ['submitted', 'Đề nghị đánh giá ngoài'],
    ['assessed', 'Hoàn thành đánh giá ngoài'],
    ['recognised', 'Được công nhận'],
  ]
  return [
    `Đơn vị tự đánh giá theo ${title}.`,
    ...(pieces > 0 ? [`Danh mục có ${pieces} minh chứng cho ${criteria} tiêu chí.`] : []),
    ...steps.flatMap(([status, words]) => {
      const day = days.get(status)
      return day === undefined ? [] : [`- ${words}: ${written(day)}`]
    }),
  ]
}

async function resultLines(db: Queryable, { id, setId, status }: File): Promise<string[]> {
  const [definition, lines] = await Promise.all([definitionOf(db, setId), listLines(db, id)])
  const self = resultOf(definition, answersOf(lines))
  if (self.answered === 0) return []
  const external = assessed.includes(status) ? resultOf(definition, answersOf(await listExternalLines(db, id))) : null
  return [
    ...linesOf('Tự đánh giá', self, definition),
    ...(external ? linesOf('Đánh giá ngoài', external, definition) : []),
  ]
}

const linesOf = (side: string, result: Result, definition: IndicatorSetDefinition): string[] => [
  `${side}: mức độ ${result.level} (${levelNameOf(definition, result.level)}), ${points(result.total)}/${points(result.maximum)} điểm.`,
  ...result.groups.map(({ code, score, maximum, level }) => {
    const title = definition.groups.find((group) => group.code === code)?.title ?? ''
    return `- Nhóm ${code}. ${title}: ${points(score)}/${points(maximum)} điểm${level === null ? '' : `, mức độ ${level}`}`
  }),
  ...(result.unmetConditions.length > 0
    ? [`- Điều kiện chưa đạt: ${result.unmetConditions.join(', ')}`]
    : ['- Các điều kiện bắt buộc đều đạt']),
]
