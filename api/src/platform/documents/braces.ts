import { unpack } from '../unpack.ts'
import { templateLimits } from './guard.ts'

const textParts = /^word\/(document|header\d*|footer\d*|footnotes|endnotes)\.xml$/
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/**
 * Braces that have no other one in their paragraph: somebody forgot it, or Word broke the line in between. The reader
 * of templates takes them for text and says nothing. With the words that follow, so that they are found again.
 */
export const strayBraces = (template: Buffer): string[] =>
  [...unpack(template, templateLimits)]
    .filter(([name]) => textParts.test(name))
    .flatMap(([, content]) => paragraphsOf(content.toString('utf8')))
    .flatMap((text) => text.replace(/\{[^{}]*\}/g, '').match(/[{}][^{}]{0,30}/g) ?? [])
    .map((found) => found.trim())

const paragraphsOf = (xml: string) =>
  xml
    .split(/<\/w:p>/)
    .map((part) =>
      [...part.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>/g)]
        .map(([, text = '']) => text.replace(/&(lt|gt|amp|quot|apos);/g, (_all, name: string) => entities[name] ?? ''))
        .join(''),
    )
