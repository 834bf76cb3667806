import { supervisionRecordId } from '@thuoc/shared'
import type { Source } from '../../source.ts'
import type { BodyPorts } from './ports.ts'
import { linesOf, severityWords, shortDay, spokenDay } from './words.ts'

/** What the province found; from its draft on, as the paper is signed where the check is made. */
export const supervisionMinutes =
  ({ supervision, campaigns }: BodyPorts): Source<'supervision-minutes'> =>
  async (actor, subjectId) => {
    const record = await supervision.get(actor, supervisionRecordId.parse(subjectId))
    const { province } = await campaigns.get(actor, record.campaign.id)
    const { findings } = record
    const followed = findings.flatMap(({ followUp }) => followUp ?? [])
    return {
      issuer: province,
      campaign: record.campaign,
      symbol: record.number === '' ? '……' : record.number,
      signedOn: record.checkedOn,
      signer: null,
      recipients: '',
      fileName: `Biên bản giám sát - ${record.unit.name}`,
      values: {
        checked: record.unit.name,
        checkedOn: spokenDay(record.checkedOn),
        place: record.place === '' ? '……' : record.place,
        present: record.present.map(({ name, office }, index) => ({ no: String(index + 1), name, office })),
        content: linesOf(record.minutes),
        none: findings.length === 0,
        some: findings.length > 0,
        findings: findings.map(({ criterion, evidence, severity, text }, index) => ({
          no: String(index + 1),
          about: [criterion === null ? '' : `Tiêu chí ${criterion}`, evidence?.title ?? ''].filter(Boolean).join(' – '),
          severity: severityWords[severity],
          text,
        })),
        demands: followed.length > 0,
        followUps: followed.map(({ action, unit, due }, index) => ({
          no: String(index + 1),
          action,
          responsible: unit.name,
          due: shortDay(due),
        })),
      },
    }
  }
