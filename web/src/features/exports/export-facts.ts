import type { ExportJob, ExportKind } from '@thuoc/shared'

/** How far it is, from 0 to 100; null while nobody knows. The last hundredth is the archive itself. */
export function shareOf({ done, total }: Pick<ExportJob, 'done' | 'total'>): number | null {
  if (total === null || total === 0) return null
  return Math.min(99, Math.floor((done / total) * 100))
}

/** What is counted while it is made. */
const counted: Record<ExportKind, 'files' | 'parts' | 'rows'> = {
  'campaign-documents': 'files',
  document: 'files',
  'file-archive': 'parts',
  'report-file': 'rows',
  'delivery-list': 'rows',
  'people-list': 'rows',
  'unit-list': 'rows',
  'evidence-register': 'rows',
  'evidence-archive': 'parts',
  'sent-package': 'parts',
  'training-attendees': 'rows',
  'training-units': 'rows',
}
/** The key of the words that say how far it is. */
export const farOf = ({ kind }: Pick<ExportJob, 'kind'>) => `exports.far.${counted[kind]}` as const

const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const
/** A size as people read it: the largest unit of which there is at least one, with one decimal below ten. */
export function sizeOf(bytes: number) {
  let [value, step] = [bytes, 0]
  while (value >= 1024 && step < units.length - 1) {
    value /= 1024
    step += 1
  }
  const shown = value < 10 && step > 0 ? Math.round(value * 10) / 10 : Math.round(value)
  return { value: shown, unit: units[step] ?? 'B' }
}
