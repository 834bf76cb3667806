import { submissionId } from '@thuoc/shared'
import type { Source } from '../../source.ts'
import type { SourcePorts } from '../ports.ts'
import { councilDutyWords, twoFigures } from '../words.ts'

/** The decision that set the council up, or the last that changed it. */
export const councilDecision =
  ({ submissions, councils }: SourcePorts): Source<'council-decision'> =>
  async (actor, subjectId) => {
    const id = submissionId.parse(subjectId)
    const file = await submissions.get(actor, id)
    const { decision, former, lines } = await councils.get(actor, id)
    if (!decision) return null
    const { members, signatory, office } = decision
    const linesOf = (personId: string | null) =>
      lines
        .filter(({ assigned }) => personId !== null && assigned.some((one) => one === personId))
        .map(({ code }) => code)
    return {
      issuer: file.unit,
      campaign: file.campaign,
      symbol: decision.number,
      signedOn: decision.signedOn,
      signer: { capacity: office.toLocaleUpperCase('vi'), name: signatory },
      recipients: '- Như Điều 3;\n- Cơ quan quản lý trực tiếp (để báo cáo);\n- Lưu: VT.',
      fileName: 'Quyết định thành lập Hội đồng tự đánh giá',
      values: {
        changes: former.length > 0,
        founds: former.length === 0,
        reason: decision.reason ?? '',
        headOffice: office.toLocaleUpperCase('vi'),
        setTitle: file.set.title,
        memberCount: twoFigures(members.length),
        chairperson: members.find(({ duty }) => duty === 'chairperson')?.name ?? '',
        members: members.map(({ name, office: own, duty, personId }, index) => ({
          no: String(index + 1),
          name,
          office: own,
          duty: councilDutyWords[duty],
          criteria: linesOf(personId).join(', '),
        })),
      },
    }
  }
