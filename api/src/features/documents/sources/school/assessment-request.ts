import { submissionId, type Form, type SealedContent, type TimelineEntry } from '@thuoc/shared'
import type { Source } from '../../source.ts'
import type { SourcePorts } from '../ports.ts'
import { paragraphsOf, twoFigures } from '../words.ts'
import { proofsOf } from './proof.ts'
import { resultValues } from './result.ts'

const comesBack: ReadonlySet<TimelineEntry['action']> = new Set(['return', 'withdraw'])
const addressed = /^kính gửi\s*:?\s*/i

/** Tờ trình đề nghị đánh giá ngoài. What the school prepares is its own until it is sent. */
export const assessmentRequest =
  ({ submissions, councils, requests, seals }: SourcePorts): Source<'assessment-request'> =>
  async (actor, subjectId) => {
    const id = submissionId.parse(subjectId)
    const request = await requests.get(actor, id)
    const { number, issuedOn, signatory, office, text } = request
    const form = await submissions.getForm(actor, id)
    if (request.version === 0) return null
    const { unit, campaign, set, assessor, selfResult } = form.submission
    // Many begin the text with the receiver, which has a line of its own here.
    const paragraphs = paragraphsOf(text)
    const [first] = paragraphs
    const said = first && addressed.test(first.text) ? first.text.replace(addressed, '') : null
    const sent = await seals.sent(actor, id)
    // While the file is with the school again, its next request is being written.
    const back =
      sent === null && request.sentAt !== null
        ? (await submissions.getTimeline(actor, id)).items.find(({ action }) => comesBack.has(action))
        : undefined
    const { decision, approvals } = await councils.get(actor, id)
    return {
      issuer: unit,
      campaign,
      symbol: number,
      signedOn: issuedOn,
      signer: signatory === null ? null : { capacity: (office ?? '').toLocaleUpperCase('vi'), name: signatory },
      recipients: '- Như trên;\n- Lưu: VT.',
      fileName: 'Tờ trình đề nghị đánh giá ngoài',
      ...(back && { draftsSince: back.at }),
      values: {
        ...resultValues(form.definition, selfResult),
        receiver: said?.replace(/[;.,]$/, '') ?? assessor.name,
        setTitle: set.title,
        paragraphs: said === null ? paragraphs : paragraphs.slice(1),
        enclosed: enclosedIn(form, sent, {
          council: decision?.number ?? null,
          approval: approvals[0]?.number ?? null,
        }).map((one) => ({ text: one })),
      },
    }
  }

/** What goes with the request, as far as there is such a thing. */
function enclosedIn(
  form: Form,
  sent: SealedContent | null,
  numbers: { council: string | null; approval: string | null },
) {
  const pieces = proofsOf(form, sent).length
  return [
    ...(numbers.council === null ? [] : [`Quyết định số ${numbers.council} thành lập Hội đồng tự đánh giá`]),
    ...(numbers.approval === null ? [] : [`Quyết định số ${numbers.approval} phê duyệt kết quả tự đánh giá`]),
    'Báo cáo tự đánh giá',
    'Phiếu tự đánh giá',
    ...(pieces === 0 ? [] : [`Danh mục minh chứng (${twoFigures(pieces)} minh chứng) và các minh chứng`]),
  ]
}
