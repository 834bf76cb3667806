import { leafLinesOf, submissionId, type CouncilStep } from '@thuoc/shared'
import type { Source } from '../../source.ts'
import type { SourcePorts } from '../ports.ts'
import { councilDutyWords, dots, twoFigures, writtenDate } from '../words.ts'
import { titleOf } from './result.ts'

const stepWords: Record<CouncilStep['kind'], string> = {
  evidence: 'Thu thập minh chứng',
  scoring: 'Chấm điểm các tiêu chí',
  meeting: 'Họp thống nhất',
  approval: 'Phê duyệt kết quả',
  other: 'Việc khác',
}
const titled = ({ kind, title }: CouncilStep) => {
  if (title === '' || title === stepWords[kind]) return stepWords[kind]
  return kind === 'other' ? title : `${stepWords[kind]}: ${title}`
}
const between = ({ from, to }: CouncilStep) =>
  from === to ? writtenDate(from) : `${writtenDate(from)} – ${writtenDate(to)}`

/** The plan of the council: what is done until when, and whose each criterion is. */
export const selfAssessmentPlan =
  ({ submissions, councils }: SourcePorts): Source<'self-assessment-plan'> =>
  async (actor, subjectId) => {
    const id = submissionId.parse(subjectId)
    const { submission: file, definition } = await submissions.getForm(actor, id)
    const { decision, steps, lines, lastDay } = await councils.get(actor, id)
    if (!decision || steps.length === 0) return null
    const { members, number, signedOn } = decision
    const assigned = lines.some((line) => line.assigned.length > 0)
    const nameOf = (personId: string) => members.find((one) => one.personId === personId)?.name ?? ''
    return {
      issuer: file.unit,
      campaign: file.campaign,
      symbol: null,
      signedOn: null,
      signer: null,
      recipients: '- Cơ quan quản lý trực tiếp (để báo cáo);\n- Thành viên Hội đồng (để thực hiện);\n- Lưu: VT.',
      fileName: 'Kế hoạch tự đánh giá',
      values: {
        setTitle: file.set.title,
        councilNumber: number,
        councilSignedOn: writtenDate(signedOn),
        lastDay: writtenDate(lastDay),
        lineCount: twoFigures(leafLinesOf(definition).length),
        members: members.map(({ name, office: own, duty }, index) => ({
          no: String(index + 1),
          ...{ name, office: own, duty: councilDutyWords[duty] },
        })),
        steps: steps.map((step, index) => ({
          no: String(index + 1),
          what: titled(step),
          time: between(step),
          responsible: members.find((one) => one.id === step.responsible)?.name ?? 'Hội đồng',
        })),
        assigned,
        lines: lines.map((line) => ({
          code: line.code,
          title: titleOf(definition, line.code),
          people: line.assigned.length > 0 ? line.assigned.map(nameOf).join('; ') : dots,
        })),
      },
    }
  }
