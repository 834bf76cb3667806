import { decisionId, type Certificate, type Decision } from '@thuoc/shared'
import type { Source } from '../../source.ts'
import type { BodyPorts } from './ports.ts'
import { twoFigures } from '../words.ts'
import { authorityOf, capacityOf, countsByLevel, levelWords, numberAndDay, spokenDay } from './words.ts'

const subjects: Record<Decision['kind'], (year: string) => string> = {
  recognition: (year) => `Về việc công nhận mức độ chuyển đổi số của các cơ sở giáo dục năm học ${year}`,
  correction: (year) => `Về việc đính chính quyết định công nhận mức độ chuyển đổi số năm học ${year}`,
  revocation: (year) => `Về việc thu hồi quyết định công nhận mức độ chuyển đổi số năm học ${year}`,
}
const names: Record<Decision['kind'], string> = {
  recognition: 'Quyết định công nhận',
  correction: 'Quyết định đính chính',
  revocation: 'Quyết định thu hồi công nhận',
}

/** A decision as it was signed, with its list; a school reads its own line of it, not the paper on all. */
export const recognitionDecision =
  ({ recognition, campaigns }: BodyPorts): Source<'recognition-decision'> =>
  async (actor, subjectId) => {
    const id = decisionId.parse(subjectId)
    const decision = await recognition.get(actor, id)
    const printed = new Map(
      (await recognition.listCertificates(actor, id)).items.map((one): [string, Certificate] => [one.number, one]),
    )
    const { sets } = await campaigns.get(actor, decision.campaign.id)
    const year = decision.campaign.schoolYear.replace('-', '–')
    return {
      issuer: decision.issuer,
      campaign: decision.campaign,
      symbol: decision.number,
      signedOn: decision.signedOn,
      signer: { capacity: capacityOf(decision.office), name: decision.signatory },
      recipients: '- Như Điều 3;\n- Cơ quan quản lý cấp trên (để báo cáo);\n- Lưu: VT.',
      fileName: `${names[decision.kind]} số ${decision.number.replaceAll('/', '-')}`,
      values: {
        recognises: decision.kind === 'recognition',
        corrects: decision.kind === 'correction',
        revokes: decision.kind === 'revocation',
        subject: subjects[decision.kind](year),
        headOffice: authorityOf(decision.office),
        setTitles: [...new Set(sets.map(({ set }) => set.title))].join('; '),
        about: decision.about ? numberAndDay(decision.about) : '',
        reason: (decision.reason ?? '').replace(/\s*\n\s*/g, ' ').replace(/[.\s]+$/, ''),
        unitCount: twoFigures(decision.items.length),
        limited: decision.validUntil !== null,
        validUntil: decision.validUntil === null ? '' : spokenDay(decision.validUntil),
        levels: countsByLevel(decision.items),
        units: decision.items.map(({ unit, level, levelName, certificateNumber }, index) => ({
          no: String(index + 1),
          name: printed.get(certificateNumber)?.unitName ?? unit.name,
          code: unit.code,
          level: levelWords(level, levelName),
          certificate: certificateNumber,
          replaced: printed.get(certificateNumber)?.replaces ?? '',
        })),
      },
    }
  }
