import { submissionId } from '@thuoc/shared'
import type { WrittenReport } from '../../../deliverables/index.ts'
import type { Source } from '../../source.ts'
import type { SourcePorts } from '../ports.ts'
import { paragraphsOf } from '../words.ts'

/** Báo cáo tự đánh giá: what the school is writing is its own until it is handed in or goes with the file. */
export const selfAssessmentReport =
  ({ submissions, reportOf }: SourcePorts): Source<'self-assessment-report'> =>
  async (actor, subjectId) => {
    const file = await submissions.get(actor, submissionId.parse(subjectId))
    const own = actor.unitId === file.unit.id
    const report = await reportOf(file, own)
    const isDraft = report.handedInAt === null
    if (isDraft && (own ? !report.begun && file.answered === 0 : file.round === 0)) return null
    return {
      issuer: file.unit,
      campaign: file.campaign,
      symbol: report.number,
      signedOn: report.issuedOn,
      signer: null,
      recipients: '- Cơ quan quản lý trực tiếp (để báo cáo);\n- Lưu: VT.',
      fileName: 'Báo cáo tự đánh giá',
      ...(report.mendingSince && { draftsSince: report.mendingSince.toISOString() }),
      values: { chapters: chaptersOf(report) },
    }
  }

/** Parts stand under the chapter they belong to, counted within it; a chapter without parts has its own text. */
function chaptersOf({ sections }: WrittenReport) {
  const chapters = Map.groupBy(sections, ({ code, title, under }) => under ?? `${code}. ${title}`)
  return [...chapters].map(([heading, parts]) => ({
    heading,
    paragraphs: parts.filter(({ under }) => under === null).flatMap(({ text }) => paragraphsOf(text)),
    parts: parts
      .filter(({ under }) => under !== null)
      .map(({ title, text }, index) => ({ heading: `${index + 1}. ${title}`, paragraphs: paragraphsOf(text) })),
  }))
}
