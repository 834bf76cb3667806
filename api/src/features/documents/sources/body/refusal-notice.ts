import { dayOf, submissionId } from '@thuoc/shared'
import type { Source } from '../../source.ts'
import type { BodyPorts } from './ports.ts'
import { linesOf, spokenDay } from './words.ts'

/** Why a unit was not recognised, as long as that stands. */
export const refusalNotice =
  ({ submissions }: BodyPorts): Source<'refusal-notice'> =>
  async (actor, subjectId) => {
    const id = submissionId.parse(subjectId)
    const file = await submissions.get(actor, id)
    if (file.status !== 'refused') return null
    const { items } = await submissions.getTimeline(actor, id)
    const refusal = items.find(({ action }) => action === 'refuse')
    if (!refusal) return null
    return {
      issuer: file.assessor,
      campaign: file.campaign,
      symbol: null,
      signedOn: null,
      signer: null,
      recipients: `- ${file.unit.name};\n- Lưu: VT.`,
      fileName: `Thông báo không công nhận - ${file.unit.name}`,
      values: {
        school: file.unit.name,
        setTitle: file.set.title,
        decidedOn: spokenDay(dayOf(new Date(refusal.at))),
        reason: linesOf(refusal.reason ?? ''),
      },
    }
  }
