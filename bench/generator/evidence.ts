import type { Campaign } from './campaigns.ts'
import { idOf, type Random } from './random.ts'
import { meanEvidence } from './sizes.ts'
import type { Sinks } from './tables.ts'
import type { Person, School } from './units.ts'

const pieceKind = 30
const evidenceKind = 31
const fileKind = 32
const day = 24 * 3600 * 1000
const kinds = { file: 40, link: 25, document: 25, figure: 10 }
const titles = ['Kế hoạch', 'Quyết định', 'Biên bản', 'Báo cáo', 'Ảnh chụp màn hình', 'Danh sách', 'Trang thông tin']
const documentKinds = ['plan', 'decision', 'dispatch', 'minutes', 'report'] as const

type Place = { campaignUnitId: string; codes: readonly string[]; by: Person }
/** Pieces of evidence of a file: most have some dozens, a few have hundreds; spread over the answered criteria. */
export function writeEvidence({ into, random }: { into: Sinks['into']; random: Random }) {
  let made = 0
  return ({ opened, schoolYear }: Campaign, school: School, { campaignUnitId, codes, by }: Place) => {
    if (codes.length === 0) return
    const numbers = new Map<string, number>()
    const count = Math.min(600, Math.round(meanEvidence * random.skewed(0.7) * Math.min(1, codes.length / 29)))
    for (let each = 0; each < count; each += 1) {
      const n = (made += 1)
      const [pieceId, evidenceId] = [idOf(pieceKind, n), idOf(evidenceKind, n)]
      const code = random.pick(codes)
      const number = (numbers.get(code) ?? 0) + 1
      numbers.set(code, number)
      const kind = random.weighted(kinds)
      const at = new Date(opened + random.whole(50) * day)
      const isDocument = kind === 'document'
      into('evidence_pieces', [
        ...[pieceId, school.id, schoolYear, kind, `${random.pick(titles)} tiêu chí ${code} (${number})`],
        ...[isDocument ? random.pick(documentKinds) : null, isDocument ? `${random.whole(400) + 1}/KH` : null],
        ...[isDocument ? at.toISOString().slice(0, 10) : null, isDocument ? school.name : null],
        kind === 'link' ? `https://${school.code.toLowerCase()}.minhhoa.example/${code}/${number}` : null,
        ...(kind === 'figure' ? [random.whole(1000), 'lượt', 'Sổ theo dõi'] : [null, null, null]),
        ...[at, by.name, by.id],
      ])
      if (kind === 'file') {
        const sha256 = n.toString(16).padStart(64, '0')
        const size = Math.round(400_000 * random.skewed(1)) + 1
        into('evidence_files', [
          ...[idOf(fileKind, n), pieceId, 1, `minh-chung-${code}-${number}.pdf`, size, 'application/pdf', sha256],
          `${school.id}/${sha256}`,
        ])
      }
      into('evidence', [evidenceId, campaignUnitId, code, number, at, by.name, by.id, pieceId])
      into('evidence_criteria', [evidenceId, code])
    }
  }
}
