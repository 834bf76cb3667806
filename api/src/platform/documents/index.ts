import { drawApart, isLarge } from './large.ts'
import type { originalOf as Original } from './original.ts'
import type { pdfOf as Pdf } from './pdf.ts'
import type { faultsOf as Faults, fill as Fill } from './template.ts'

export { requireHarmless } from './guard.ts'
export { paragraph, type Block, type Column, type Layout } from './layout.ts'
export { UnreadableTemplate } from './unreadable.ts'

// What draws them up takes half as much memory as all the rest of us, and is loaded when a document is wanted.
export const originalOf: typeof Original = async (...given) => (await import('./original.ts')).originalOf(...given)
export const pdfOf: typeof Pdf = async (layout, fields, values) =>
  isLarge(values) ? drawApart({ layout, fields, values }) : (await import('./pdf.ts')).pdfOf(layout, fields, values)
export const faultsOf: typeof Faults = async (...given) => (await import('./template.ts')).faultsOf(...given)
export const fill: typeof Fill = async (template, fields, values) =>
  isLarge(values)
    ? drawApart({ template, fields, values })
    : (await import('./template.ts')).fill(template, fields, values)
