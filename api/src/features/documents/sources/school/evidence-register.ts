import { submissionId } from '@thuoc/shared'
import type { Source } from '../../source.ts'
import type { SourcePorts } from '../ports.ts'
import { twoFigures, writtenDate } from '../words.ts'
import { proofsOf, signersOf, type Proof } from './proof.ts'

const issuedOf = ({ about: { number, issuedOn } }: Proof) =>
  [number === null ? '' : `Số ${number}`, issuedOn === null ? '' : `ngày ${writtenDate(issuedOn)}`]
    .filter((part) => part !== '')
    .join(' ')

const figures = new Intl.NumberFormat('vi-VN', { maximumFractionDigits: 6 })
/** Where the proof is: how many files, which address, which figure. */
function heldIn({ figure, url, files, kind }: Proof): string {
  if (figure) return `${figures.format(figure.value)} ${figure.unit}`.trim()
  if (url !== null) return url
  if (files.length > 0) return `${twoFigures(files.length)} tệp`
  return kind === 'document' ? 'Bản giấy' : ''
}

/** Danh mục minh chứng: as it was sent, or as it stands while the file is with the school. */
export const evidenceRegister =
  ({ submissions, councils, seals }: SourcePorts): Source<'evidence-register'> =>
  async (actor, subjectId) => {
    const id = submissionId.parse(subjectId)
    const form = await submissions.getForm(actor, id)
    const pieces = proofsOf(form, await seals.sent(actor, id))
    if (pieces.length === 0) return null
    const { signer, prepared } = signersOf(await councils.get(actor, id))
    const { unit, campaign, set } = form.submission
    return {
      issuer: unit,
      campaign,
      symbol: null,
      signedOn: null,
      signer,
      recipients: '',
      fileName: 'Danh mục minh chứng',
      values: {
        ...prepared,
        setTitle: set.title,
        count: twoFigures(pieces.length),
        pieces: pieces.map((piece, index) => ({
          no: String(index + 1),
          code: piece.code,
          title: piece.title,
          issued: issuedOf(piece),
          issuer: piece.about.issuer ?? piece.figure?.source ?? '',
          criteria: piece.criteria.join(', '),
          box: piece.box,
          note: [heldIn(piece), piece.note].filter((part) => part !== '').join('; '),
        })),
      },
    }
  }
