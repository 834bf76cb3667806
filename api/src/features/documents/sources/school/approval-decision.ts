import { isEditable, submissionId, type CouncilMinutes } from '@thuoc/shared'
import type { Source } from '../../source.ts'
import type { SourcePorts } from '../ports.ts'
import { capacityOf, dots, writtenDate } from '../words.ts'
import { closedMinutes, vietnamDay } from './meeting.ts'
import { groupValues, resultValues } from './result.ts'

/** Quyết định phê duyệt kết quả tự đánh giá, as long as it holds: what is mended after a return is approved anew. */
export const approvalDecision =
  ({ submissions, councils, minutes }: SourcePorts): Source<'approval-decision'> =>
  async (actor, subjectId) => {
    const id = submissionId.parse(subjectId)
    const { submission: file, definition } = await submissions.getForm(actor, id)
    const { decision, approvals } = await councils.get(actor, id)
    const [approval] = approvals
    const holds = !isEditable(file.status) && file.status !== 'awaiting-approval'
    // Others go on reading what was drawn up before the file came back.
    if (!approval || (!holds && actor.unitId === file.unit.id)) return null
    const { number, signedOn, signatory, office, withoutCouncil, standsFor } = approval
    const [met] = closedMinutes((await minutes.list(actor, id)).items)
    const { unmetConditions } = file.selfResult
    return {
      issuer: file.unit,
      campaign: file.campaign,
      symbol: number,
      signedOn,
      signer: { capacity: capacityOf(office, standsFor), name: signatory },
      recipients: '- Như Điều 3;\n- Cơ quan quản lý trực tiếp (để báo cáo);\n- Lưu: VT.',
      fileName: 'Quyết định phê duyệt kết quả tự đánh giá',
      values: {
        ...resultValues(definition, file.selfResult),
        headOffice: `${(standsFor?.office ?? office).replace(/^KT\.\s*/i, '')} ${file.unit.name}`.toLocaleUpperCase(
          'vi',
        ),
        setTitle: file.set.title,
        hasCouncil: decision !== null,
        councilNumber: decision?.number ?? '',
        councilSignedOn: decision ? writtenDate(decision.signedOn) : '',
        minutes: minutesText(met),
        withoutCouncil: decision === null,
        reason: withoutCouncil ?? dots,
        conditions:
          unmetConditions.length === 0
            ? 'Các điều kiện bắt buộc đều đạt.'
            : `Điều kiện bắt buộc chưa đạt: ${unmetConditions.join(', ')}.`,
        groups: groupValues(definition, file.selfResult),
      },
    }
  }

const minutesText = (met: CouncilMinutes | undefined) =>
  ['Biên bản họp', met?.number ? `số ${met.number}` : '', `ngày ${met ? writtenDate(vietnamDay(met.from)) : dots}`]
    .filter((part) => part !== '')
    .join(' ')
