import {
  certificateAddress,
  decisionId,
  recognitionId,
  type Certificate,
  type DocumentValues,
  type DecisionKind,
} from '@thuoc/shared'
import type { Source } from '../../source.ts'
import type { BodyPorts } from './ports.ts'
import { capacityOf, numberAndDay, spokenDay } from './words.ts'

type Said = DocumentValues<'certificates'>['certificates'][number]

/** Giấy chứng nhận of one recognition, in the words that count now. */
export const certificate =
  ({ recognition, publicUrl }: BodyPorts): Source<'certificate'> =>
  async (actor, subjectId) => {
    const one = await recognition.getCertificate(actor, recognitionId.parse(subjectId))
    return {
      ...around(one),
      fileName: `Giấy chứng nhận ${one.number} - ${one.unitName}`,
      values: saidBy(one, publicUrl),
    }
  }

/** All that a decision gave and that count today, one a page. */
export const certificates =
  ({ recognition, publicUrl }: BodyPorts): Source<'certificates'> =>
  async (actor, subjectId) => {
    const { items } = await recognition.listCertificates(actor, decisionId.parse(subjectId))
    const counting = items.filter(({ ended }) => ended === null)
    const [first] = counting
    if (!first) return null
    const number = (first.correction ?? first.decision).number.replaceAll('/', '-')
    return {
      ...around(first),
      symbol: (first.correction ?? first.decision).number,
      fileName: `Giấy chứng nhận theo Quyết định số ${number}`,
      values: { certificates: counting.map((one) => saidBy(one, publicUrl)) },
    }
  }

const around = (one: Certificate) => ({
  issuer: one.issuer,
  campaign: { title: one.setTitle, schoolYear: one.schoolYear },
  symbol: one.number,
  signedOn: (one.correction ?? one.decision).signedOn,
  signer: { capacity: capacityOf(one.decision.office), name: one.decision.signatory },
  recipients: '',
})

const endings: Record<DecisionKind, string> = {
  recognition: 'đã hết hiệu lực theo Quyết định',
  correction: 'đã được thay theo Quyết định đính chính',
  revocation: 'đã bị thu hồi theo Quyết định',
}

function saidBy(one: Certificate, origin: string): Said {
  const address = certificateAddress(origin, one.number)
  return {
    school: one.unitName,
    level: String(one.level),
    levelName: one.levelName,
    setTitle: one.sample ? `${one.setTitle} (bộ chỉ số mẫu)` : one.setTitle,
    certificateNumber: one.number,
    decision: numberAndDay(one.decision),
    decidedBy: one.issuer.name,
    corrected: one.correction !== null,
    correction: one.correction ? numberAndDay(one.correction) : '',
    replaced: one.replaces ?? '',
    limited: one.validUntil !== null,
    validUntil: one.validUntil === null ? '' : spokenDay(one.validUntil),
    ended: one.ended !== null,
    ending: one.ended ? `${endings[one.ended.decision.kind]} ${numberAndDay(one.ended.decision)}` : '',
    qr: { qr: address },
    address,
    signerOffice: capacityOf(one.decision.office),
    signerName: one.decision.signatory,
  }
}
