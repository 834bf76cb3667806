import { unitChangeId } from '@thuoc/shared'
import type { Source } from '../../source.ts'
import type { BodyPorts } from './ports.ts'
import { twoFigures } from '../words.ts'
import { fileStateWords, numberAndDay, spokenDay } from './words.ts'

/** What one body gave to another; nothing is said where no file changed hands, or none of yours. */
export const handoverMinutes =
  ({ unitChanges }: BodyPorts): Source<'handover-minutes'> =>
  async (actor, subjectId) => {
    const { operation, files, reader } = await unitChanges.handedOver(actor, unitChangeId.parse(subjectId))
    const [first] = files
    if (!first) return null
    const names = (of: 'from' | 'to') => [...new Set(files.map((file) => file[of].name))].join('; ')
    const { decisionNumber: number, decisionDate: signedOn, effectiveOn } = operation
    return {
      issuer: reader,
      campaign: { title: first.campaignTitle, schoolYear: '' },
      symbol: null,
      signedOn: effectiveOn,
      signer: null,
      recipients: '',
      fileName: 'Biên bản bàn giao hồ sơ',
      values: {
        change: `Quyết định ${numberAndDay({ number, signedOn })}`,
        effectiveOn: spokenDay(effectiveOn),
        givers: names('from'),
        takers: names('to'),
        fileCount: twoFigures(files.length),
        files: files.map(({ unit, campaignTitle, status, from, to }, index) => ({
          no: String(index + 1),
          name: unit.name,
          code: unit.code,
          campaign: campaignTitle,
          state: fileStateWords[status],
          from: from.name,
          to: to.name,
        })),
      },
    }
  }
