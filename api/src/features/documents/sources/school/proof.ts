import type { Council, Evidence, Form, SealedContent, SealedEvidence } from '@thuoc/shared'
import { councilDutyWords } from '../words.ts'

/** A piece as registers print it: of what was sent its box is known while the piece is still there. */
export type Proof = Omit<SealedEvidence, 'files'> & { files: readonly { name: string }[]; box: string }

/** [H1-1.10-01] comes after [H1-1.2-01]. */
const byCode = new Intl.Collator('vi', { numeric: true })

/** The register as it was sent; while the file is with the school, as it stands. */
export function proofsOf({ evidence }: Pick<Form, 'evidence'>, sent: SealedContent | null): Proof[] {
  const boxes = new Map(evidence.map(({ code, box }) => [code, String(box)]))
  const pieces: readonly (Evidence | SealedEvidence)[] = sent ? sent.evidence : evidence
  return pieces
    .map(({ code, kind, title, note, criteria, about, url, figure, files }) => ({
      ...{ code, kind, title, note, criteria, about, url, figure, files },
      box: boxes.get(code) ?? '',
    }))
    .toSorted((one, other) => byCode.compare(one.code, other.code))
}

/** Who signs lists: the officers of the council; without one whoever drew it up and, at the right, the head. */
export function signersOf({ decision }: Pick<Council, 'decision'>) {
  const officer = (duty: 'chairperson' | 'secretary') => {
    const name = decision?.members.find((one) => one.duty === duty)?.name
    return name === undefined ? null : { capacity: councilDutyWords[duty].toLocaleUpperCase('vi'), name }
  }
  const secretary = officer('secretary')
  return {
    signer: officer('chairperson'),
    prepared: { preparedAs: secretary?.capacity ?? 'NGƯỜI LẬP', preparedBy: secretary?.name ?? '' },
  }
}
